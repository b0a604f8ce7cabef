package main

import (
	"context"

	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/config"
)

func migrateCommand(ctx context.Context, args []string) error {
	var c config.Config
	set := flags("migrate", "bring the shared schemas and every municipality's to this version of the program, in every cluster")
	c.DatabaseFlags(set)
	if err := parse(set, args, c.CheckDatabase); err != nil {
		return err
	}
	settings, err := clusters(c)
	if err != nil {
		return err
	}
	return app.Migrate(ctx, settings)
}
