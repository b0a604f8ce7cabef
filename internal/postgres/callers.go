package postgres

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/expirable"
	"github.com/jackc/pgx/v5"

	"github.com/demilge/demilge/internal/authn"
)

// callers remembers who is behind the hash of a secret. All are forgotten when a
// transaction of this server changes the programme, and when any other one changes an
// account, a role, a session or a token: triggers say so on a channel. While the channel
// cannot be heard nothing is remembered, so that a revocation holds from the next
// request on, whichever server carried it out.
type callers struct {
	known *expirable.LRU[string, knownCaller]
	stop  context.CancelFunc
	ended chan struct{}

	mu        sync.Mutex
	listening bool
	// generation counts the times that all were forgotten: what was read before one of
	// them is not remembered after it.
	generation uint64
}

type knownCaller struct {
	authn.Caller
	endsAt time.Time
}

const (
	maxCallers = 4096
	// callersKeep bounds the memory of a caller, should the channel fail unnoticed.
	callersKeep  = 5 * time.Second
	callersBeat  = time.Second
	callersRetry = time.Second
)

func newCallers() *callers {
	return &callers{
		known: expirable.NewLRU[string, knownCaller](maxCallers, nil, callersKeep),
		stop:  func() {},
	}
}

// find returns the remembered caller, or reads and remembers it.
func (c *callers) find(hash string, now time.Time, read func() (*authn.Caller, time.Time, error)) (*authn.Caller, error) {
	if known, ok := c.known.Get(hash); ok && now.Before(known.endsAt) {
		caller := known.Caller
		return &caller, nil
	}
	before := c.age()
	caller, endsAt, err := read()
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.listening && c.generation == before {
		remembered := *caller
		remembered.Seen = false
		c.known.Add(hash, knownCaller{Caller: remembered, endsAt: endsAt})
	}
	return caller, nil
}

func (c *callers) age() uint64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.generation
}

// forget drops everyone.
func (c *callers) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.drop()
}

// hears notes whether the channel can be heard, and drops everyone.
func (c *callers) hears(listening bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.listening = listening
	c.drop()
}

func (c *callers) drop() {
	c.generation++
	c.known.Purge()
}

// listen hears the channel on a connection of its own until close.
func (c *callers) listen(dsn string) {
	ctx, stop := context.WithCancel(context.Background())
	c.stop, c.ended = stop, make(chan struct{})
	go func() {
		defer close(c.ended)
		for ctx.Err() == nil {
			err := c.attend(ctx, dsn)
			c.hears(false)
			if ctx.Err() == nil {
				slog.WarnContext(ctx, "callers are not remembered: the channel is lost", "error", err)
				select {
				case <-time.After(callersRetry):
				case <-ctx.Done():
				}
			}
		}
	}()
}

// attend listens until the connection is lost.
func (c *callers) attend(ctx context.Context, dsn string) error {
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, "LISTEN callers"); err != nil {
		return err
	}
	c.hears(true)
	for {
		beat, cancel := context.WithTimeout(ctx, callersBeat)
		_, err := conn.WaitForNotification(beat)
		cancel()
		switch {
		case err == nil:
			c.forget()
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
	ctx, cancel := context.WithTimeout(ctx, callersBeat)
	defer cancel()
	return conn.Ping(ctx)
}

func (c *callers) close() {
	c.stop()
	if c.ended != nil {
		<-c.ended
	}
}
