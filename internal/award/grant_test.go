package award_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

type input = apptest.Input

type seen struct {
	ID                 string
	Version, Rank      int64
	LocalBudget, Total int64
	ProgrammeGrant     *int64
	GrantNote          string
	Application        *struct{ State string }
	AnnulledAt         *string
	AllowedActions     []string
}

const fields = `id version rank localBudget programmeGrant grantNote total annulledAt allowedActions application { state }`

// won is a competition whose protocol is signed, with its one award.
func won(t *testing.T) (*apptest.Jury, apptest.Thing, seen) {
	t.Helper()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{39_000})
	p := j.Signed(t, j.Drafted(t, j.Ranked(t, 4)))
	var out struct{ Competition struct{ Awards []seen } }
	j.Head.Do(t, `query($id: ID!) { competition(id: $id) { awards { `+fields+` } } }`, input{"id": j.CompetitionID()}, &out)
	require.Len(t, out.Competition.Awards, 1)
	return j, p, out.Competition.Awards[0]
}

func table(id string) apptest.Table {
	return apptest.Table{"setProgrammeGrant": {Roles: "PROGRAMME_MANAGER", Input: input{"id": id, "version": 99, "programmeGrant": 1}}}
}

func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	j, _, award := won(t)
	j.RoleByOperation(t, j.M, table(award.ID), nil)
	j.Readers(t, j.M, award.ID, `COMMISSION_CHAIR COMMISSION_SECRETARY COMMISSION_MEMBER HEAD EXEC_SECRETARY SPECIALIST ACCOUNTANT
		KENESH_CHAIR MONITORING_MEMBER PROGRAMME_MANAGER PROGRAMME_FINANCE`)
}

func TestEveryIDOfAnotherMunicipality(t *testing.T) {
	t.Parallel()
	j, _, award := won(t)
	j.Strangers(t, j.Municipality(t), table(award.ID), award.ID)
}

// The programme's grant lies outside the envelope.
func TestTheProgrammesGrant(t *testing.T) {
	t.Parallel()
	j, p, award := won(t)
	manager := j.As(j.M, access.ProgrammeManager)
	thing := apptest.Thing{ID: award.ID, Version: award.Version}
	require.EqualValues(t, 3_900_000, award.LocalBudget)
	require.EqualValues(t, 4_000_000, award.Total, "with the initiator's own 1 000 som")
	require.Equal(t, "VALIDATION", manager.RefusedChange(t, "setProgrammeGrant", thing.With("programmeGrant", 0)).Name())
	thing = manager.Change(t, "setProgrammeGrant", thing.With("programmeGrant", 2_700_000, "note", "Сыйлыктар"))
	award = get(t, j, award.ID)
	require.EqualValues(t, 2_700_000, *award.ProgrammeGrant)
	require.EqualValues(t, 6_700_000, award.Total)
	require.Equal(t, "3900000", j.Value(t, "SELECT awarded::text FROM "+j.M.Schema.String()+".envelope"), "the envelope pays no grant")
	thing = manager.Change(t, "setProgrammeGrant", thing.With("programmeGrant", nil))
	require.Nil(t, get(t, j, award.ID).ProgrammeGrant)

	annulment := j.Order(p)
	annulment["reason"] = "Ката"
	j.Head.Change(t, "annulProtocol", annulment)
	award = get(t, j, award.ID)
	require.NotNil(t, award.AnnulledAt)
	require.Empty(t, award.AllowedActions)
	thing.Version = award.Version
	require.Equal(t, "AWARD_ANNULLED", manager.RefusedChange(t, "setProgrammeGrant", thing.With("programmeGrant", 1)).Name())
}

func get(t *testing.T, j *apptest.Jury, id string) seen {
	t.Helper()
	var out struct{ Node seen }
	j.Head.Do(t, `query($id: ID!) { node(id: $id) { ... on Award { `+fields+` } } }`, input{"id": id}, &out)
	return out.Node
}
