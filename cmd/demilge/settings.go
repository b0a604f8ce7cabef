package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/config"
	"github.com/demilge/demilge/internal/migrate"
)

// flags makes the flag set of a command with its one-line usage.
func flags(name, usage string) *flag.FlagSet {
	set := flag.NewFlagSet(name, flag.ContinueOnError)
	set.Usage = func() {
		fmt.Fprintf(set.Output(), "demilge %s: %s\nEvery setting is a flag or the variable DEMILGE_ with its name, e.g. %s.\n",
			name, usage, config.Variable("base-url"))
		set.PrintDefaults()
	}
	return set
}

// parse reads flags and environment; a mistake is a usage error.
func parse(set *flag.FlagSet, args []string, check func() error) error {
	if err := config.Parse(set, args, os.Getenv); err != nil {
		return usage(err)
	}
	if err := check(); err != nil {
		return usage(err)
	}
	return nil
}

func usage(err error) error {
	if errors.Is(err, flag.ErrHelp) {
		return err
	}
	return usageError{err}
}

// openApp wires the program for a command on the database alone.
func openApp(ctx context.Context, c config.Config) (*app.App, error) {
	shards, err := c.ShardMap()
	if err != nil {
		return nil, usageError{err}
	}
	return app.New(ctx, app.Config{DatabaseURL: c.DatabaseURL, OwnerURL: c.OwnerURL, Shards: shards, MaxConns: c.MaxConns})
}

// migrateUp brings the database to this version.
func migrateUp(ctx context.Context, ownerURL string) error {
	runner, err := migrate.Open(ctx, ownerURL)
	if err != nil {
		return err
	}
	defer runner.Close()
	return runner.Up(ctx)
}
