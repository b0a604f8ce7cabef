package postgres

import (
	"context"
	"time"

	"github.com/hashicorp/golang-lru/v2/expirable"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
)

// ReadForTest and WriteForTest open the unexported doors to tests of the tenancy.
func (db *DB) ReadForTest(scope access.Scope) *bun.DB { return db.read(scope) }

func (db *DB) WriteForTest(ctx context.Context, scope access.Scope, fn func(context.Context, *Tx) error) error {
	return db.write(ctx, scope, fn)
}

// ConnForTest is one connection of the programme's pool.
func (db *DB) ConnForTest(ctx context.Context) (bun.Conn, error) { return db.programme().Conn(ctx) }

// RememberCallersForTest has callers forgotten only when something changes.
func (db *DB) RememberCallersForTest() {
	db.callers.known = expirable.NewLRU[string, knownCaller](maxCallers, nil, time.Hour)
}
