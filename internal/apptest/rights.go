package apptest

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/tenants"
)

// Rights sends a document as every role in turn and demands that exactly the allowed
// ones are let through. The document must change nothing, as one with a stale version.
func (a *App) Rights(t testing.TB, tenant tenants.Tenant, document string, variables map[string]any, allowed ...access.Role) {
	t.Helper()
	for _, role := range access.Roles() {
		code, _ := a.As(tenant, role).Refused(t, document, variables)
		if slices.Contains(allowed, role) {
			require.NotEqual(t, "FORBIDDEN", code, "%s: %s", role, document)
		} else {
			require.Equal(t, "FORBIDDEN", code, "%s: %s", role, document)
		}
	}
	code, _ := a.Public().Refused(t, document, variables)
	require.Equal(t, "UNAUTHENTICATED", code, document)
}

// Foreign sends a document about a thing of another municipality as every role of
// tenant and demands that none learns anything.
func (a *App) Foreign(t testing.TB, tenant tenants.Tenant, document string, variables map[string]any) {
	t.Helper()
	for _, role := range access.MunicipalityRoles {
		code, _ := a.As(tenant, role).Refused(t, document, variables)
		require.Contains(t, []string{"FORBIDDEN", "NOT_FOUND"}, code, "%s: %s", role, document)
	}
}
