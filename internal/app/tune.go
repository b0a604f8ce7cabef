package app

import (
	"log/slog"
	"os"
	"runtime/debug"
)

// memoryLimit keeps the server under 300 MiB with 32 clients; the collector works harder
// as it comes near.
const memoryLimit = 240 << 20

// Tune sets a process up as a server that answers many short requests: its log is lines of
// key=value on the standard error, and the garbage collector runs seldom, unless the
// environment says otherwise (GOGC, GOMEMLIMIT).
func Tune() {
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, nil)))
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
}
