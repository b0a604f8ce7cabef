package migrate

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Program and schema work together one version apart, so that servers are replaced one
// after another beside a migration: a migration only adds what the program before it can
// overlook, and removes only what that program no longer uses (docs/adr/migrations.md).
const tolerance = 1

var (
	// ErrOlder refuses to serve schemas that wait for a migration.
	ErrOlder = errors.New("migrate: the database is older than this program; run demilge migrate")
	// ErrUnfinished tells of a migration that did not reach every schema.
	ErrUnfinished = errors.New("migrate: not every schema has the version of this program; run demilge migrate")
)

// standing is how many versions a schema has and how many the program knows.
type standing struct {
	schema         string
	applied, known int
}

// Serves reports whether this program may serve the cluster: every schema, the shared
// ones and each tenant's, is at most one version away from it.
func (r *Runner) Serves(ctx context.Context) error {
	return r.compare(ctx, func(s standing) error {
		switch {
		case s.applied > s.known+tolerance:
			return fmt.Errorf("%w: %s has version %d, the program knows %d", ErrNewer, s.schema, s.applied, s.known)
		case s.applied < s.known-tolerance:
			return fmt.Errorf("%w: %s has version %d of %d", ErrOlder, s.schema, s.applied, s.known)
		}
		return nil
	})
}

// Finished reports whether every schema has exactly the version of the program.
func (r *Runner) Finished(ctx context.Context) error {
	return r.compare(ctx, func(s standing) error {
		if s.applied != s.known {
			return fmt.Errorf("%w: %s has version %d, the program knows %d", ErrUnfinished, s.schema, s.applied, s.known)
		}
		return nil
	})
}

func (r *Runner) compare(ctx context.Context, judge func(standing) error) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	var exists bool
	err := r.pool.QueryRow(ctx, `SELECT pg_catalog.to_regclass('ops.schema_version') IS NOT NULL`).Scan(&exists)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if !exists {
		return fmt.Errorf("%w: it is empty", ErrOlder)
	}
	rows, err := r.pool.Query(ctx, `SELECT schema, count(*) FROM ops.schema_version GROUP BY schema ORDER BY schema`)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (s standing, err error) {
		err = row.Scan(&s.schema, &s.applied)
		return s, err
	})
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	for _, s := range list {
		s.known = len(r.tenant)
		if s.schema == "programme" {
			s.known = len(r.programme)
		}
		if err := judge(s); err != nil {
			return err
		}
	}
	return nil
}
