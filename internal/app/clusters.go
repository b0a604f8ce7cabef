package app

import (
	"context"
	"errors"

	"github.com/demilge/demilge/internal/migrate"
	"github.com/demilge/demilge/internal/postgres"
	"github.com/demilge/demilge/tenants"
)

// Migrate brings every cluster to this version of the program.
func Migrate(ctx context.Context, c Config) error {
	owners, err := openOwners(ctx, c)
	if err != nil {
		return err
	}
	defer owners.Close()
	return owners.Up(ctx)
}

func openOwners(ctx context.Context, c Config) (*migrate.Clusters, error) {
	shards := map[string]string{tenants.DefaultShard: c.OwnerURL}
	for name, cluster := range c.Shards {
		shards[name] = cluster.OwnerURL
	}
	programme := ""
	if c.Programme != nil {
		programme = c.Programme.OwnerURL
	}
	return migrate.OpenClusters(ctx, programme, tenants.DefaultShard, shards)
}

func openClusters(ctx context.Context, c Config) (*postgres.DB, error) {
	config := postgres.Config{DSN: c.DatabaseURL, Shards: map[string]string{}, MaxConns: c.MaxConns, Clock: c.Clock, Traced: c.Traces != nil}
	for name, cluster := range c.Shards {
		config.Shards[name] = cluster.DatabaseURL
	}
	if c.Programme != nil {
		config.Programme = c.Programme.DatabaseURL
	}
	return postgres.Open(ctx, config)
}

// dsns are the addresses of all clusters, the programme's first.
func (c Config) dsns() []string {
	list := []string{c.DatabaseURL}
	if c.Programme != nil {
		list = []string{c.Programme.DatabaseURL, c.DatabaseURL}
	}
	for _, cluster := range c.Shards {
		list = append(list, cluster.DatabaseURL)
	}
	return list
}

// stops ends several things, each even when another fails.
func stops(list []func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error {
		var errs []error
		for _, stop := range list {
			errs = append(errs, stop(ctx))
		}
		return errors.Join(errs...)
	}
}
