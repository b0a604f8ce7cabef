package authn_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/tenants"
)

const (
	inviteDocument = `mutation($c: String!, $m: ID, $r: Role!) { inviteUser(input: {fullName: "Нурлан Садыков", contact: $c,
		term: {municipalityId: $m, role: $r}}) { membership { id version } errors { path code rule } } }`
	endDocument    = `mutation($id: ID!, $v: Version!) { endMembership(input: {id: $id, version: $v}) { membership { until inOffice } errors { code rule } } }`
	changeDocument = `mutation($id: ID!, $v: Version!) { changeMembership(input: {id: $id, version: $v, until: null}) { membership { id } errors { code rule } } }`
)

func invitation(tenant tenants.Tenant, contact string, role access.Role) map[string]any {
	variables := map[string]any{"c": contact, "r": role}
	if tenant.ID != (tenants.Tenant{}).ID {
		variables["m"] = apptest.ID(tenant)
	}
	return variables
}

func TestWhoMayInviteWhom(t *testing.T) {
	t.Parallel()
	s := start(t)
	led, leaderless, other := s.Municipality(t), s.Municipality(t), s.Municipality(t)
	programme := tenants.Tenant{}
	s.account(t, led, access.Head)
	for name, c := range map[string]struct {
		by      access.Role
		at      tenants.Tenant
		into    tenants.Tenant
		role    access.Role
		refusal string
	}{
		"head here":                       {access.Head, led, led, access.Specialist, ""},
		"secretary here":                  {access.ExecSecretary, led, led, access.Accountant, ""},
		"head elsewhere":                  {access.Head, led, other, access.Specialist, "FORBIDDEN"},
		"head in the programme":           {access.Head, led, programme, access.Observer, "FORBIDDEN"},
		"specialist here":                 {access.Specialist, led, led, access.Deputy, "FORBIDDEN"},
		"deputy here":                     {access.Deputy, led, led, access.Deputy, "FORBIDDEN"},
		"manager first people":            {access.ProgrammeManager, programme, leaderless, access.Head, ""},
		"manager where a head is":         {access.ProgrammeManager, programme, led, access.Specialist, "NOT_APPOINTER"},
		"manager observer":                {access.ProgrammeManager, programme, programme, access.Observer, ""},
		"manager administrator":           {access.ProgrammeManager, programme, programme, access.PlatformAdmin, "NOT_APPOINTER"},
		"administrator anything":          {access.PlatformAdmin, programme, programme, access.ProgrammeManager, ""},
		"administrator in a municipality": {access.PlatformAdmin, programme, led, access.KeneshChair, ""},
		"secretary a head":                {access.ExecSecretary, led, led, access.Head, "NOT_APPOINTER"},
		"head another head":               {access.Head, led, led, access.Head, "NOT_APPOINTER"},
		"observer nobody":                 {access.Observer, programme, programme, access.Observer, "FORBIDDEN"},
		"programme role in a place":       {access.PlatformAdmin, programme, led, access.Observer, "VALIDATION"},
		"municipal role in the programme": {access.PlatformAdmin, programme, programme, access.Head, "VALIDATION"},
		"a role nobody is given":          {access.PlatformAdmin, programme, led, access.Initiator, "VALIDATION"},
	} {
		b := s.signedIn(t, c.at, c.by)
		require.Equal(t, c.refusal, b.code(inviteDocument, invitation(c.into, freshContact(), c.role)), name)
	}
	require.Equal(t, "UNAUTHENTICATED", s.browser(t).code(inviteDocument, invitation(led, freshContact(), access.Deputy)))
}

func TestNobodyRaisesHerself(t *testing.T) {
	t.Parallel()
	s := start(t)
	tenant := s.Municipality(t)
	contact := s.account(t, tenant, access.ExecSecretary)
	b := s.browser(t)
	b.signIn(contact, password, "")
	require.Equal(t, "OWN_ROLE", b.code(inviteDocument, invitation(tenant, contact, access.Head)))

	id, version := b.ownMembership()
	require.Equal(t, "OWN_ROLE", b.code(changeDocument, map[string]any{"id": id, "v": version}))
	require.Empty(t, b.code(endDocument, map[string]any{"id": id, "v": version}), "she may step down")
	require.Equal(t, "FORBIDDEN", b.code(inviteDocument, invitation(tenant, freshContact(), access.Deputy)), "from the next request on")
}

