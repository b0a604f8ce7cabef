package main

import (
	"context"
	"errors"

	"github.com/demilge/demilge/internal/app"
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

// startDatabase starts the cluster and, the first time, writes the pilot programme. It does
// so in a database of another name, which gets the real one at the end: a run that is
// killed meanwhile begins anew the next time.
func startDatabase(ctx context.Context, dir string, kept *credentials) (*database, error) {
	server, err := devenv.StartPostgres(ctx, devenv.PostgresOptions{Dir: dir, Install: true, Progress: tell})
	if err != nil {
		return nil, err
	}
	d, err := openDatabase(ctx, server, kept)
	if err != nil {
		return nil, errors.Join(err, patiently(ctx, server.Stop))
	}
	return d, nil
}

func openDatabase(ctx context.Context, server *devenv.Postgres, kept *credentials) (*database, error) {
	exists, err := server.HasDatabase(ctx, databaseName)
	if err != nil {
		return nil, err
	}
	if !exists {
		if err := firstDatabase(ctx, server, kept); err != nil {
			return nil, err
		}
	}
	d := addresses(server, kept, databaseName)
	return d, d.prepare(ctx, kept)
}

func addresses(server *devenv.Postgres, kept *credentials, name string) *database {
	return &database{server: server, ownerURL: server.DSN(name), appURL: server.DSNOf(appRole, kept.DatabasePassword, name)}
}

func (d *database) prepare(ctx context.Context, kept *credentials) error {
	if err := app.Migrate(ctx, app.Config{DatabaseURL: d.appURL, OwnerURL: d.ownerURL}); err != nil {
		return err
	}
	return d.server.SetPassword(ctx, appRole, kept.DatabasePassword)
}

func firstDatabase(ctx context.Context, server *devenv.Postgres, kept *credentials) error {
	const unfinished = databaseName + "_unfinished"
	tell("writing the pilot programme into a new database", 0)
	if err := server.DropDatabase(ctx, unfinished); err != nil {
		return err
	}
	if err := server.MakeDatabase(ctx, unfinished); err != nil {
		return err
	}
	d := addresses(server, kept, unfinished)
	if err := d.prepare(ctx, kept); err != nil {
		return err
	}
	made, err := app.Seed(ctx, app.Config{DatabaseURL: d.appURL, OwnerURL: d.ownerURL, MaxConns: 5}, devenv.NewPassword)
	if err != nil {
		return err
	}
	kept.SignIns = made
	if err := kept.save(); err != nil {
		return err
	}
	return server.RenameDatabase(ctx, unfinished, databaseName)
}
