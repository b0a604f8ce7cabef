package authn_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/user"
)

func freshContact() string { return strings.ReplaceAll(entity.NewID().String(), "-", "") + "@mail.kg" }

func linkDocument(field string) string {
	return `mutation($t: String!, $p: String!) { ` + field + `(input: {token: $t, password: $p}) { user { fullName state } errors { path code rule } } }`
}

const (
	resetDocument    = `mutation($c: String!) { requestPasswordReset(input: {contact: $c}) { errors { path code rule } } }`
	registerDocument = `mutation($c: String!) { register(input: {contact: $c, fullName: "Бакыт Ормонов"}) { errors { path code rule } } }`
)

func TestAResidentRegistersThroughALinkThatWorksOnce(t *testing.T) {
	t.Parallel()
	s := start(t).work(t)
	b, contact := s.browser(t), freshContact()
	b.do(registerDocument, map[string]any{"c": contact}, "", nil)
	secret := secretOf(t, s.mail.wait(t, contact, 1))
	confirm := linkDocument("confirmRegistration")

	require.Equal(t, "LINK_INVALID", b.code(linkDocument("resetPassword"), map[string]any{"t": secret, "p": password}), "another purpose")
	require.Equal(t, "VALIDATION", b.code(confirm, map[string]any{"t": secret, "p": "short"}))
	require.Empty(t, b.code(confirm, map[string]any{"t": secret, "p": password}), "a refused password does not use the link up")
	require.Equal(t, "Бакыт Ормонов", b.name())
	require.Equal(t, "LINK_INVALID", s.browser(t).code(confirm, map[string]any{"t": secret, "p": password}))
	s.browser(t).signIn(contact, password, "")

	// who registers again is told, in the message alone, that there is an account
	b.do(registerDocument, map[string]any{"c": contact}, "", nil)
	require.NotContains(t, s.mail.wait(t, contact, 2), "token=")
}

func TestAResetEndsSessionsAndTellsNobodyWhetherThereIsAnAccount(t *testing.T) {
	t.Parallel()
	s := start(t).work(t)
	contact := s.account(t, s.Municipality(t))
	signedIn := s.browser(t)
	signedIn.signIn(contact, password, "")

	b := s.browser(t)
	known := b.post(resetDocument, map[string]any{"c": contact})
	unknown := b.post(resetDocument, map[string]any{"c": freshContact()})
	require.Equal(t, known.raw, unknown.raw)
	secret := secretOf(t, s.mail.wait(t, contact, 1))
	require.Empty(t, b.code(linkDocument("resetPassword"), map[string]any{"t": secret, "p": "бийик тоо, көк асман"}))
	require.Empty(t, signedIn.name(), "signed out")
	s.browser(t).signIn(contact, password, "SIGN_IN_REFUSED")
	s.browser(t).signIn(contact, "бийик тоо, көк асман", "")
}

func TestALinkExpires(t *testing.T) {
	t.Parallel()
	s := start(t).work(t)
	contact := s.account(t, s.Municipality(t))
	b := s.browser(t)
	b.do(resetDocument, map[string]any{"c": contact}, "", nil)
	secret := secretOf(t, s.mail.wait(t, contact, 1))
	s.Clock.Set(s.Clock.Now().Add(user.OtherLinkLife))
	require.Equal(t, "LINK_INVALID", b.code(linkDocument("resetPassword"), map[string]any{"t": secret, "p": password}))
	for _, bad := range []string{"", "x", "dml_" + strings.Repeat("A", 43)} {
		require.Equal(t, "LINK_INVALID", b.code(linkDocument("resetPassword"), map[string]any{"t": bad, "p": password}))
	}
}

func TestTwoWhoOpenOneLinkAreNotBothLetIn(t *testing.T) {
	t.Parallel()
	s := start(t).work(t)
	contact := s.account(t, s.Municipality(t))
	s.browser(t).do(resetDocument, map[string]any{"c": contact}, "", nil)
	secret := secretOf(t, s.mail.wait(t, contact, 1))
	done := make(chan error, 8)
	for range cap(done) {
		go func() {
			_, err := s.Resolver.Authn.ResetPassword(access.WithGrants(t.Context()), secret, password)
			done <- err
		}()
	}
	in := 0
	for range cap(done) {
		if <-done == nil {
			in++
		}
	}
	require.Equal(t, 1, in)
}

func TestAnInvitedPersonComesInAndHoldsHerRole(t *testing.T) {
	t.Parallel()
	s := start(t).work(t)
	tenant := s.Municipality(t)
	head := s.signedIn(t, tenant, access.Head)
	contact := freshContact()
	var invited struct{ Membership struct{ ID string } }
	head.do(inviteDocument, invitation(tenant, contact, access.Specialist), "inviteUser", &invited)
	first := secretOf(t, s.mail.wait(t, contact, 1))
	s.browser(t).signIn(contact, password, "SIGN_IN_REFUSED")

	head.do(`mutation($id: ID!) { inviteUserAgain(input: {id: $id}) { errors { code rule } } }`,
		map[string]any{"id": invited.Membership.ID}, "", nil)
	second := secretOf(t, s.mail.wait(t, contact, 2))
	b := s.browser(t)
	require.Empty(t, b.code(linkDocument("acceptInvitation"), map[string]any{"t": second, "p": password}))
	require.Equal(t, "LINK_INVALID", s.browser(t).code(linkDocument("acceptInvitation"), map[string]any{"t": first, "p": password}),
		"the earlier invitation ended with the later")
	var viewer struct {
		Memberships []struct {
			Role     string
			InOffice bool
		}
	}
	b.do(`{ viewer { memberships { role inOffice } } }`, nil, "viewer", &viewer)
	require.Len(t, viewer.Memberships, 1)
	require.True(t, viewer.Memberships[0].InOffice)
}

func TestANewContactCountsOnceItIsConfirmed(t *testing.T) {
	t.Parallel()
	s := start(t).work(t)
	b := s.signedIn(t, s.Municipality(t))
	contact := freshContact()
	var viewer struct{ User struct{ Version int64 } }
	b.do(`{ viewer { user { version } } }`, nil, "viewer", &viewer)
	b.do(`mutation($v: Version!, $c: String!) { updateProfile(input: {version: $v, contact: $c, locale: RU}) { user { email } errors { code rule } } }`,
		map[string]any{"v": viewer.User.Version, "c": contact}, "", nil)
	secret := secretOf(t, s.mail.wait(t, contact, 1))
	s.browser(t).signIn(contact, password, "SIGN_IN_REFUSED")
	confirm := `mutation($t: String!) { confirmContact(input: {token: $t}) { user { email } errors { code rule } } }`
	other := s.signedIn(t, s.Municipality(t))
	require.Equal(t, "LINK_INVALID", other.code(confirm, map[string]any{"t": secret}), "another person's link")
	require.Empty(t, b.code(confirm, map[string]any{"t": secret}))
	s.browser(t).signIn(contact, password, "")
}
