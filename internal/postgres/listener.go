package postgres

import (
	"context"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
)

// listener hears a channel of NOTIFY on a connection of its own.
type listener struct {
	channel, dsn string
	// heard is told of each notification, hears whether the channel can be heard at all.
	heard func(payload string)
	hears func(listening bool)

	stop  context.CancelFunc
	ended chan struct{}
}

const (
	listenerBeat  = time.Second
	listenerRetry = time.Second
)

// listen begins to hear the channel, until close.
func (l *listener) listen() {
	ctx, stop := context.WithCancel(context.Background())
	l.stop, l.ended = stop, make(chan struct{})
	go func() {
		defer close(l.ended)
		for ctx.Err() == nil {
			err := l.attend(ctx)
			l.hears(false)
			if ctx.Err() == nil {
				slog.WarnContext(ctx, "a channel is lost", "channel", l.channel, "error", err)
				select {
				case <-time.After(listenerRetry):
				case <-ctx.Done():
				}
			}
		}
	}()
}

// attend listens until the connection is lost.
func (l *listener) attend(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, l.dsn)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, "LISTEN "+pgx.Identifier{l.channel}.Sanitize()); err != nil {
		return err
	}
	l.hears(true)
	for {
		beat, cancel := context.WithTimeout(ctx, listenerBeat)
		notification, err := conn.WaitForNotification(beat)
		cancel()
		switch {
		case err == nil:
			l.heard(notification.Payload)
		case ctx.Err() != nil || conn.IsClosed():
			return err
		default:
			if err := ping(ctx, conn); err != nil {
				return err
			}
		}
	}
}

func ping(ctx context.Context, conn *pgx.Conn) error {
	ctx, cancel := context.WithTimeout(ctx, listenerBeat)
	defer cancel()
	return conn.Ping(ctx)
}

func (l *listener) close() {
	if l.ended != nil {
		l.stop()
		<-l.ended
	}
}
