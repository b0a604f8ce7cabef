package main

import (
	"context"

	"github.com/demilge/demilge/internal/config"
)

func migrateCommand(ctx context.Context, args []string) error {
	var c config.Config
	set := flags("migrate", "bring the shared schemas and every municipality's to this version of the program")
	c.DatabaseFlags(set)
	if err := parse(set, args, c.CheckDatabase); err != nil {
		return err
	}
	return migrateUp(ctx, c.OwnerURL)
}
