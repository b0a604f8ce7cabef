package authn_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/tenants"
)

func TestAListOfRolesTakesTheSameStatementsHoweverLong(t *testing.T) {
	t.Parallel()
	listener := &apptest.Statements{}
	s := start(t, listener.Listen(t))
	tenant := s.Municipality(t)
	manager, head := s.signedIn(t, tenants.Tenant{}, access.ProgrammeManager), s.signedIn(t, tenant, access.Head)
	for range 11 {
		require.Empty(t, head.code(inviteDocument, invitation(tenant, freshContact(), access.Deputy)))
	}
	for role, b := range map[access.Role]*browser{access.Head: head, access.ProgrammeManager: manager} {
		count := func(first int) []string {
			sent := listener.Of("programme", func() {
				b.do(fmt.Sprintf(`{ municipality(slug: %q) { members(first: %d) { nodes { name user { email } delegatedBy { id } allowedActions } } } }`,
					tenant.Slug, first), nil, "", nil)
			})
			// who asks is remembered for a moment, so she is read now and then
			return slices.DeleteFunc(sent, func(s string) bool { return strings.Contains(s, "programme.caller_by_session") })
		}
		few, many := count(2), count(11)
		require.Len(t, many, len(few), "%s:\n%s", role, strings.Join(many, "\n"))
	}
}