func TestARoleThatIsEndedOrASuspendedPersonLosesItAtOnce(t *testing.T) {
	t.Parallel()
	s := start(t)
	tenant := s.Municipality(t)
	contact := s.account(t, tenant, access.Specialist)
	b := s.browser(t)
	b.signIn(contact, password, "")
	create := `mutation($m: ID!) { createPriorityArea(input: {municipalityId: $m, name: {ky: "Жол", ru: "Дорога"}}) { errors { code rule } } }`
	require.Empty(t, b.code(create, map[string]any{"m": apptest.ID(tenant)}))

	id, version := b.ownMembership()
	head := s.signedIn(t, tenant, access.Head)
	require.Equal(t, "CONFLICT", head.code(endDocument, map[string]any{"id": id, "v": version + 1}))
	head.do(endDocument, map[string]any{"id": id, "v": version}, "", nil)
	require.Equal(t, "FORBIDDEN", b.code(create, map[string]any{"m": apptest.ID(tenant)}))
	require.Equal(t, "MEMBERSHIP_ENDED", head.code(endDocument, map[string]any{"id": id, "v": version + 1}))

	require.NotEmpty(t, b.name())
	s.suspend(t, contact)
	require.Empty(t, b.name())
	s.browser(t).signIn(contact, password, "ACCOUNT_SUSPENDED")
}

func TestARoleIsHeldOnceAtATime(t *testing.T) {
	t.Parallel()
	s := start(t)
	tenant := s.Municipality(t)
	head := s.signedIn(t, tenant, access.Head)
	contact := freshContact()
	require.Empty(t, head.code(inviteDocument, invitation(tenant, contact, access.Deputy)))
	require.Equal(t, "MEMBERSHIP_OVERLAP", head.code(inviteDocument, invitation(tenant, contact, access.Deputy)))
	require.Empty(t, head.code(inviteDocument, invitation(tenant, contact, access.CommissionMember)), "many roles at once")
}

func TestAMunicipalityKeepsItsPeopleToItself(t *testing.T) {
	t.Parallel()
	s := start(t)
	here, there := s.Municipality(t), s.Municipality(t)
	foreign := s.signedIn(t, there, access.Deputy)
	membership, version := foreign.ownMembership()
	user := foreign.ownID()
	for _, role := range append([]access.Role{}, access.MunicipalityRoles...) {
		b := s.signedIn(t, here, role)
		for _, id := range []string{membership, user} {
			a := b.post(`query($id: ID!) { node(id: $id) { id } }`, map[string]any{"id": id})
			require.Len(t, a.Errors, 1, "%s: %s", role, a.raw)
			require.Equal(t, "NOT_FOUND", a.Errors[0].Extensions.Code, role)
		}
		require.Equal(t, "NOT_FOUND", b.code(endDocument, map[string]any{"id": membership, "v": version}), role)
		members := b.post(`query($s: String!) { municipality(slug: $s) { members(first: 5) { nodes { id } } } }`, map[string]any{"s": there.Slug})
		require.NotEmpty(t, members.Errors, role)
		require.Equal(t, "FORBIDDEN", members.Errors[0].Extensions.Code, role)
	}
	head := s.signedIn(t, there, access.Head)
	head.do(`query($id: ID!) { node(id: $id) { id } }`, map[string]any{"id": user}, "", nil)
	head.do(`query($id: ID!) { node(id: $id) { id } }`, map[string]any{"id": membership}, "", nil)
}

