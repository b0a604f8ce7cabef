package figures_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/authz"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/tenants"
)

// What an observer may beyond everyone who is signed in: sums, plans and how municipalities
// stand. Nobody's name is in them.
var observed = map[access.Permission]bool{
	{Object: access.Figures, Action: access.Read}:   true,
	{Object: access.WorkPlan, Action: access.Read}:  true, // domain.md 2: work plans and aggregates
	{Object: access.GrantFund, Action: access.Read}: true, {Object: access.PilotRound, Action: access.Read}: true,
	{Object: access.Envelope, Action: access.Read}: true, {Object: access.Task, Action: access.ReadAll}: true,
}

func TestAnObserverHoldsNothingButFigures(t *testing.T) {
	t.Parallel()
	policy, err := authz.Load()
	require.NoError(t, err)
	for _, permission := range policy.Permissions() {
		own := policy.Allows(permission, access.Observer) && !policy.Allows(permission, access.Public, access.Initiator, access.GroupMember)
		require.Equal(t, observed[permission], own, permission.String())
	}
}

func TestAnObserverSeesTheFiguresAndNotWhatTheyAreMadeOf(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	i := a.Won(t, m, []int64{10_000})
	c := calling(t, a, 2019)
	letter := c.manager.Change(t, "registerLetter", c.arrival(t, m.ID, 2019))
	recompute(t, a, m.ID)
	observer := a.As(tenants.Tenant{}, access.Observer)
	var out answer
	observer.Do(t, query, input{"filter": input{"municipalityIds": []string{apptest.ID(m)}}}, &out)
	require.Equal(t, 1, out.ProgrammeFigures.Total.Awards)

	call := scalar.EncodeID(entity.Ref{Kind: "Call", ID: c.call})
	for name, document := range map[string]string{
		"letters": "{ letters(first: 1) { totalCount } }", "counts": `{ letterCounts(callId: "` + call + `") { drafts } }`,
		"a letter": `{ letter(id: "` + letter.ID + `") { state } }`, "leaders": `{ letterLeaders(id: "` + letter.ID + `") { name } }`,
		"people": "{ users(first: 1) { totalCount } }", "members": "{ programmeMembers(first: 1) { totalCount } }",
		"memoranda": "{ memoranda(first: 1) { totalCount } }", "trainings": "{ trainings(first: 1) { totalCount } }",
		"an application": `{ application(id: "` + i.ApplicationID(0) + `") { applicant { phone } } }`,
	} {
		code, _ := observer.Refused(t, document, nil)
		require.Contains(t, []string{"FORBIDDEN", "NOT_FOUND"}, code, name)
	}
}
