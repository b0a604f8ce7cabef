package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"text/tabwriter"

	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/config"
	"github.com/demilge/demilge/internal/devenv"
	"github.com/demilge/demilge/internal/seed"
)

func seedCommand(ctx context.Context, args []string) error {
	var c config.Config
	set := flags("seed", "write the pilot programme into a new database and print its sign-ins once")
	c.DatabaseFlags(set)
	if err := parse(set, args, c.CheckDatabase); err != nil {
		return err
	}
	settings, err := clusters(c)
	if err != nil {
		return err
	}
	made, err := app.Seed(ctx, settings, devenv.NewPassword)
	if err != nil {
		return err
	}
	if len(made) == 0 {
		return errors.New("the pilot programme is in this database already")
	}
	printSignIns(os.Stdout, made)
	return nil
}

// printSignIns lists accounts with their passwords.
func printSignIns(w io.Writer, list []seed.SignIn) {
	out := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	for _, s := range list {
		place := s.Municipality
		if place == "" {
			place = "programme"
		}
		fmt.Fprintf(out, "  %v\t%s\t%s\t%s\n", s.Roles[0], place, s.Email, s.Password)
	}
	_ = out.Flush()
}

// perRole keeps the first sign-in of each role.
func perRole(list []seed.SignIn) []seed.SignIn {
	seen := map[string]bool{}
	var short []seed.SignIn
	for _, s := range list {
		if role := string(s.Roles[0]); !seen[role] {
			seen[role] = true
			short = append(short, s)
		}
	}
	return short
}
