// Command demilge is the whole system: the server, its upkeep and its trial run.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// command is one word of the command line.
type command struct {
	name, usage string
	run         func(ctx context.Context, args []string) error
}

func commands() []command {
	return []command{
		{"run", "set up and serve the whole system on this machine", runCommand},
		{"serve", "serve against an external database, object store, mail server and OpenID provider", serveCommand},
		{"migrate", "bring the database to this version of the program", migrateCommand},
		{"tenant", "create, list, suspend or resume municipalities", tenantCommand},
		{"user", "invite a platform administrator, the first person of an installation", userCommand},
		{"municipality", "import the official list of municipalities", municipalityCommand},
		{"seed", "write the pilot programme into a new database", seedCommand},
		{"check", "check configuration, database, object store and policy", checkCommand},
	}
}

// usageError is a mistake in the words of the command; it ends with exit code 2.
type usageError struct{ error }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := dispatch(ctx, os.Args[1:])
	var usage usageError
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
	case errors.As(err, &usage):
		fmt.Fprintln(os.Stderr, "demilge:", err)
		os.Exit(2)
	default:
		fmt.Fprintln(os.Stderr, "demilge:", err)
		os.Exit(1)
	}
}

func dispatch(ctx context.Context, args []string) error {
	if len(args) == 0 || isHelp(args[0]) {
		help(os.Stdout)
		return nil
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return c.run(ctx, args[1:])
		}
	}
	return usageError{fmt.Errorf("there is no command %q; demilge help lists them", args[0])}
}

func help(w io.Writer) {
	fmt.Fprintln(w, "demilge runs competitions of local initiatives.")
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-13s %s\n", c.name, c.usage)
	}
	fmt.Fprintln(w, "demilge COMMAND --help lists the settings of a command.")
}
