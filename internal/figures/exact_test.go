package figures_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/config"
	"github.com/demilge/demilge/internal/figures"
	"github.com/demilge/demilge/tenants"
)

// apart starts a server over a database of its own, whose jobs nobody else works on.
func apart(t *testing.T, cluster config.Cluster) *apptest.App {
	t.Helper()
	return apptest.New(t, func(c *app.Config) { c.DatabaseURL, c.OwnerURL = cluster.DatabaseURL, cluster.OwnerURL })
}

// kept is all that is kept of a municipality's sums.
func kept(t *testing.T, a *apptest.App, id uuid.UUID) string {
	t.Helper()
	return a.Value(t, fmt.Sprintf(`SELECT coalesce((SELECT string_agg(f::text, ' ' ORDER BY year, priority) FROM programme.figures f WHERE tenant_id = '%[1]s'), '')
		|| ' / ' || coalesce((SELECT string_agg(f::text, ' ' ORDER BY year, priority, source) FROM programme.figures_money f WHERE tenant_id = '%[1]s'), '')`, id))
}

func recompute(t *testing.T, a *apptest.App, id uuid.UUID) string {
	t.Helper()
	require.NoError(t, a.Resolver.Figures.Recompute(access.WithGrants(t.Context()), figures.Recompute{TenantID: id}))
	return kept(t, a, id)
}

func TestSumsThatWentWrongAreMadeRight(t *testing.T) {
	t.Parallel()
	cluster := apptest.Cluster(t)
	a := apart(t, cluster)
	m, other := a.Municipality(t), a.Registered(t)
	a.Won(t, m, []int64{10_000, 20_000})
	c := calling(t, a, 2019)
	c.manager.Change(t, "registerLetter", c.arrival(t, m.ID, 2019))
	c.manager.Change(t, "registerLetter", c.arrival(t, other, 2019))
	right, letters := recompute(t, a, m.ID), recompute(t, a, other)
	require.Contains(t, right, "LOCAL_BUDGET")

	for name, damage := range map[string]string{
		"other numbers": "UPDATE programme.figures SET letters = 9, awards = 99; UPDATE programme.figures_money SET granted = 1",
		"rows too many": "UPDATE programme.figures SET year = 1999; UPDATE programme.figures_money SET year = 1999",
		"rows too few":  "DELETE FROM programme.figures; DELETE FROM programme.figures_money; DELETE FROM programme.figures_computed",
	} {
		a.SQL(t, damage)
		require.NotEqual(t, right, kept(t, a, m.ID), name)
		require.Equal(t, right, recompute(t, a, m.ID), name)
		a.SQL(t, damage)
		require.NoError(t, a.Resolver.Figures.Reconcile(access.WithGrants(t.Context())))
		require.Equal(t, []string{right, letters}, []string{kept(t, a, m.ID), kept(t, a, other)}, "the night: "+name)
	}
	oneAnswer(t, a, c.manager, m.ID, other)
	a.SQL(t, "UPDATE programme.figures_sum SET awards = 99; DELETE FROM programme.figures_sum_money")
	require.NoError(t, a.Resolver.Figures.Reconcile(access.WithGrants(t.Context())))
	oneAnswer(t, a, c.manager, m.ID, other)
}

// oneAnswer demands that the sums kept for the whole programme are those of its municipalities
// together.
func oneAnswer(t *testing.T, a *apptest.App, manager *apptest.Client, all ...uuid.UUID) {
	t.Helper()
	ids := make([]string, len(all))
	for i, id := range all {
		ids[i] = municipalityID(id)
	}
	whole, together := manager.Post(t, everything, nil), manager.Post(t, everything, input{"filter": input{"municipalityIds": ids}})
	require.Empty(t, whole.Errors, string(whole.Raw))
	require.JSONEq(t, string(together.Data), string(whole.Data))
	require.Contains(t, string(whole.Data), `"awards":2`)
	one := manager.Post(t, everything, input{"filter": input{"sources": []string{"LOCAL_BUDGET"}}})
	require.Contains(t, string(one.Data), "LOCAL_BUDGET")
	none := manager.Post(t, everything, input{"filter": input{"sources": []string{"DONATION"}}})
	require.NotContains(t, string(none.Data), "LOCAL_BUDGET")
}