func TestTheVerdictGivesItsReason(t *testing.T) {
	t.Parallel()
	s := start(t)
	tenant := s.Municipality(t)
	secretary := s.signedIn(t, tenant, access.ExecSecretary)
	own, _ := secretary.ownMembership()
	ask := `query($o: Object!, $a: Action!, $id: ID) { viewer { can(object: $o, action: $a, id: $id) { allowed reason permission } } }`
	verdict := func(object access.Object, action access.Action, id any) (allowed bool, reason string) {
		var viewer struct {
			Can struct {
				Allowed            bool
				Reason, Permission string
			}
		}
		secretary.do(ask, map[string]any{"o": object, "a": action, "id": id}, "viewer", &viewer)
		require.Equal(t, string(object)+":"+string(action), viewer.Can.Permission)
		return viewer.Can.Allowed, viewer.Can.Reason
	}
	allowed, reason := verdict(access.Membership, access.Invite, apptest.ID(tenant))
	require.True(t, allowed)
	require.Contains(t, reason, "executive secretary")
	allowed, reason = verdict(access.User, access.Suspend, nil)
	require.False(t, allowed)
	require.Contains(t, reason, "platform administrator")
	allowed, reason = verdict(access.Membership, access.Update, own)
	require.False(t, allowed, "the role allows it, the rule about this one does not")
	require.Contains(t, reason, "herself")
	allowed, _ = verdict(access.Membership, access.Update, scalar.EncodeID(entity.Ref{Kind: "Membership", ID: entity.NewID()}))
	require.False(t, allowed)
}

func TestTheLogIsReadByRight(t *testing.T) {
	t.Parallel()
	s := start(t)
	tenant, other := s.Municipality(t), s.Municipality(t)
	head := s.signedIn(t, tenant, access.Head)
	create := `mutation($m: ID!) { createPriorityArea(input: {municipalityId: $m, name: {ky: "Жол", ru: "Дорога"}}) { errors { code rule } } }`
	require.Empty(t, head.code(create, map[string]any{"m": apptest.ID(tenant)}))
	contact := freshContact()
	require.Empty(t, head.code(inviteDocument, invitation(tenant, contact, access.Deputy)))

	log := `query($m: ID!, $o: Object) { auditLog(municipalityId: $m, object: $o, first: 10) { totalCount nodes {
		actorName object action requestId changes { field before after } } } }`
	var rows struct {
		TotalCount int
		Nodes      []struct {
			ActorName, Object, Action, RequestID string
			Changes                              []struct{ Field string }
		}
	}
	head.do(log, map[string]any{"m": apptest.ID(tenant)}, "auditLog", &rows)
	require.Equal(t, 1, rows.TotalCount)
	require.Equal(t, "PRIORITY_AREA", rows.Nodes[0].Object)
	require.NotEmpty(t, rows.Nodes[0].RequestID)
	require.NotEmpty(t, rows.Nodes[0].Changes)
	people := head.post(log, map[string]any{"m": apptest.ID(tenant), "o": "USER"})
	require.Contains(t, people.raw, `"action":"INVITE"`)
	require.NotContains(t, people.raw, contact, "personal data is masked")

	for _, role := range access.MunicipalityRoles {
		want := "FORBIDDEN"
		if role == access.Head || role == access.ExecSecretary {
			want = ""
		}
		b := s.signedIn(t, tenant, role)
		require.Equal(t, want, b.code(log, map[string]any{"m": apptest.ID(tenant)}), role)
		require.Equal(t, "FORBIDDEN", b.code(log, map[string]any{"m": apptest.ID(other)}), role)
		require.Equal(t, "FORBIDDEN", b.code(`{ programmeAuditLog(first: 1) { nodes { id } } }`, nil), role)
	}
	manager := s.signedIn(t, tenants.Tenant{}, access.ProgrammeManager)
	require.Equal(t, "FORBIDDEN", manager.code(log, map[string]any{"m": apptest.ID(tenant)}))
	require.Empty(t, manager.code(`{ programmeAuditLog(first: 1) { nodes { id } } }`, nil))
}

// ownMembership is the one role of the person in the browser.
func (b *browser) ownMembership() (id string, version int64) {
	b.t.Helper()
	var viewer struct {
		Memberships []struct {
			ID      string
			Version int64
		}
	}
	b.do(`{ viewer { memberships { id version } } }`, nil, "viewer", &viewer)
	require.Len(b.t, viewer.Memberships, 1)
	return viewer.Memberships[0].ID, viewer.Memberships[0].Version
}

func (b *browser) ownID() string {
	b.t.Helper()
	var viewer struct{ User struct{ ID string } }
	b.do(`{ viewer { user { id } } }`, nil, "viewer", &viewer)
	return viewer.User.ID
}
