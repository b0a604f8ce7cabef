package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/config"
)

// flags makes the flag set of a command with its one-line usage, which only --help prints.
func flags(name, usage string) *flag.FlagSet {
	set := flag.NewFlagSet(name, flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.Usage = func() {
		fmt.Fprintf(set.Output(), "demilge %s: %s\nEvery setting is a flag or the variable DEMILGE_ with its name, e.g. %s.\n",
			name, usage, config.Variable("base-url"))
		set.PrintDefaults()
	}
	return set
}

// parse reads flags and environment; a mistake is a usage error, as is any other word.
func parse(set *flag.FlagSet, args []string, check func() error) error {
	if err := read(set, args); err != nil {
		return err
	}
	if set.NArg() > 0 {
		return usageError{fmt.Errorf("%s takes no argument %q", set.Name(), set.Arg(0))}
	}
	return usage(check())
}

// parseNaming is parse for a command that is about one thing, which it returns.
func parseNaming(set *flag.FlagSet, args []string, what string, check func() error) (string, error) {
	if err := read(set, args); err != nil {
		return "", err
	}
	switch set.NArg() {
	case 0:
		return "", usageError{fmt.Errorf("name %s", what)}
	case 1:
		return set.Arg(0), usage(check())
	}
	return "", usageError{fmt.Errorf("%s takes one argument; %q is too much", set.Name(), set.Arg(1))}
}

// read takes flags and environment; it prints the settings when asked for help.
func read(set *flag.FlagSet, args []string) error {
	err := config.Parse(set, args, os.Getenv)
	if errors.Is(err, flag.ErrHelp) {
		set.SetOutput(os.Stdout)
		set.Usage()
	}
	return usage(err)
}

func usage(err error) error {
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return err
	}
	return usageError{err}
}

// openApp wires the program for a command on the database alone.
func openApp(ctx context.Context, c config.Config) (*app.App, error) {
	settings, err := clusters(c)
	if err != nil {
		return nil, err
	}
	return app.New(ctx, settings)
}

// clusters are the settings of the databases alone.
func clusters(c config.Config) (app.Config, error) {
	shards, err := c.ShardMap()
	if err != nil {
		return app.Config{}, usageError{err}
	}
	return app.Config{
		DatabaseURL: c.DatabaseURL, OwnerURL: c.OwnerURL, Programme: c.Programme(), Shards: shards, MaxConns: c.MaxConns,
	}, nil
}