const everything = `query($filter: FiguresFilter) { programmeFigures(filter: $filter) { computedAt total { ...all } byOblast { ...group } byYear { ...group }
	byPriority { ...group } byMunicipality { ...group } } }
	fragment group on FiguresGroup { key name { ky ru en } figures { ...all } }
	fragment all on Figures { letters competitions applications awards agreements events participants visits openFindings lateReports
		requested granted paid ownShare bySource { source requested granted paid contributed } }`

func TestWhatWasRolledBackLeavesNoJob(t *testing.T) {
	t.Parallel()
	a := apart(t, apptest.Cluster(t))
	m := a.Municipality(t)
	c := calling(t, a, 2019)
	const refuse = `CREATE FUNCTION %[1]s.refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''the last moment''; END';
		CREATE CONSTRAINT TRIGGER refuse AFTER INSERT OR UPDATE ON %[2]s DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION %[1]s.refuse()`
	a.SQL(t, fmt.Sprintf(refuse, "programme", "programme.letter"))
	letter := c.arrival(t, m.ID, 2019)
	send := func() apptest.Response {
		return c.manager.Post(t, `mutation($input: RegisterLetterInput!) { registerLetter(input: $input) { errors { code } } }`, input{"input": letter})
	}
	require.NotEmpty(t, send().Errors, "the commit fails, after the job was written")
	require.Equal(t, "0", waiting(t, a, m.ID))
	a.SQL(t, "DROP TRIGGER refuse ON programme.letter")
	require.Empty(t, send().Errors)
	require.Equal(t, "1", waiting(t, a, m.ID))

	a.SQL(t, "DELETE FROM river.river_job")
	announced := a.Contest(t, m)
	a.SQL(t, "DELETE FROM river.river_job")
	a.SQL(t, fmt.Sprintf(refuse, m.Schema, m.Schema.String()+".competition"))
	cancel := a.As(m, access.Head).Post(t, `mutation($input: EndCompetitionInput!) { cancelCompetition(input: $input) { errors { code } } }`,
		input{"input": input{"id": scalar.EncodeID(announced.Ref()), "version": announced.Version, "reason": "Акча жок"}})
	require.NotEmpty(t, cancel.Errors, string(cancel.Raw))
	require.Equal(t, "0", waiting(t, a, m.ID))
}

// A server is killed at each moment between a change and its sums; another one goes on.
func TestAnotherServerFinishesWhatAKilledOneBegan(t *testing.T) {
	t.Parallel()
	cluster := apptest.Cluster(t)
	first := apart(t, cluster)
	m, orphan := first.Municipality(t), first.Municipality(t)
	before := recompute(t, first, m.ID)
	first.Won(t, m, []int64{10_000})
	first.Won(t, orphan, []int64{10_000})
	first.SQL(t, fmt.Sprintf(`UPDATE river.river_job SET state = 'running', attempt = 1, attempted_by = '{dead}', attempted_at = now() - interval '1 hour'
		WHERE args->>'tenant_id' = '%s'`, orphan.ID))
	require.Equal(t, "1", waiting(t, first, m.ID), "written with the change, and not begun")

	second := apart(t, cluster)
	killed(t, second, cluster, m)
	require.Equal(t, before, kept(t, second, m.ID), "all of the old sums")

	stop, err := second.Work(t.Context())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, stop(context.Background())) })
	for _, id := range []uuid.UUID{m.ID, orphan.ID} {
		require.Eventually(t, func() bool {
			return second.Value(t, fmt.Sprintf(`SELECT count(*) FROM river.river_job WHERE kind = 'figures' AND state = 'completed' AND args->>'tenant_id' = '%s'`, id)) == "1"
		}, 2*time.Minute, 100*time.Millisecond)
		found := kept(t, second, id)
		require.NotEqual(t, before, found)
		require.Equal(t, recompute(t, second, id), found)
	}
}

// killed ends the database's session of a job that has read and is about to write.
func killed(t *testing.T, a *apptest.App, cluster config.Cluster, m tenants.Tenant) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), cluster.OwnerURL)
	require.NoError(t, err)
	defer conn.Close(context.Background())
	_, err = conn.Exec(t.Context(), "BEGIN; LOCK TABLE programme.figures_computed IN EXCLUSIVE MODE")
	require.NoError(t, err)
	ended := make(chan error, 1)
	go func() {
		ended <- a.Resolver.Figures.Recompute(access.WithGrants(context.Background()), figures.Recompute{TenantID: m.ID})
	}()
	require.Eventually(t, func() bool {
		return a.Value(t, `SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
			WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%figures_computed%'`) == "1"
	}, time.Minute, 10*time.Millisecond)
	require.Error(t, <-ended)
}
