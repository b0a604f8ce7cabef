package authn_test

import (
	"net/http"
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

const (
	contactDocument = `mutation($c: String!, $p: String!) { changeContact(input: {contact: $c, password: $p}) { errors { path code rule } } }`
	confirmDocument = `mutation($t: String!) { confirmContact(input: {token: $t}) { user { email } errors { code rule } } }`
)

func TestANewContactCountsOnceItIsConfirmed(t *testing.T) {
	t.Parallel()
	s := start(t).work(t)
	old, contact := s.account(t, s.Municipality(t)), freshContact()
	b := s.browser(t)
	b.signIn(old, password, "")
	require.Equal(t, "PASSWORD_WRONG", b.code(contactDocument, map[string]any{"c": contact, "p": "not hers at all"}))
	b.do(contactDocument, map[string]any{"c": contact, "p": password}, "", nil)
	secret := secretOf(t, s.mail.wait(t, contact, 1))
	s.browser(t).signIn(contact, password, "SIGN_IN_REFUSED")
	other := s.signedIn(t, s.Municipality(t))
	require.Equal(t, "LINK_INVALID", other.code(confirmDocument, map[string]any{"t": secret}), "another person's link")
	require.Empty(t, b.code(confirmDocument, map[string]any{"t": secret}))
	s.browser(t).signIn(contact, password, "")
	require.NotContains(t, s.mail.wait(t, old, 1), "token=", "the old contact is told")
}

func TestALinkThatIsUsedEndsTheOthersOfTheAccount(t *testing.T) {
	t.Parallel()
	s := start(t).work(t)
	old, contact := s.account(t, s.Municipality(t)), freshContact()
	b := s.browser(t)
	b.signIn(old, password, "")
	b.do(resetDocument, map[string]any{"c": old}, "", nil)
	reset := secretOf(t, s.mail.wait(t, old, 1))
	b.do(contactDocument, map[string]any{"c": contact, "p": password}, "", nil)
	require.Empty(t, b.code(confirmDocument, map[string]any{"t": secretOf(t, s.mail.wait(t, contact, 1))}))
	require.Equal(t, "LINK_INVALID", s.browser(t).code(linkDocument("resetPassword"), map[string]any{"t": reset, "p": password}))
}

func TestATokenDoesNotTakeTheAccountOver(t *testing.T) {
	t.Parallel()
	s := start(t).work(t)
	b := s.signedIn(t, s.Municipality(t))
	program, contact := b.token(s), freshContact()
	change := map[string]any{"c": contact, "p": password}
	require.Equal(t, "ONLY_IN_SESSION", program.code(contactDocument, change))
	b.do(contactDocument, change, "", nil)
	secret := secretOf(t, s.mail.wait(t, contact, 1))
	require.Equal(t, "ONLY_IN_SESSION", program.code(confirmDocument, map[string]any{"t": secret}))
	require.Equal(t, "ONLY_IN_SESSION", program.code(passwordDocument, map[string]any{"o": password, "p": "бийик тоо, көк асман"}))
	require.Empty(t, b.code(passwordDocument, map[string]any{"o": password, "p": "бийик тоо, көк асман"}))
	require.Equal(t, http.StatusUnauthorized, program.post(`{ viewer { user { id } } }`, nil).status, "a new password ends the tokens")
}
