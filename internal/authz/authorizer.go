package authz

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/tenants"
)

// ErrSuspended refuses changes in a suspended municipality.
var ErrSuspended = apperr.NewRule("TENANT_SUSPENDED", i18n.New(
	"Бул муниципалитеттин иши токтотулган: маалыматты көрүүгө болот, өзгөртүүгө болбойт.",
	"Работа этого муниципалитета приостановлена: данные можно смотреть, но не менять.",
	"This municipality is suspended: its data can be read but not changed."))

// Authorizer grants scopes.
type Authorizer struct {
	policy    *Policy
	directory tenants.Directory
	now       func() time.Time
}

// Kind is what a municipality is, without granting anything in it.
func (a *Authorizer) Kind(ctx context.Context, tenant uuid.UUID) (tenants.Kind, error) {
	t, err := a.directory.ByID(ctx, tenant)
	return t.Kind, err
}

// New makes an authorizer; now decides who is in office today.
func New(policy *Policy, directory tenants.Directory, now func() time.Time) *Authorizer {
	return &Authorizer{policy: policy, directory: directory, now: now}
}

// Authorize grants the caller of ctx a scope in a municipality. It answers NOT_FOUND
// when there is no such municipality, UNAUTHENTICATED when signing in could help,
// FORBIDDEN with the rule's sentence otherwise, and TENANT_SUSPENDED for a change in a
// suspended municipality.
func (a *Authorizer) Authorize(ctx context.Context, tenant uuid.UUID, object access.Object, action access.Action) (access.Scope, error) {
	t, err := a.directory.ByID(ctx, tenant)
	if err != nil {
		return access.Scope{}, err
	}
	return a.grant(ctx, t, access.Permission{Object: object, Action: action})
}

// AuthorizeProgramme grants the caller a scope in the programme's own schema.
func (a *Authorizer) AuthorizeProgramme(ctx context.Context, object access.Object, action access.Action) (access.Scope, error) {
	return a.grant(ctx, tenants.Tenant{}, access.Permission{Object: object, Action: action})
}

// AuthorizeSlug is Authorize for a municipality named in a document or address.
func (a *Authorizer) AuthorizeSlug(ctx context.Context, slug string, object access.Object, action access.Action) (access.Scope, error) {
	t, err := a.directory.BySlug(ctx, slug)
	if err != nil {
		return access.Scope{}, err
	}
	return a.grant(ctx, t, access.Permission{Object: object, Action: action})
}

func (a *Authorizer) grant(ctx context.Context, t tenants.Tenant, permission access.Permission) (access.Scope, error) {
	principal := access.From(ctx)
	roles := a.roles(principal, t)
	if err := a.verdict(principal, roles, permission); err != nil {
		return access.Scope{}, err
	}
	if t.State == tenants.Suspended && !permission.Reads() {
		return access.Scope{}, ErrSuspended
	}
	access.Remember(ctx, t.ID)
	return access.Grant(t, principal, permission, roles).BySeat(a.policy.seats(permission, roles)), nil
}

func (a *Authorizer) roles(principal access.Principal, t tenants.Tenant) []access.Role {
	var id *uuid.UUID
	if !t.IsProgramme() {
		id = &t.ID
	}
	return principal.RolesIn(id, clock.DateOf(a.now()))
}

func (a *Authorizer) verdict(principal access.Principal, roles []access.Role, permission access.Permission) error {
	if a.policy.Allows(permission, roles...) {
		return nil
	}
	if !principal.SignedIn() {
		return apperr.ErrUnauthenticated
	}
	return a.Denied(permission)
}

// Denied is the FORBIDDEN of a permission, with the sentence that says who has it.
func (a *Authorizer) Denied(permission access.Permission) error {
	sentence, _ := a.policy.Sentence(permission)
	e := apperr.New(apperr.Forbidden, forbidden).With(i18n.Args{"rule": localized(sentence)})
	e.Permission = permission.String()
	return e
}

var forbidden = i18n.New("Сизде мындай укук жок. {rule}", "У вас нет такого права. {rule}", "You do not have this right. {rule}")

func localized(l i18n.Localized) any {
	if l.Ky == "" {
		return ""
	}
	return i18n.New(l.Ky, l.Ru, l.En)
}

// HasAnywhere reports whether the caller holds the permission in at least one place;
// the directive of root fields asks it before the service asks for the place itself.
func (a *Authorizer) HasAnywhere(ctx context.Context, permission access.Permission) error {
	principal := access.From(ctx)
	day := clock.DateOf(a.now())
	roles := principal.RolesIn(nil, day)
	for _, m := range principal.Memberships {
		if m.InOffice(day) {
			roles = append(roles, m.Role)
		}
	}
	return a.verdict(principal, roles, permission)
}

// Now is the time by which it is decided who is in office.
func (a *Authorizer) Now() time.Time { return a.now() }

// Sentence says who holds a permission, as the policy's line does.
func (a *Authorizer) Sentence(permission access.Permission) i18n.Localized {
	sentence, _ := a.policy.Sentence(permission)
	return sentence
}

// Can reports, without granting a scope, whether the caller has a permission in a
// tenant: nil, or the refusal with its reason.
func (a *Authorizer) Can(ctx context.Context, t tenants.Tenant, permission access.Permission) error {
	_, err := a.grant(ctx, t, permission)
	return err
}
