package app

import (
	"os"
	"runtime/debug"
)

// memoryLimit keeps the server under 300 MiB with 32 clients; the collector works harder
// as it comes near.
const memoryLimit = 240 << 20

// Tune sets the garbage collector for a server that answers many short requests, unless
// the environment says otherwise (GOGC, GOMEMLIMIT).
func Tune() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
}
