// Package onboarding makes a municipality with a signed memorandum a tenant (domain.md 3.1
// P11): schema and role, first people, the regulation that the council adopted before, and
// the work plan, in one transaction. Nothing is left of one that fails.
package onboarding

import (
	"context"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/memorandum"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/territory"
	"github.com/demilge/demilge/internal/user"
	"github.com/demilge/demilge/internal/workplan"
	"github.com/demilge/demilge/tenants"
)

// ErrNoMemorandum refuses a municipality without a memorandum in force.
var ErrNoMemorandum = apperr.NewRule("NO_MEMORANDUM", i18n.New(
	"Бул муниципалитет менен кол коюлган, күчүндөгү меморандум жок.",
	"С этим муниципалитетом нет подписанного действующего меморандума.",
	"There is no signed memorandum in force with this municipality."))

// Draft is what a municipality begins with.
type Draft struct {
	Municipality uuid.UUID
	Memorandum   uuid.UUID
	// People are invited; at least the head or the executive secretary.
	People []user.First
	// Regulation is the one that the council adopted before, nil where there is none.
	Regulation *Adopted
	// Plan is the work plan, nil where there is none yet.
	Plan *workplan.Draft
}

// Adopted is a regulation that is older than the memorandum (domain.md C4).
type Adopted struct {
	Draft  regulation.Draft
	Decree document.Document
}

// Onboarded is what was made.
type Onboarded struct {
	Tenant     *tenants.Tenant
	Members    []*user.Membership
	Regulation *regulation.Regulation
	Plan       *workplan.Plan
}

// Store runs fn in the one transaction, of the one who owns the schemas.
type Store interface {
	Onboard(ctx context.Context, scope access.Scope, t tenants.Tenant, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what the transaction may do. Programme scopes are bound to the municipality.
type Tx interface {
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	// LockMemorandum reads a memorandum and keeps it as it is.
	LockMemorandum(ctx context.Context, id uuid.UUID) (*memorandum.Memorandum, error)
	// CreateTenant registers the tenant and makes its schema and role.
	CreateTenant(ctx context.Context) error
	People() user.Tx
	Plans() workplan.Tx
	// InTenant goes on in the schema that was made.
	InTenant(ctx context.Context, fn func(ctx context.Context, tx regulation.Tx) error) error
}

// Service onboards municipalities.
type Service struct {
	auth        access.Authorizer
	store       Store
	territory   *territory.Service
	people      *user.Service
	regulations *regulation.Service
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store, register *territory.Service, people *user.Service, regulations *regulation.Service) *Service {
	return &Service{auth: auth, store: store, territory: register, people: people, regulations: regulations}
}

// Onboard makes the municipality a tenant, all or nothing. Platform administrators and
// programme managers. TENANT_EXISTS, NO_MEMORANDUM, and what the parts refuse.
func (s *Service) Onboard(ctx context.Context, draft Draft) (*Onboarded, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Tenant, access.Create)
	if err != nil {
		return nil, err
	}
	if err := s.check(draft); err != nil {
		return nil, err
	}
	t, err := s.territory.Prepare(ctx, draft.Municipality, "")
	if err != nil {
		return nil, err
	}
	var made *Onboarded
	err = s.store.Onboard(ctx, scope, *t, func(ctx context.Context, tx Tx) error {
		made = &Onboarded{Tenant: t}
		return s.make(ctx, tx, scope.Within(*t), draft, made)
	})
	if err != nil {
		return nil, err
	}
	s.territory.Taken(*t)
	access.Remember(ctx, t.ID)
	return made, nil
}

// check refuses what is wrong before anything is made.
func (s *Service) check(draft Draft) error {
	errs := s.people.CheckFirst(draft.People, func(i int, field string) []string {
		return []string{"people", strconv.Itoa(i), field}
	})
	leads := false
	for _, p := range draft.People {
		leads = leads || p.Role == access.Head || p.Role == access.ExecSecretary
	}
	if !leads {
		errs.Add(user.ErrNoFirst.At("people"))
	}
	if len(draft.People) > user.MostFirst {
		errs.Add(apperr.OutOfRange(1, user.MostFirst, "people"))
	}
	return errs.Err()
}

func (s *Service) make(ctx context.Context, tx Tx, scope access.Scope, draft Draft, made *Onboarded) error {
	m, err := tx.LockMemorandum(ctx, draft.Memorandum)
	if err != nil {
		return apperr.Below(err, "memorandumId")
	}
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	if m.MunicipalityID != draft.Municipality || !m.InForce(clock.DateOf(now)) {
		return ErrNoMemorandum
	}
	if err := tx.CreateTenant(ctx); err != nil {
		return err
	}
	if made.Members, err = s.people.InviteFirst(ctx, tx.People(), scope, draft.Municipality, draft.People); err != nil {
		return apperr.Below(err, "people")
	}
	if draft.Plan != nil {
		if made.Plan, err = workplan.Begin(ctx, tx.Plans(), scope, draft.Municipality, m, *draft.Plan); err != nil {
			return apperr.Below(err, "plan")
		}
	}
	if draft.Regulation == nil {
		return nil
	}
	return tx.InTenant(ctx, func(ctx context.Context, inner regulation.Tx) (err error) {
		made.Regulation, err = s.regulations.RecordIn(ctx, inner, draft.Municipality, draft.Regulation.Draft, draft.Regulation.Decree)
		return apperr.Below(err, "regulation")
	})
}
