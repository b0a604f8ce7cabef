package main

import (
	"context"
	"net"

	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/config"
	"github.com/demilge/demilge/internal/objectstore"
)

func serveCommand(ctx context.Context, args []string) error {
	var c config.Config
	set := flags("serve", "serve against an external database, object store, mail server and OpenID provider")
	c.Flags(set)
	if err := parse(set, args, c.Check); err != nil {
		return err
	}
	a, err := openServer(ctx, c)
	if err != nil {
		return err
	}
	defer a.Close()
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return err
	}
	return app.Serve(ctx, listener, a.Handler, c.DrainTime)
}

// openServer wires the whole server from its settings.
func openServer(ctx context.Context, c config.Config) (*app.App, error) {
	shards, err := c.ShardMap()
	if err != nil {
		return nil, usageError{err}
	}
	objects := objectstore.New()
	if err := objects.Connect(objectstore.Config{
		Endpoint: c.S3Endpoint, AccessKey: c.S3AccessKey, SecretKey: c.S3SecretKey,
		Bucket: c.S3Bucket, Region: c.S3Region, TLS: !c.S3Plain,
	}); err != nil {
		return nil, err
	}
	return app.New(ctx, app.Config{
		DatabaseURL: c.DatabaseURL, OwnerURL: c.OwnerURL, Shards: shards, MaxConns: c.MaxConns,
		Objects: objects, Quota: c.QuotaMiB << 20, Playground: c.Playground,
	})
}
