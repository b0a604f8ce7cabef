package main

import (
	"context"
	"errors"

	"github.com/demilge/demilge/internal/devenv"
)

const (
	databaseName = "demilge"
	appRole      = "demilge_app"
)

// database is the private cluster of `run`, migrated.
type database struct {
	server           *devenv.Postgres
	ownerURL, appURL string
}

func startDatabase(ctx context.Context, dir string, kept *credentials) (*database, error) {
	server, err := devenv.StartPostgres(ctx, devenv.PostgresOptions{Dir: dir, Install: true, Progress: tell})
	if err != nil {
		return nil, err
	}
	d := &database{
		server:   server,
		ownerURL: server.DSN(databaseName),
		appURL:   server.DSNOf(appRole, kept.DatabasePassword, databaseName),
	}
	if err := d.prepare(ctx, kept); err != nil {
		return nil, errors.Join(err, patiently(ctx, server.Stop))
	}
	return d, nil
}

func (d *database) prepare(ctx context.Context, kept *credentials) error {
	if err := d.server.MakeDatabase(ctx, databaseName); err != nil {
		return err
	}
	if err := migrateUp(ctx, d.ownerURL); err != nil {
		return err
	}
	return d.server.SetPassword(ctx, appRole, kept.DatabasePassword)
}
