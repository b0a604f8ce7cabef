package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/migrate"
)

// ownerPool is the pool of the one who owns the schemas of a cluster. The server uses it
// for nothing but making the schema of a municipality together with what stands in it
// from its first moment.
func ownerPool(runner *migrate.Runner) (*bun.DB, error) {
	known, err := newKnown()
	if err != nil {
		return nil, fmt.Errorf("postgres: owner: %w", err)
	}
	pool := sql.OpenDB(connector{Connector: stdlib.GetPoolConnector(runner.Pool()), known: known})
	pool.SetMaxIdleConns(0) // the runner's pool keeps them
	return hooked(bun.NewDB(pool, parameters{pgdialect.New()}, bun.WithDiscardUnknownColumns())), nil
}

// ownerPools are the pools of [ownerPool], each made when it is first needed.
type ownerPools struct {
	mu    sync.Mutex
	pools map[*migrate.Runner]*bun.DB
}

func (p *ownerPools) of(runner *migrate.Runner) (*bun.DB, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if pool := p.pools[runner]; pool != nil {
		return pool, nil
	}
	pool, err := ownerPool(runner)
	if err != nil {
		return nil, err
	}
	if p.pools == nil {
		p.pools = map[*migrate.Runner]*bun.DB{}
	}
	p.pools[runner] = pool
	return pool, nil
}

func (p *ownerPools) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, pool := range p.pools {
		_ = pool.Close()
	}
}

// inTenant goes on in the schema of a municipality that the same transaction made: one
// connection, and names bound to the municipality while fn runs. The audit rows of fn stand
// in the municipality's own log.
func (tx *Tx) inTenant(ctx context.Context, scope access.Scope, fn func(ctx context.Context, inner *Tx) error) error {
	return tx.Raw(func(c any) error {
		opened, ok := c.(*conn)
		if !ok {
			return fmt.Errorf("postgres: unexpected driver %T", c)
		}
		pool := sql.OpenDB(lender{opened})
		defer func() { _ = pool.Close() }() // closes what it was lent: nothing
		db := bind(hooked(bun.NewDB(pool, parameters{pgdialect.New()}, bun.WithDiscardUnknownColumns())), scope)
		bound, err := db.Conn(ctx)
		if err != nil {
			return err
		}
		defer bound.Close()
		return fn(ctx, &Tx{Conn: bound, scope: scope, db: tx.db, now: tx.now})
	})
}

// lender gives one open connection to a pool that must not close it.
type lender struct{ conn *conn }

func (l lender) Connect(context.Context) (driver.Conn, error) { return lent{l.conn}, nil }

func (l lender) Driver() driver.Driver { return stdlib.GetDefaultDriver() }

// lent is a connection that somebody else closes.
type lent struct{ *conn }

// Close leaves the connection open.
func (lent) Close() error { return nil }

// ResetSession keeps the transaction that the connection is in.
func (lent) ResetSession(context.Context) error { return nil }

var _ interface{ wire() *pgx.Conn } = lent{}
