package app

import (
	"context"
	"fmt"

	"github.com/demilge/demilge/internal/authz"
)

// Check is one part of the surroundings with what is wrong with it, nil when it is right.
type Check struct {
	Part string
	Err  error
}

// Checks tries each part that the server needs.
func (a *App) Checks(ctx context.Context) []Check {
	return []Check{
		{"database", a.db.Ping(ctx)},
		{"schema versions", a.owners.Finished(ctx)},
		{"shards", a.checkShards(ctx)},
		{"object store", a.objects.Ready(ctx)},
		{"policy", checkPolicy()},
	}
}

// checkShards refuses a tenant whose cluster the configuration does not name.
func (a *App) checkShards(ctx context.Context) error {
	list, err := a.Directory.All(ctx)
	if err != nil {
		return err
	}
	for _, t := range list {
		if !a.db.HasShard(t.Shard) {
			return fmt.Errorf("%s is on the shard %q, which the configuration does not name", t.Slug, t.Shard)
		}
	}
	return nil
}

func checkPolicy() error {
	_, err := authz.Load()
	return err
}
