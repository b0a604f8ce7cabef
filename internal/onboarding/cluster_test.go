package onboarding_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/config"
)

// A municipality of another cluster is written there just before the programme commits. When
// that fails it is no tenant, and the next attempt writes it anew.
func TestAMunicipalityOfAnotherClusterBeginsAnew(t *testing.T) {
	t.Parallel()
	home, second := apptest.Cluster(t), apptest.Cluster(t)
	a := apptest.New(t, reaching, func(c *app.Config) {
		c.DatabaseURL, c.OwnerURL, c.Shards = home.DatabaseURL, home.OwnerURL, map[string]config.Cluster{"second": second}
	})
	a.Municipality(t)
	p := prepared(t, a)
	a.SQL(t, `CREATE FUNCTION programme.fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'fault'; END $$;
		CREATE CONSTRAINT TRIGGER fault AFTER INSERT ON programme.tenant DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION programme.fault()`)
	require.Equal(t, "INTERNAL", p.manager.RefusedChange(t, "onboardMunicipality", p.input).Code)
	require.Equal(t, nothing, left(t, a, p.id))
	a.SQL(t, "DROP FUNCTION programme.fault() CASCADE")

	delete(p.input, "regulation")
	p.manager.Change(t, "onboardMunicipality", p.input)
	tenant, err := a.Resolver.Territory.ByID(t.Context(), p.id)
	require.NoError(t, err)
	require.Equal(t, "second", tenant.Shard)
	conn, err := pgx.Connect(t.Context(), second.OwnerURL)
	require.NoError(t, err)
	defer conn.Close(context.Background())
	var kept int
	require.NoError(t, conn.QueryRow(t.Context(), fmt.Sprintf("SELECT count(*) FROM %s.regulation", tenant.Schema)).Scan(&kept))
	require.Zero(t, kept, "the regulation of the first attempt")
	a.Contest(t, *tenant)
}
