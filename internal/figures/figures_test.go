package figures_test

import (
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/figures"
	"github.com/demilge/demilge/internal/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

const query = `query($filter: FiguresFilter) { programmeFigures(filter: $filter) { computedAt
	total { competitions applications awards requested granted ownShare bySource { source requested granted paid } }
	byMunicipality { key name { en } figures { applications granted } } byYear { key figures { competitions } }
	byPriority { key figures { applications awards } } byOblast { key figures { applications } } } }`

type sums struct {
	Competitions, Applications, Awards int
	Requested, Granted, OwnShare       int64
	BySource                           []struct {
		Source                   string
		Requested, Granted, Paid int64
	}
}

type group struct {
	Key     string
	Figures sums
}

type answer struct {
	ProgrammeFigures struct {
		ComputedAt                                   *time.Time
		Total                                        sums
		ByMunicipality, ByYear, ByPriority, ByOblast []group
	}
}

func TestAChangeLeavesTheJobThatCountsIt(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m, empty := a.Municipality(t), a.Municipality(t)
	manager := a.As(m, access.ProgrammeManager)
	a.Won(t, m, []int64{10_000, 20_000})
	require.Equal(t, "1", a.Value(t, "SELECT count(*) FROM river.river_job WHERE kind = 'figures' AND state = 'available' AND args->>'tenant_id' = '"+m.ID.String()+"'"),
		"many changes, one job that waits")

	ctx := manager.Context(t.Context())
	require.NoError(t, a.Resolver.Figures.Recompute(ctx, figures.Recompute{TenantID: m.ID}))
	require.NoError(t, a.Resolver.Figures.Recompute(ctx, figures.Recompute{TenantID: m.ID}), "again, to the same")
	require.NoError(t, a.Resolver.Figures.Recompute(ctx, figures.Recompute{TenantID: empty.ID}))

	var out answer
	manager.Do(t, query, map[string]any{"filter": map[string]any{"municipalityIds": []string{apptest.ID(m), apptest.ID(empty)}}}, &out)
	f := out.ProgrammeFigures
	require.NotNil(t, f.ComputedAt)
	require.Equal(t, 1, f.Total.Competitions)
	require.Equal(t, 2, f.Total.Applications)
	require.Equal(t, 2, f.Total.Awards)
	require.Equal(t, int64(30_000_00), f.Total.Granted)
	require.Equal(t, "LOCAL_BUDGET", f.Total.BySource[0].Source)
	require.Equal(t, int64(30_000_00), f.Total.BySource[0].Requested)
	require.Len(t, f.ByMunicipality, 1)
	require.Equal(t, m.Slug, f.ByMunicipality[0].Key)
	require.Equal(t, []group{{Key: "2019", Figures: sums{Competitions: 1}}}, f.ByYear)
	require.Len(t, f.ByOblast, 1)
	require.Equal(t, []group{
		{Key: "", Figures: sums{}}, {Key: "элдик чыгармачылык", Figures: sums{Applications: 2, Awards: 2}},
	}, f.ByPriority)

	manager.Do(t, query, map[string]any{"filter": map[string]any{"municipalityIds": []string{apptest.ID(m)},
		"priorities": []string{"  Элдик  ЧЫГАРМАЧЫЛЫК "}, "sources": []string{"PROGRAMME"}, "years": []int{2019, 2020}}}, &out)
	require.Equal(t, 2, out.ProgrammeFigures.Total.Applications)
	require.Empty(t, out.ProgrammeFigures.Total.BySource)
	require.Zero(t, out.ProgrammeFigures.Total.Granted)
}

func TestTheNightFindsWhatNoJobCounted(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	manager := a.As(m, access.ProgrammeManager)
	a.Contest(t, m)
	a.SQL(t, "DELETE FROM river.river_job WHERE kind = 'figures' AND args->>'tenant_id' = '"+m.ID.String()+"'")
	require.NoError(t, a.Resolver.Figures.Reconcile(manager.Context(t.Context())))
	var out answer
	manager.Do(t, query, map[string]any{"filter": map[string]any{"municipalityIds": []string{apptest.ID(m)}}}, &out)
	require.Equal(t, 1, out.ProgrammeFigures.Total.Competitions)
}

func TestTheDashboardIsOneStatement(t *testing.T) {
	t.Parallel()
	var sent apptest.Statements
	a := apptest.New(t, sent.Listen(t))
	m := a.Municipality(t)
	manager := a.As(m, access.ProgrammeManager)
	for name, filter := range map[string]map[string]any{"whole": nil, "narrowed": {"municipalityIds": []string{apptest.ID(m)}}} {
		statements := sent.Of("programme", func() { manager.Do(t, everything, map[string]any{"filter": filter}, nil) })
		require.Len(t, statements, 1, name)
		require.Contains(t, statements[0], "programme.figures", name)
	}
}

func TestOnlyTheProgrammeSeesTheFigures(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	sees := map[access.Role]bool{access.ProgrammeManager: true, access.ProgrammeFinance: true, access.Observer: true, access.PlatformAdmin: true}
	for _, role := range access.Roles() {
		client := a.As(m, role)
		if sees[role] {
			client.Do(t, query, nil, nil)
			continue
		}
		code, _ := client.Refused(t, query, nil)
		require.Equal(t, "FORBIDDEN", code, role)
	}
	code, _ := a.Public().Refused(t, query, nil)
	require.Equal(t, "UNAUTHENTICATED", code)
}
