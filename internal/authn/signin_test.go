package authn_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/authn"
)

func TestAPasswordBeginsASessionThatScriptsCannotRead(t *testing.T) {
	t.Parallel()
	s := start(t)
	tenant := s.Municipality(t)
	b := s.browser(t)
	require.Empty(t, b.name())
	a := b.post(signInDocument, map[string]any{"c": " " + strings.ToUpper(s.account(t, tenant)), "p": password})
	require.Empty(t, a.Errors, a.raw)
	cookie := a.header.Get("Set-Cookie")
	for _, part := range []string{"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age="} {
		require.Contains(t, cookie, part)
	}
	require.NotContains(t, cookie, "Secure", "plain http")
	require.Equal(t, "Айгүл Асанова", b.name())

	var sessions struct {
		Sessions []struct {
			ID, Method string
			Current    bool
		}
	}
	b.do(`{ viewer { sessions { id method current } } }`, nil, "viewer", &sessions)
	require.Len(t, sessions.Sessions, 1)
	require.True(t, sessions.Sessions[0].Current)
	b.do(`mutation { signOut { errors { code } } }`, nil, "", nil)
	require.Empty(t, b.name())
}

func TestARefusalDoesNotTellWhetherThereIsAnAccount(t *testing.T) {
	t.Parallel()
	s := start(t)
	contact := s.account(t, s.Municipality(t))
	wrong := s.browser(t).post(signInDocument, map[string]any{"c": contact, "p": "не тот пароль"})
	nobody := s.browser(t).post(signInDocument, map[string]any{"c": "x" + contact, "p": "не тот пароль"})
	require.Equal(t, wrong.raw, nobody.raw)
	require.Contains(t, wrong.raw, "SIGN_IN_REFUSED")
	s.browser(t).signIn("neither mail nor phone", password, "VALIDATION")
}

func TestTooManyAttemptsHoldUpOnlyTheirOwnAddress(t *testing.T) {
	t.Parallel()
	s := start(t)
	contact := s.account(t, s.Municipality(t))
	attacker := s.browser(t)
	for range 10 {
		attacker.signIn(contact, "wrong password", "SIGN_IN_REFUSED")
	}
	attacker.signIn(contact, password, "RATE_LIMITED")
	// the owner comes from elsewhere
	elsewhere := authn.WithClient(access.WithGrants(t.Context()), authn.Client{Address: "203.0.113.7"})
	u, err := s.Resolver.Authn.SignIn(elsewhere, contact, password)
	require.NoError(t, err)
	require.Equal(t, contact, string(u.Contact()))
}

func TestOthersAtHerAddressDoNotKeepHerOut(t *testing.T) {
	t.Parallel()
	s := start(t)
	contact := s.account(t, s.Municipality(t))
	hers, attacker := s.browser(t), s.browser(t)
	hers.signIn(contact, password, "")
	hers.do(`mutation { signOut { errors { code } } }`, nil, "", nil)
	for range 10 {
		attacker.signIn(contact, "wrong password", "SIGN_IN_REFUSED")
	}
	refused := attacker.post(signInDocument, map[string]any{"c": contact, "p": password})
	require.Contains(t, refused.raw, "RATE_LIMITED")
	require.Regexp(t, `in 1[0-5] minutes`, refused.raw, "the time that is left")
	hers.signIn(contact, password, "")
	// a device is bounded by its own attempts
	for range 10 {
		hers.signIn(contact, "wrong password", "SIGN_IN_REFUSED")
	}
	hers.signIn(contact, password, "RATE_LIMITED")
}

func TestABusyAddressGetsSlowAndIsNotRefused(t *testing.T) {
	t.Parallel()
	s := start(t)
	contact := s.account(t, s.Municipality(t))
	ctx := authn.WithClient(access.WithGrants(t.Context()), authn.Client{Address: "198.51.100.77"})
	_, err := s.Resolver.Authn.SignIn(ctx, contact, "wrong password")
	require.ErrorIs(t, err, authn.ErrSignIn)
	s.SQL(t, fmt.Sprintf("UPDATE ops.throttle SET count = 100000 WHERE key = '%s'", authn.ClientKeyOf(ctx)))
	_, err = s.Resolver.Authn.SignIn(ctx, contact, password)
	require.NoError(t, err)
}

