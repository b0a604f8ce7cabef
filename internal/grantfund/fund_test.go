package grantfund_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

type input = apptest.Input

type standing struct {
	Fund *struct {
		ID      string
		Amount  int64
		CallID  *string
		Version int64
	}
	Given   int64
	Left    *int64
	Warning struct{ En string }
}

const grants = `query($s: String!) { municipality(slug: $s) { programmeGrants { fund { id amount callId version } given left warning { en } } } }`

func see(t *testing.T, c *apptest.Client, slug string) standing {
	t.Helper()
	var out struct {
		Municipality struct{ ProgrammeGrants standing }
	}
	c.Do(t, grants, input{"s": slug}, &out)
	return out.Municipality.ProgrammeGrants
}

// won is a competition whose protocol is signed, and its one award.
func won(t *testing.T) (*apptest.Jury, apptest.Thing) {
	t.Helper()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{39_000})
	j.Signed(t, j.Drafted(t, j.Ranked(t, 4)))
	var out struct {
		Competition struct{ Awards []apptest.Thing }
	}
	j.Head.Do(t, `query($id: ID!) { competition(id: $id) { awards { id version } } }`, input{"id": j.CompetitionID()}, &out)
	return j, out.Competition.Awards[0]
}

// What is set aside and what is given of it hold each other.
func TestGrantsAreGivenWithinWhatIsSetAside(t *testing.T) {
	t.Parallel()
	j, award := won(t)
	manager := j.As(j.M, access.ProgrammeManager)
	aside := func(amount int64, more ...any) input {
		in := input{"municipalityId": apptest.ID(j.M), "amount": amount}
		for i := 0; i < len(more); i += 2 {
			in[more[i].(string)] = more[i+1]
		}
		return in
	}
	require.Nil(t, see(t, manager, j.M.Slug).Fund)
	award = manager.Change(t, "setProgrammeGrant", award.With("programmeGrant", 2_700_000))
	before := see(t, manager, j.M.Slug)
	require.Equal(t, int64(2_700_000), before.Given)
	require.Contains(t, before.Warning.En, "nothing is set aside")

	require.Equal(t, "SET_ASIDE_BELOW_GIVEN", manager.RefusedChange(t, "setGrantAside", aside(2_699_999)).Rule)
	require.Equal(t, "SET_ASIDE_BELOW_GIVEN", manager.RefusedChange(t, "setGrantAside", aside(0)).Rule)
	manager.Change(t, "setGrantAside", aside(3_000_000))
	require.Equal(t, "CONFLICT", manager.RefusedChange(t, "setGrantAside", aside(4_000_000)).Code, "somebody set it aside meanwhile")
	require.Equal(t, "CONFLICT", manager.RefusedChange(t, "setGrantAside", aside(4_000_000, "version", 7)).Code)
	require.Equal(t, "GRANT_EXCEEDS_SET_ASIDE", manager.RefusedChange(t, "setProgrammeGrant", award.With("programmeGrant", 3_000_001)).Rule)
	award = manager.Change(t, "setProgrammeGrant", award.With("programmeGrant", 3_000_000))
	full := see(t, manager, j.M.Slug)
	require.Zero(t, *full.Left)
	require.Contains(t, full.Warning.En, "given")

	manager.Change(t, "setGrantAside", aside(5_000_000, "version", full.Fund.Version))
	award = manager.Change(t, "setProgrammeGrant", award.With("programmeGrant", nil))
	after := see(t, manager, j.M.Slug)
	require.Equal(t, int64(5_000_000), *after.Left)
	require.Empty(t, after.Warning.En)

	manager.Change(t, "setGrantAside", aside(0, "version", after.Fund.Version))
	back := see(t, manager, j.M.Slug)
	require.Zero(t, *back.Left)
	require.Empty(t, back.Warning.En)
	require.Equal(t, "GRANT_EXCEEDS_SET_ASIDE", manager.RefusedChange(t, "setProgrammeGrant", award.With("programmeGrant", 1)).Rule)
}

// A sum may be taken from a call; the call must be there.
func TestMoneyOfACall(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	manager := a.As(m, access.ProgrammeManager)
	c := manager.Change(t, "createCall", input{"slug": "g-" + entity.NewID().String()[24:], "content": input{}})
	from := func(call string) input {
		return input{"municipalityId": apptest.ID(m), "amount": 100, "callId": call}
	}
	refusal := manager.RefusedChange(t, "setGrantAside", from(apptest.Unknown(t, "Call", c.ID)))
	require.Equal(t, "NOT_FOUND", refusal.Code)
	require.Equal(t, []string{"input", "callId"}, refusal.Path)
	manager.Change(t, "setGrantAside", from(c.ID))
	require.Equal(t, c.ID, *see(t, manager, m.Slug).Fund.CallID, "its pilots were not chosen here")
	version := see(t, manager, m.Slug).Fund.Version
	manager.Change(t, "planSelection", input{"callId": c.ID, "terms": input{"criteria": []input{{"key": "need", "name": input{"ky": "Зарылдык"}}}}})
	again := from(c.ID)
	again["version"] = version
	require.Equal(t, "CALL_GIVES_NO_MONEY", manager.RefusedChange(t, "setGrantAside", again).Rule, "they are being chosen")
}

func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m, other := a.Municipality(t), a.Municipality(t)
	table := apptest.Table{"setGrantAside": {Roles: "PROGRAMME_MANAGER", Input: input{"municipalityId": apptest.ID(m), "amount": 0, "callId": apptest.Unknown(t, "Call", apptest.ID(m))}}}
	a.RoleByOperation(t, m, table, nil)
	a.As(m, access.ProgrammeManager).Change(t, "setGrantAside", input{"municipalityId": apptest.ID(m), "amount": 100})
	fund := see(t, a.As(m, access.ProgrammeManager), m.Slug).Fund.ID
	a.Strangers(t, other, table, fund)
}
