package funding

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/authz"
)

// The policy lists for each permission exactly those who may for some money.
func TestTheRowRuleIsWithinThePolicy(t *testing.T) {
	t.Parallel()
	policy, err := authz.Load()
	require.NoError(t, err)
	for permission, of := range mays {
		some := map[access.Role]bool{}
		for _, roles := range of {
			for _, role := range roles {
				some[role] = true
			}
		}
		for _, role := range access.Roles() {
			require.Equal(t, some[role], policy.Allows(permission, role), "%s %s", permission, role)
		}
	}
	for _, permission := range policy.Permissions() {
		for _, entry := range begun {
			if entry.object() == permission.Object && !permission.Reads() {
				require.Contains(t, mays, permission)
			}
		}
	}
}