func TestASessionEndsWhenItIsRevokedIdleOrOld(t *testing.T) {
	t.Parallel()
	s := start(t)
	contact := s.account(t, s.Municipality(t))
	first, second := s.browser(t), s.browser(t)
	first.signIn(contact, password, "")
	second.signIn(contact, password, "")

	var viewer struct {
		Sessions []struct {
			ID      string
			Current bool
		}
	}
	second.do(`{ viewer { sessions { id current } } }`, nil, "viewer", &viewer)
	for _, session := range viewer.Sessions {
		if !session.Current {
			second.do(`mutation($id: ID!) { revokeSession(input: {id: $id}) { revokedId errors { code } } }`,
				map[string]any{"id": session.ID}, "", nil)
		}
	}
	require.Empty(t, first.name(), "revoked")
	require.NotEmpty(t, second.name())

	other := s.signedIn(t, s.Municipality(t))
	require.Equal(t, "NOT_FOUND", other.code(`mutation($id: ID!) { revokeSession(input: {id: $id}) { revokedId errors { code } } }`,
		map[string]any{"id": viewer.Sessions[0].ID}), "another's session")

	s.Clock.Set(s.Clock.Now().Add(authn.DefaultSessionLife.Idle - time.Hour))
	require.NotEmpty(t, second.name(), "used within its idle time")
	s.Clock.Set(s.Clock.Now().Add(authn.DefaultSessionLife.Idle + time.Hour))
	require.Empty(t, second.name(), "idle")
	require.Empty(t, other.name(), "idle")
}

const passwordDocument = `mutation($o: String!, $p: String!) { changePassword(input: {old: $o, password: $p}) { user { id } errors { path code rule } } }`

func TestAChangedPasswordSignsOutEverywhereElse(t *testing.T) {
	t.Parallel()
	s := start(t)
	contact := s.account(t, s.Municipality(t))
	here, elsewhere := s.browser(t), s.browser(t)
	here.signIn(contact, password, "")
	elsewhere.signIn(contact, password, "")
	change := passwordDocument
	require.Equal(t, "PASSWORD_WRONG", here.code(change, map[string]any{"o": "something else", "p": "бийик тоо, көк асман"}))
	require.Equal(t, "VALIDATION", here.code(change, map[string]any{"o": password, "p": "short"}))
	require.Equal(t, "VALIDATION", here.code(change, map[string]any{"o": password, "p": "aaaaaaaaaaaaaaa"}))
	require.Equal(t, "VALIDATION", here.code(change, map[string]any{"o": password, "p": "Password123"}))
	require.Empty(t, here.code(change, map[string]any{"o": password, "p": "бийик тоо, көк асман"}))
	require.NotEmpty(t, here.name())
	require.Empty(t, elsewhere.name())
	elsewhere.signIn(contact, password, "SIGN_IN_REFUSED")
	elsewhere.signIn(contact, "бийик тоо, көк асман", "")
}

const tokenDocument = `mutation($n: String!, $e: DateTime!) { createAccessToken(input: {name: $n, expiresAt: $e}) {
	accessToken { id name } secret errors { path code rule } } }`

// token is a program with a token of the person in the browser.
func (b *browser) token(s *server) *browser {
	b.t.Helper()
	var made struct{ Secret string }
	b.do(tokenDocument, map[string]any{"n": "program", "e": s.Clock.Now().Add(time.Hour)}, "createAccessToken", &made)
	program := s.browser(b.t)
	program.header.Set("Authorization", "Bearer "+made.Secret)
	return program
}

