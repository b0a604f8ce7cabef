package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/config"
	"github.com/demilge/demilge/internal/devenv"
	"github.com/demilge/demilge/internal/mail"
	"github.com/demilge/demilge/internal/objectstore"
)

type runOptions struct {
	data, addr string
	withParent bool
}

// runCommand sets up what is missing on this machine, serves the whole system from the
// data folder, and ends it in order: server, object store, database.
func runCommand(ctx context.Context, args []string) error {
	var o runOptions
	set := flags("run", "set up what is missing and serve the whole system on this machine")
	set.StringVar(&o.data, "data", "./data", "folder of the database, the files and the passwords")
	set.StringVar(&o.addr, "addr", "127.0.0.1:8080", "address to listen on, host:port; port 0 takes a free one")
	set.BoolVar(&o.withParent, "with-parent", false, "end when the process that started this one ends, as make run wants it")
	if err := parse(set, args, func() error { return config.CheckAddr(o.addr) }); err != nil {
		return err
	}
	if o.withParent {
		if err := devenv.EndWithParent(); err != nil {
			return err
		}
	}
	return o.run(ctx)
}

func (o runOptions) run(ctx context.Context) error {
	listener, err := net.Listen("tcp", o.addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	if err := os.MkdirAll(o.data, 0o755); err != nil {
		return err
	}
	kept, err := openCredentials(filepath.Join(o.data, credentialsFile))
	if err != nil {
		return err
	}
	database, err := startDatabase(ctx, filepath.Join(o.data, "postgres"), kept)
	if err != nil {
		return err
	}
	err = o.serve(ctx, listener, database, kept)
	return errors.Join(err, patiently(ctx, database.server.Stop))
}

const credentialsFile = "credentials.json"

// serve answers until the context or the database ends; the object store is prepared
// beside it.
func (o runOptions) serve(ctx context.Context, listener net.Listener, database *database, kept *credentials) error {
	app.Tune()
	store := objectstore.New()
	settings, err := o.settings(listener.Addr(), database, store)
	if err != nil {
		return err
	}
	stop, err := openTraces(ctx, &settings)
	if err != nil {
		return err
	}
	defer stop()
	a, err := app.New(ctx, settings)
	if err != nil {
		return err
	}
	defer a.Close()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	objects := keepObjects(ctx, filepath.Join(o.data, "minio"), store)
	defer objects.end()
	go func() {
		<-database.server.Done()
		cancel()
	}()
	printAddresses(listener.Addr(), o.data)
	fmt.Println("One sign-in for each role; all are in", filepath.Join(o.data, credentialsFile))
	printSignIns(os.Stdout, perRole(kept.SignIns))
	if err := a.Run(ctx, listener, 15*time.Second); err != nil {
		return err
	}
	select {
	case <-database.server.Done():
		return database.server.Err()
	default:
		tell("stopping", 0)
		return nil
	}
}

func (o runOptions) settings(addr net.Addr, database *database, store *objectstore.Store) (app.Config, error) {
	letters, err := mail.NewFolder(filepath.Join(o.data, "mail"))
	return app.Config{
		DatabaseURL: database.appURL, OwnerURL: database.ownerURL, MaxConns: 20,
		Objects: store, Quota: 5 << 30, Playground: true,
		Mail: letters, BaseURL: "http://" + addr.String(), SpareSchemas: 2,
	}, err
}

// patiently stops a server even though the context has ended.
func patiently(ctx context.Context, stop func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	return stop(ctx)
}

// tell prints what is being done and, when it lasts, since when.
func tell(step string, elapsed time.Duration) {
	if elapsed < time.Second {
		fmt.Println("…", step)
		return
	}
	fmt.Printf("… %s (%d s)\n", step, int(elapsed.Seconds()))
}

func printAddresses(addr net.Addr, data string) {
	fmt.Printf(`Demilge serves http://%[1]s
  GraphQL      http://%[1]s/graphql
  playground   http://%[1]s/playground/
  data folder  %[2]s
Ctrl-C ends it.
`, addr, data)
}
