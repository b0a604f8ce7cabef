package migrate

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

// upJobs makes the schema of the jobs and lets the server, and no tenant, into it.
func (r *Runner) upJobs(ctx context.Context, conn *pgx.Conn) error {
	if _, err := conn.Exec(ctx, "CREATE SCHEMA IF NOT EXISTS river"); err != nil {
		return fmt.Errorf("migrate: river: %w", err)
	}
	migrator, err := rivermigrate.New(riverpgxv5.New(r.pool), &rivermigrate.Config{Schema: "river"})
	if err != nil {
		return fmt.Errorf("migrate: river: %w", err)
	}
	if _, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("migrate: river: %w", err)
	}
	if _, err := conn.Exec(ctx, jobGrants); err != nil {
		return fmt.Errorf("migrate: river: %w", err)
	}
	return nil
}

const jobGrants = `
	GRANT USAGE ON SCHEMA river TO demilge_app;
	GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA river TO demilge_app;
	GRANT USAGE ON ALL SEQUENCES IN SCHEMA river TO demilge_app`
