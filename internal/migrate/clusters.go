package migrate

import (
	"context"
	"fmt"
	"maps"
	"slices"
)

// Clusters are the runners of every cluster: the programme's, and one for each shard. The
// programme shares the runner of a shard where it shares its database.
type Clusters struct {
	programme *Runner
	shards    map[string]*Runner
}

// OpenClusters connects with the owners' DSNs. An empty DSN of the programme means that
// it lives on the shard home.
func OpenClusters(ctx context.Context, programme, home string, shards map[string]string) (*Clusters, error) {
	c := &Clusters{shards: map[string]*Runner{}}
	for name, dsn := range shards {
		runner, err := Open(ctx, dsn)
		if err != nil {
			c.Close()
			return nil, fmt.Errorf("shard %s: %w", name, err)
		}
		c.shards[name] = runner
	}
	c.programme = c.shards[home]
	if programme == "" {
		return c, nil
	}
	runner, err := Open(ctx, programme)
	if err != nil {
		c.Close()
		return nil, fmt.Errorf("programme: %w", err)
	}
	c.programme = runner
	return c, nil
}

// Programme is the runner of the cluster with the register.
func (c *Clusters) Programme() *Runner { return c.programme }

// Shard is the runner of a cluster, nil when the configuration does not name it.
func (c *Clusters) Shard(name string) *Runner { return c.shards[name] }

// Close ends the connections.
func (c *Clusters) Close() {
	_ = c.each(func(r *Runner) error { r.Close(); return nil })
}

// Up migrates every cluster, the programme's first.
func (c *Clusters) Up(ctx context.Context) error {
	return c.each(func(r *Runner) error { return r.Up(ctx) })
}

// Serves is [Runner.Serves] for every cluster.
func (c *Clusters) Serves(ctx context.Context) error {
	return c.each(func(r *Runner) error { return r.Serves(ctx) })
}

// Finished is [Runner.Finished] for every cluster.
func (c *Clusters) Finished(ctx context.Context) error {
	return c.each(func(r *Runner) error { return r.Finished(ctx) })
}

// KeepSpares makes schemas in advance until n are ready in every shard.
func (c *Clusters) KeepSpares(ctx context.Context, n int) error {
	for _, name := range slices.Sorted(maps.Keys(c.shards)) {
		if err := c.shards[name].KeepSpares(ctx, n); err != nil {
			return fmt.Errorf("shard %s: %w", name, err)
		}
	}
	return nil
}

// each visits every runner once, the programme's first, and stops at an error.
func (c *Clusters) each(visit func(r *Runner) error) error {
	if c.programme != nil {
		if err := visit(c.programme); err != nil {
			return fmt.Errorf("programme: %w", err)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.shards)) {
		if c.shards[name] == c.programme {
			continue
		}
		if err := visit(c.shards[name]); err != nil {
			return fmt.Errorf("shard %s: %w", name, err)
		}
	}
	return nil
}
