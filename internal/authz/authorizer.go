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

// The refusals of a municipality in which nothing new begins any more.
var (
	ErrCompleted = apperr.NewRule("TENANT_COMPLETED", i18n.New(
		"Бул муниципалитеттин программага катышуусу аяктаган: жаңы иш башталбайт, түзүлгөн макулдашуулар гана аягына чыгарылат.",
		"Участие этого муниципалитета в программе завершено: новое не начинается, доводятся до конца только действующие соглашения.",
		"This municipality's part in the programme is over: nothing new is begun, only its agreements are finished."))
	ErrWentOver = apperr.NewRule("TENANT_WENT_OVER", i18n.New(
		"Бул муниципалитет башкасына кошулган же бөлүнгөн: жазуулары окулат, макулдашууларын укук мураскору аягына чыгарат, жаңы иш башталбайт.",
		"Этот муниципалитет присоединён к другому или разделён: его записи читаются, соглашения доводит до конца правопреемник, новое не начинается.",
		"This municipality went over into another or was split: its records are read, its agreements are finished by the successor, nothing new is begun."))
	ErrAnotherHeir = apperr.NewRule("ANOTHER_SUCCESSOR", i18n.New(
		"Бөлүү токтому боюнча бул иш башка укук мураскоруна өткөн.",
		"По решению о разделении это перешло к другому правопреемнику.",
		"By the decree on the split this passed to another successor."))
)

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
// FORBIDDEN with the rule's sentence otherwise, and for a change TENANT_SUSPENDED,
// TENANT_COMPLETED or TENANT_WENT_OVER in a municipality that does not take it.
//
// uuid.Nil is the programme, for what it keeps as municipalities do; of all else there is
// nothing.
func (a *Authorizer) Authorize(ctx context.Context, tenant uuid.UUID, object access.Object, action access.Action) (access.Scope, error) {
	if tenant == uuid.Nil && object.Everywhere() {
		return a.AuthorizeProgramme(ctx, object, action)
	}
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
	roles, estate, err := a.roles(ctx, principal, t, permission)
	if err != nil {
		return access.Scope{}, err
	}
	if err := a.verdict(principal, roles, permission); err != nil {
		return access.Scope{}, err
	}
	if err := open(t, permission, estate); err != nil {
		return access.Scope{}, err
	}
	access.Remember(ctx, t.ID)
	return access.Grant(t, principal, permission, roles).BySeat(a.policy.seats(permission, roles)).Over(estate), nil
}

// roles are those that the principal holds in a municipality. Offices of one that went over
// are over too; those of its successors reach into it.
func (a *Authorizer) roles(ctx context.Context, principal access.Principal, t tenants.Tenant, permission access.Permission,
) ([]access.Role, access.Estate, error) {
	day := clock.DateOf(a.now())
	switch {
	case t.IsProgramme():
		return principal.RolesIn(nil, day), access.Estate{}, nil
	case !t.State.WentOver():
		return principal.RolesIn(&t.ID, day), access.Estate{}, nil
	}
	return a.inherited(ctx, principal, t, permission)
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
