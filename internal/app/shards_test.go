package app_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/config"
	"github.com/demilge/demilge/internal/territory"
	"github.com/demilge/demilge/tenants"
)

// count asks a cluster as its owner.
func count(t *testing.T, cluster config.Cluster, query string, args ...any) (n int) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), cluster.OwnerURL)
	require.NoError(t, err)
	defer conn.Close(context.Background())
	require.NoError(t, conn.QueryRow(t.Context(), query, args...).Scan(&n))
	return n
}

const (
	createArea = `mutation($m: ID!) { createPriorityArea(input: {municipalityId: $m, name: {ky: "Спорт"}}) { priorityArea { id } errors { code rule } } }`
	setState   = `mutation($m: ID!) { %s(input: {municipalityId: $m, reason: "Текшерүү"}) { municipality { tenantState } errors { code rule } } }`
)

// A municipality of another cluster works as any other: it is made there and runs its
// competition there; the programme has a database of its own.
func TestAMunicipalityLivesInItsOwnCluster(t *testing.T) {
	t.Parallel()
	programme, second := apptest.Cluster(t), apptest.Cluster(t)
	a := apptest.New(t, func(c *app.Config) {
		c.Programme, c.Shards = &programme, map[string]config.Cluster{"second": second}
	})
	first := a.Municipality(t)
	require.Equal(t, tenants.DefaultShard, first.Shard, "equal loads: the first name")
	m := a.Municipality(t)
	require.Equal(t, "second", m.Shard, "the least filled")
	require.Equal(t, 1, count(t, second, "SELECT count(*) FROM pg_namespace WHERE nspname = $1", m.Schema.String()))
	require.Equal(t, 2, count(t, programme, "SELECT count(*) FROM programme.tenant"))
	require.Zero(t, count(t, second, "SELECT count(*) FROM programme.tenant"))

	a.Contest(t, m)
	require.Equal(t, 1, count(t, second, "SELECT count(*) FROM "+m.Schema.String()+".competition"))
	require.Equal(t, 1, count(t, programme, "SELECT count(*) FROM programme.public_competition WHERE tenant_id = $1", m.ID))
}

func TestASuspensionHoldsInTheTenantsCluster(t *testing.T) {
	t.Parallel()
	home, second := apptest.Cluster(t), apptest.Cluster(t)
	a := apptest.New(t, func(c *app.Config) {
		c.DatabaseURL, c.OwnerURL, c.Shards = home.DatabaseURL, home.OwnerURL, map[string]config.Cluster{"second": second}
	})
	m := inShard(t, a, "second")
	head, admin := a.As(m, access.Head), a.As(m, access.PlatformAdmin)
	vars := map[string]any{"m": apptest.ID(m)}
	head.Do(t, createArea, vars, nil)
	suspended := func() int {
		return count(t, second, "SELECT count(*) FROM ops.suspension WHERE tenant_id = $1", m.ID)
	}

	admin.Do(t, fmt.Sprintf(setState, "suspendTenant"), vars, nil)
	require.Equal(t, 1, suspended())
	_, rule := head.Refused(t, createArea, vars)
	require.Equal(t, "TENANT_SUSPENDED", rule)

	admin.Do(t, fmt.Sprintf(setState, "resumeTenant"), vars, nil)
	require.Zero(t, suspended())
	head.Do(t, createArea, vars, nil)
}

// inShard makes a municipality in a named cluster.
func inShard(t *testing.T, a *apptest.App, shard string) tenants.Tenant {
	t.Helper()
	scope := access.SystemScope(tenants.Tenant{}, "test", access.Permission{Object: access.Tenant, Action: access.Create})
	ctx := access.WithGrant(t.Context(), scope)
	id := a.Registered(t)
	_, err := a.Resolver.Territory.CreateTenantOn(ctx, scope, id, "third")
	require.ErrorIs(t, err, territory.ErrShard)
	made, err := a.Resolver.Territory.CreateTenantOn(ctx, scope, id, shard)
	require.NoError(t, err)
	return *made
}

func TestAKeyOfAnotherClusterIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	home, second := apptest.Cluster(t), apptest.Cluster(t)
	a := apptest.New(t, func(c *app.Config) {
		c.DatabaseURL, c.OwnerURL, c.Shards = home.DatabaseURL, home.OwnerURL, map[string]config.Cluster{"second": second}
	})
	m := inShard(t, a, "second")
	head := a.As(m, access.Head)
	head.Header.Set("Idempotency-Key", "2b1c9d1e-once")
	var first, again struct {
		CreatePriorityArea struct{ PriorityArea struct{ ID string } }
	}
	head.Do(t, createArea, map[string]any{"m": apptest.ID(m)}, &first)
	head.Do(t, createArea, map[string]any{"m": apptest.ID(m)}, &again)
	id := first.CreatePriorityArea.PriorityArea.ID
	require.NotEmpty(t, id)
	require.Equal(t, first, again)
	require.Equal(t, 1, count(t, second, "SELECT count(*) FROM "+m.Schema.String()+".priority_area"))
	require.Equal(t, 1, count(t, second, `SELECT count(*) FROM ops.idempotency_key
		WHERE answer IS NOT NULL AND key <> '2b1c9d1e-once' AND position($1::bytea IN answer) = 0`, []byte(id)), "kept, and readable with the key alone")
}

func TestEveryClusterHasWorkersAndSpares(t *testing.T) {
	t.Parallel()
	home, second := apptest.Cluster(t), apptest.Cluster(t)
	a := apptest.New(t, func(c *app.Config) {
		c.DatabaseURL, c.OwnerURL = home.DatabaseURL, home.OwnerURL
		c.Shards, c.SpareSchemas = map[string]config.Cluster{"second": second}, 1
	})
	stop, err := a.Work(t.Context())
	require.NoError(t, err)
	t.Cleanup(func() { _ = stop(context.Background()) })
	require.Eventually(t, func() bool {
		return count(t, second, "SELECT count(*) FROM river.river_leader") == 1 && count(t, second, "SELECT count(*) FROM ops.spare_schema") == 1
	}, time.Minute, 100*time.Millisecond)
}
