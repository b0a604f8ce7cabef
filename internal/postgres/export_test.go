package postgres

import (
	"context"

	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
)

// ReadForTest and WriteForTest open the unexported doors to tests of the tenancy.
func (db *DB) ReadForTest(scope access.Scope) *bun.DB { return db.read(scope) }

func (db *DB) WriteForTest(ctx context.Context, scope access.Scope, fn func(context.Context, *Tx) error) error {
	return db.write(ctx, scope, fn)
}
