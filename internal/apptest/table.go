package apptest

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/tenants"
)

// Table is an entity's golden table, role × mutation. It holds every mutation of the
// objects that it speaks of.
type Table map[string]Operation

// Operation is a mutation with an input that does no harm: who is let through is
// answered by a refusal of the rules, never by FORBIDDEN.
type Operation struct {
	// Roles may, as words; everybody else is refused.
	Roles string
	Input Input
}

func (o Operation) allows(role access.Role) bool {
	return slices.Contains(strings.Fields(o.Roles), string(role))
}

// RoleByOperation asks every mutation of a table as every role. as makes the person of a
// role; nil makes somebody who holds nothing else.
func (a *App) RoleByOperation(t *testing.T, m tenants.Tenant, table Table, as func(access.Role) *Client) {
	t.Helper()
	table.complete(t)
	for mutation, operation := range table {
		for _, role := range access.Roles() {
			client := a.As(m, role)
			if as != nil && operation.allows(role) {
				client = as(role)
			}
			code := client.RefusedChange(t, mutation, operation.Input).Code
			require.Equal(t, operation.allows(role), code != "FORBIDDEN", "%s %s: %s", role, mutation, code)
			require.NotContains(t, []string{"INTERNAL", "UNAUTHENTICATED", ""}, code, "%s %s", role, mutation)
		}
		require.Equal(t, "UNAUTHENTICATED", a.Public().RefusedChange(t, mutation, operation.Input).Code, mutation)
	}
}

// complete demands every mutation of the objects that a table speaks of.
func (table Table) complete(t *testing.T) {
	t.Helper()
	objects := map[string]bool{}
	for mutation := range table {
		objects[objectOf(schema().Mutation.Fields.ForName(mutation))] = true
	}
	for _, field := range schema().Mutation.Fields {
		if objects[objectOf(field)] {
			require.Contains(t, slices.Collect(maps.Keys(table)), field.Name)
		}
	}
}

func objectOf(mutation *ast.FieldDefinition) string {
	if permission := mutation.Directives.ForName("hasPermission"); permission != nil {
		return permission.Arguments.ForName("object").Value.Raw
	}
	return ""
}

// Unseated asks mutations that would succeed as somebody who holds every office of a
// commission, but of another one in the same municipality.
func (a *App) Unseated(t *testing.T, m tenants.Tenant, table Table) {
	t.Helper()
	stranger := a.As(m, access.CommissionChair, access.CommissionSecretary, access.CommissionMember)
	for mutation, operation := range table {
		code := stranger.RefusedChange(t, mutation, operation.Input).Code
		require.Contains(t, []string{"FORBIDDEN", "NOT_FOUND"}, code, mutation)
	}
}

// Strangers asks every mutation of a table, and every id, as every role of another
// municipality and demands that none learns anything.
func (a *App) Strangers(t *testing.T, other tenants.Tenant, table Table, ids ...string) {
	t.Helper()
	for _, role := range access.MunicipalityRoles {
		stranger := a.As(other, role)
		for mutation, operation := range table {
			code := stranger.RefusedChange(t, mutation, operation.Input).Code
			require.Contains(t, []string{"FORBIDDEN", "NOT_FOUND"}, code, "%s %s", role, mutation)
		}
		for _, id := range ids {
			require.Equal(t, "NOT_FOUND", stranger.nodeRefusal(t, id), "%s %s", role, id)
		}
	}
}

// Readers demands that exactly some roles, as words, see the thing behind an id.
func (a *App) Readers(t *testing.T, m tenants.Tenant, id, roles string) {
	t.Helper()
	a.readers(t, id, roles, func(role access.Role) *Client { return a.As(m, role) })
}

// Readers is [App.Readers] with the commission's offices held in this commission.
func (j *Jury) Readers(t *testing.T, _ tenants.Tenant, id, roles string) {
	t.Helper()
	j.readers(t, id, roles, j.Seat)
}

func (a *App) readers(t *testing.T, id, roles string, as func(access.Role) *Client) {
	t.Helper()
	for _, role := range access.Roles() {
		client := as(role)
		if (Operation{Roles: roles}).allows(role) {
			client.Do(t, nodeDocument, Input{"id": id}, nil)
			continue
		}
		require.Equal(t, "NOT_FOUND", client.nodeRefusal(t, id), role)
	}
	require.Contains(t, []string{"UNAUTHENTICATED", "NOT_FOUND"}, a.Public().nodeRefusal(t, id))
}

const nodeDocument = `query($id: ID!) { node(id: $id) { id } }`

func (c *Client) nodeRefusal(t *testing.T, id string) string {
	t.Helper()
	code, _ := c.Refused(t, nodeDocument, Input{"id": id})
	return code
}
