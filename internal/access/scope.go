package access

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/tenants"
)

// Scope is the proof that a permission was asked for and granted: the only key to a
// store. Only internal/authz makes one (a test holds this), and [SystemScope] for
// jobs and the command line.
type Scope struct {
	tenant     tenants.Tenant
	principal  Principal
	permission Permission
	roles      []Role
	about      uuid.UUID
	seats      []Role
	estate     Estate
}

// Grant makes a scope. Only internal/authz may call it.
func Grant(tenant tenants.Tenant, principal Principal, permission Permission, roles []Role) Scope {
	return Scope{tenant: tenant, principal: principal, permission: permission, roles: roles}
}

// SystemScope lets a named job act in a tenant; permission says as what it is audited.
func SystemScope(tenant tenants.Tenant, job string, permission Permission) Scope {
	return Scope{tenant: tenant, principal: Principal{Kind: System, Name: job}, permission: permission}
}

// Over returns the scope of somebody whose offices reach some agreements alone. Only
// internal/authz may call it.
func (s Scope) Over(estate Estate) Scope {
	s.estate = estate
	return s
}

// Estate is which agreements the caller's offices reach.
func (s Scope) Estate() Estate { return s.estate }

// Tenant is the municipality; its zero value means the programme.
func (s Scope) Tenant() tenants.Tenant { return s.tenant }

// TenantID is the id of the municipality, uuid.Nil for the programme.
func (s Scope) TenantID() uuid.UUID { return s.tenant.ID }

// Principal is who acts.
func (s Scope) Principal() Principal { return s.principal }

// InProgramme is the scope for what the programme keeps about the municipality: people,
// their roles, its entry in the register. Only stores of the programme's tables call it.
func (s Scope) InProgramme() Scope {
	s.about, s.tenant = s.tenant.ID, tenants.Tenant{}
	return s
}

// Within is the scope for what is written in a municipality while it is made, within the
// permission to make it. Onboarding alone does that.
func (s Scope) Within(t tenants.Tenant) Scope {
	s.tenant, s.about = t, uuid.Nil
	return s
}

// About is the municipality that a change of the programme's tables concerns, uuid.Nil
// when it concerns none.
func (s Scope) About() uuid.UUID { return s.about }

// UserID is the acting person, uuid.Nil when there is none.
func (s Scope) UserID() uuid.UUID { return s.principal.UserID }

// Permission is what was granted.
func (s Scope) Permission() Permission { return s.permission }

// Has reports whether the principal holds any of the roles here.
func (s Scope) Has(roles ...Role) bool {
	for _, held := range s.roles {
		for _, asked := range roles {
			if held == asked {
				return true
			}
		}
	}
	return false
}
