package authn_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/tenants"
)

const (
	termDocument = `mutation($c: String!, $m: ID, $from: Date, $acting: Boolean!, $by: ID) { inviteUser(input: {fullName: "Нурлан Садыков", contact: $c,
		term: {municipalityId: $m, role: HEAD, from: $from, acting: $acting, delegatedById: $by}}) { membership { id version } errors { path code rule } } }`
	acceptDocument = `mutation($id: ID!) { acceptMembership(input: {id: $id}) { membership { accepted } errors { code rule } } }`
	nodeDocument   = `query($id: ID!) { node(id: $id) { id } }`
)

func TestThereIsOneHeadADay(t *testing.T) {
	t.Parallel()
	s := start(t)
	tenant := s.Municipality(t)
	admin := s.signedIn(t, tenants.Tenant{}, access.PlatformAdmin)
	term := func(changes ...any) map[string]any {
		variables := map[string]any{"c": freshContact(), "m": apptest.ID(tenant), "acting": false}
		for i := 0; i < len(changes); i += 2 {
			variables[changes[i].(string)] = changes[i+1]
		}
		return variables
	}
	var first struct{ Membership membership }
	admin.do(termDocument, term(), "inviteUser", &first)
	require.Equal(t, "ONE_HEAD", admin.code(termDocument, term()))
	require.Equal(t, "ONE_HEAD", admin.code(termDocument, term("from", "2030-01-01")), "the first has no end")
	require.Empty(t, admin.code(termDocument, term("acting", true)))

	accountant, secretary := s.signedIn(t, tenant, access.Accountant), s.signedIn(t, tenant, access.ExecSecretary)
	require.Equal(t, "NOT_FOUND", admin.code(termDocument, term("acting", true, "by", accountant.ownID())), "no head delegates it")
	require.Equal(t, "NOT_APPOINTER", secretary.code(endDocument, map[string]any{"id": first.Membership.ID, "v": first.Membership.Version}))
	admin.do(endDocument, map[string]any{"id": first.Membership.ID, "v": first.Membership.Version}, "", nil)
	require.Empty(t, admin.code(termDocument, term()), "the former was ended the day she was given the role")
}

func TestNothingOfAnAccountIsShownUntilTheRoleIsAccepted(t *testing.T) {
	t.Parallel()
	s := start(t).work(t)
	tenant := s.Municipality(t)
	head, contact := s.signedIn(t, tenant, access.Head), s.account(t, tenant)
	person := s.browser(t)
	person.signIn(contact, password, "")
	const invite = `mutation($c: String!, $m: ID, $r: Role!) { inviteUser(input: {fullName: "Нурлан Садыков", contact: $c, term: {municipalityId: $m, role: $r}}) {
		membership { id version name accepted user { fullName email phone state } } errors { code rule } } }`
	var known, unknown struct {
		Membership struct {
			membership
			Name     string
			Accepted bool
			User     *struct{ FullName string }
		}
	}
	head.do(invite, invitation(tenant, contact, access.Specialist), "inviteUser", &known)
	head.do(invite, invitation(tenant, freshContact(), access.Specialist), "inviteUser", &unknown)
	unknown.Membership.ID = known.Membership.ID
	require.Equal(t, unknown, known, "the answer is the same with and without an account")
	require.Nil(t, known.Membership.User)
	require.Equal(t, "Нурлан Садыков", known.Membership.Name)
	id := map[string]any{"id": person.ownID()}
	require.Equal(t, "NOT_FOUND", head.code(nodeDocument, id))
	require.NotContains(t, s.mail.wait(t, contact, 1), "token=")

	require.Equal(t, "NOT_FOUND", head.code(acceptDocument, map[string]any{"id": known.Membership.ID}), "another's role")
	person.do(acceptDocument, map[string]any{"id": known.Membership.ID}, "", nil)
	head.do(nodeDocument, id, "", nil)
	head.do(endDocument, map[string]any{"id": known.Membership.ID, "v": known.Membership.Version + 1}, "", nil)
	require.Equal(t, "NOT_FOUND", head.code(nodeDocument, id), "no longer in office")
	list := head.post(`query($s: String!) { municipality(slug: $s) { members(first: 50) { nodes { id name user { email } } } } }`, map[string]any{"s": tenant.Slug})
	require.Contains(t, list.raw, "Айгүл Асанова", "the name stays with the role")
	require.NotContains(t, list.raw, contact)
}

func TestTheProgrammeSeesTheContactsOfOfficialsOnly(t *testing.T) {
	t.Parallel()
	s := start(t)
	resident, official := s.account(t, tenants.Tenant{}), s.account(t, s.Municipality(t), access.Deputy)
	const list = `{ users(first: 100) { nodes { email } } }`
	for role, whole := range map[access.Role]bool{access.ProgrammeManager: false, access.PlatformAdmin: true} {
		raw := s.signedIn(t, tenants.Tenant{}, role).post(list, nil).raw
		require.Contains(t, raw, official, role)
		if whole {
			require.Contains(t, raw, resident, role)
		} else {
			require.NotContains(t, raw, resident, role)
			require.Contains(t, raw, resident[:1]+"***@mail.kg", role)
		}
	}
}

func TestASuspendedInvitationIsStillAnInvitation(t *testing.T) {
	t.Parallel()
	s := start(t).work(t)
	tenant := s.Municipality(t)
	head, admin, contact := s.signedIn(t, tenant, access.Head), s.signedIn(t, tenants.Tenant{}, access.PlatformAdmin), freshContact()
	var invited struct{ Membership membership }
	head.do(inviteDocument, invitation(tenant, contact, access.Deputy), "inviteUser", &invited)
	s.suspend(t, contact)
	var found struct {
		User struct {
			ID      string
			Version int64
		}
	}
	admin.do(`query($id: ID!) { node(id: $id) { ... on Membership { user { id version } } } }`, map[string]any{"id": invited.Membership.ID}, "node", &found)
	var resumed struct{ User struct{ State string } }
	admin.do(`mutation($id: ID!, $v: Version!) { resumeUser(input: {id: $id, version: $v}) { user { state } errors { code } } }`,
		map[string]any{"id": found.User.ID, "v": found.User.Version}, "resumeUser", &resumed)
	require.Equal(t, "INVITED", resumed.User.State)
	require.Empty(t, head.code(`mutation($id: ID!) { inviteUserAgain(input: {id: $id}) { errors { code rule } } }`, map[string]any{"id": invited.Membership.ID}))
}