func TestATokenLetsAProgramInUntilItIsRevoked(t *testing.T) {
	t.Parallel()
	s := start(t)
	b := s.signedIn(t, s.Municipality(t))
	create := tokenDocument
	now := s.Clock.Now()
	for _, expires := range []time.Time{now, now.Add(-time.Hour), now.Add(400 * 24 * time.Hour)} {
		require.Equal(t, "VALIDATION", b.code(create, map[string]any{"n": "export", "e": expires}))
	}
	require.Equal(t, "VALIDATION", b.code(create, map[string]any{"n": " ", "e": now.Add(time.Hour)}))
	var made struct {
		AccessToken struct{ ID string }
		Secret      string
	}
	b.do(create, map[string]any{"n": "export", "e": now.Add(time.Hour)}, "createAccessToken", &made)

	program := s.browser(t)
	program.header.Set("Authorization", "Bearer "+made.Secret)
	require.Equal(t, b.name(), program.name())
	require.Equal(t, "ONLY_IN_SESSION", program.code(create, map[string]any{"n": "more", "e": now.Add(time.Hour)}))
	require.NotContains(t, b.post(`{ viewer { accessTokens { id name createdAt expiresAt } } }`, nil).raw, made.Secret)

	b.do(`mutation($id: ID!) { revokeAccessToken(input: {id: $id}) { revokedId errors { code } } }`,
		map[string]any{"id": made.AccessToken.ID}, "", nil)
	a := program.post(`{ viewer { user { id } } }`, nil)
	require.Equal(t, http.StatusUnauthorized, a.status)
	require.Equal(t, "UNAUTHENTICATED", a.Errors[0].Extensions.Code)
	for _, bad := range []string{"Bearer", "Bearer x", "Basic YTpi", "Bearer dmt_" + strings.Repeat("A", 43)} {
		program.header.Set("Authorization", bad)
		require.Equal(t, http.StatusUnauthorized, program.post(`{ viewer { user { id } } }`, nil).status, bad)
	}
}

func TestAnotherSiteCannotSendChanges(t *testing.T) {
	t.Parallel()
	s := start(t)
	b := s.signedIn(t, s.Municipality(t))
	b.header.Set("Sec-Fetch-Site", "cross-site")
	a := b.post(`mutation { signOut { errors { code } } }`, nil)
	require.Equal(t, http.StatusForbidden, a.status)
	require.Equal(t, "FORBIDDEN", a.Errors[0].Extensions.Code)
	b.header.Del("Sec-Fetch-Site")
	b.header.Set("Origin", "https://evil.example")
	require.Equal(t, http.StatusForbidden, b.post(`mutation { signOut { errors { code } } }`, nil).status)
	b.header.Del("Origin")
	require.NotEmpty(t, b.name())
}

// TestManyWhoSignInTogetherAllComeIn: at once, or when they come back as they were asked to.
func TestManyWhoSignInTogetherAllComeIn(t *testing.T) {
	t.Parallel()
	s := start(t)
	tenant := s.Municipality(t)
	contacts := make([]string, 5)
	for i := range contacts {
		contacts[i] = s.account(t, tenant)
	}
	done := make(chan string, 50)
	for i := range 50 {
		go func() {
			ctx := authn.WithClient(access.WithGrants(t.Context()), authn.Client{Address: fmt.Sprintf("192.0.2.%d", i)})
			_, err := s.Resolver.Authn.SignIn(ctx, contacts[i%len(contacts)], password)
			for errors.Is(err, authn.ErrBusy) && ctx.Err() == nil {
				_, err = s.Resolver.Authn.SignIn(ctx, contacts[i%len(contacts)], password)
			}
			done <- fmt.Sprint(err)
		}()
	}
	for range 50 {
		require.Equal(t, "<nil>", <-done)
	}
}

func TestASecureAddressMakesTheCookieSecure(t *testing.T) {
	t.Parallel()
	s := start(t, func(c *app.Config) { c.BaseURL = "https://demilge.test" })
	a := s.browser(t).post(signInDocument, map[string]any{"c": s.account(t, s.Municipality(t)), "p": password})
	require.Contains(t, a.header.Get("Set-Cookie"), "__Host-demilge_session=dms_")
	require.Contains(t, a.header.Get("Set-Cookie"), "Secure")
}
