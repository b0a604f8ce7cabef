package authn_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/authn"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/tenants"
)

func TestTheFirstAdministratorComesInByAPrintedLink(t *testing.T) {
	t.Parallel()
	s, contact := start(t), freshContact()
	account := authn.NewAccount{FullName: "Нурлан Садыков", Contact: contact, Locale: i18n.Ky}
	permission := access.Permission{Object: access.User, Action: access.Invite}
	scope := access.SystemScope(tenants.Tenant{}, "test", permission)
	first, err := s.Resolver.Authn.InviteAdministrator(t.Context(), scope, account)
	require.NoError(t, err)
	second, err := s.Resolver.Authn.InviteAdministrator(t.Context(), scope, account)
	require.NoError(t, err, "a lost link is no end")

	b := s.browser(t)
	require.Empty(t, b.code(linkDocument("acceptInvitation"), map[string]any{"t": second, "p": password}))
	require.Equal(t, "LINK_INVALID", s.browser(t).code(linkDocument("acceptInvitation"), map[string]any{"t": first, "p": password}))
	b.ownMembership()
	require.Empty(t, b.code(`{ users(first: 1) { nodes { id } } }`, nil), "she administers the platform")

	again, err := s.Resolver.Authn.InviteAdministrator(t.Context(), scope, account)
	require.NoError(t, err)
	require.Empty(t, again, "she has an account")
	_, err = s.Resolver.Authn.InviteAdministrator(t.Context(), access.Scope{}, account)
	require.Error(t, err)
}
