package devenv

import (
	"context"
	"fmt"
	"net"
	"strconv"
	"time"
)

const loopback = "127.0.0.1"

func address(port int) string { return net.JoinHostPort(loopback, strconv.Itoa(port)) }

// freePort returns the wanted port when nobody listens on it, else another one.
func freePort(wanted int) (int, error) {
	listener, err := net.Listen("tcp", address(wanted))
	if err != nil && wanted != 0 {
		listener, err = net.Listen("tcp", address(0))
	}
	if err != nil {
		return 0, fmt.Errorf("find a free port: %w", err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}

// startup starts a server on a loopback port and waits until it answers.
type startup struct {
	home  *home
	name  string
	start func(port int) (*child, error)
	ready func(ctx context.Context, port int) error
}

// run prefers the wanted port. When somebody takes the port between our look and the
// server's bind, it tries another one.
func (s startup) run(ctx context.Context, wanted int) (*child, int, error) {
	const attempts = 3
	for attempt := 1; ; attempt++ {
		port, err := freePort(wanted)
		if err != nil {
			return nil, 0, err
		}
		running, err := s.start(port)
		if err != nil {
			return nil, 0, err
		}
		err = s.await(ctx, running, port)
		if err == nil {
			return running, port, nil
		}
		taken, _ := freePort(port)
		if taken == port || attempt == attempts || ctx.Err() != nil {
			return nil, 0, err
		}
	}
}

// await returns when the server answers; a server that does not is gone on return.
func (s startup) await(ctx context.Context, running *child, port int) error {
	for {
		attempt, cancel := context.WithTimeout(ctx, 5*time.Second)
		err := s.ready(attempt, port)
		cancel()
		if err == nil && !running.ended() {
			return nil
		}
		if running.ended() {
			return fmt.Errorf("%s ended while starting (%w); its log %s says:\n%s",
				s.name, orClean(running.err), s.home.file(logName), s.home.logTail())
		}
		if err := pause(ctx, 50*time.Millisecond); err != nil {
			_ = running.process.Kill()
			<-running.done
			return err
		}
	}
}
