// Command testenv runs a command, such as go test, beside one throw-away PostgreSQL
// and one throw-away MinIO that all its tests share:
//
//	testenv go test -race ./...
//
// It makes what is missing on the machine, hands the addresses on in the environment
// (DEMILGE_TEST_POSTGRES, DEMILGE_TEST_S3), and ends with the command's exit code.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"

	"github.com/demilge/demilge/internal/devenv"
	"github.com/demilge/demilge/internal/objecttest"
	"github.com/demilge/demilge/internal/pgtest"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: testenv command [argument ...]")
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1], os.Args[2:])
	stop()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit) && exit.ExitCode() > 0:
		os.Exit(exit.ExitCode())
	case err != nil:
		fmt.Fprintln(os.Stderr, "testenv:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, name string, args []string) (err error) {
	postgres, err := devenv.ThrowawayPostgres(ctx, tell)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, postgres.Discard()) }()
	cache, err := devenv.CacheDir()
	if err != nil {
		return err
	}
	program, err := devenv.MinioProgram(ctx, cache, tell)
	if err != nil {
		return err
	}
	minio, err := devenv.ThrowawayMinio(ctx, program)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, minio.Discard()) }()
	return runWith(ctx, name, args,
		pgtest.Env+"="+postgres.DSN("postgres"),
		objecttest.Env+"="+objecttest.Address(minio))
}

func runWith(ctx context.Context, name string, args []string, env ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	// Ctrl-C reaches the command from the terminal; it gets time to end by itself.
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 30 * time.Second
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), env...)
	return cmd.Run()
}

func tell(step string, elapsed time.Duration) {
	fmt.Fprintf(os.Stderr, "testenv: %s (%d s)\n", step, int(elapsed.Seconds()))
}
