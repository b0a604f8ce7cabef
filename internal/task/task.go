// Package task lists what waits for a person: in each municipality where she holds an
// office or has an initiative, with the day on which it is due. Nothing is stored; a task is
// over when its cause is.
package task

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

// Task is one thing that waits.
type Task struct {
	Kind   Kind
	Tenant uuid.UUID
	// SubjectKind and SubjectID are what is to be worked on.
	SubjectKind string
	SubjectID   uuid.UUID
	Title       i18n.Localized
	// DueOn is nil where nothing sets a day.
	DueOn   *clock.Date
	Overdue bool
}

// Subject is the address of what is to be worked on.
func (t *Task) Subject() entity.Ref {
	return entity.Ref{Kind: t.SubjectKind, Tenant: t.Tenant, ID: t.SubjectID}
}

// Municipality is where it waits.
func (t *Task) Municipality() entity.Ref {
	return entity.Ref{Kind: "Municipality", ID: t.Tenant}
}

// Text says what to do, in every language.
func (t *Task) Text() i18n.Localized { return kinds[t.Kind].text.Localized() }

// MaxTasks is the most tasks of one municipality that are listed, MaxMunicipalities the
// most municipalities that are asked at once.
const (
	MaxTasks          = 200
	MaxMunicipalities = 50
)

// ErrTooMany refuses to ask too many municipalities at once.
var ErrTooMany = apperr.New(apperr.Limit, i18n.New(
	"Бир суроодо эң көбү {max} айыл аймагы көрсөтүлөт.",
	"В одном запросе не больше {max} муниципалитетов.",
	"One question names at most {max} municipalities."))

// Caller is whose tasks are asked for in one municipality.
type Caller struct {
	UserID uuid.UUID
	Kinds  []Kind
	On     clock.Date
	Now    time.Time
}

// Counted is how many tasks of a kind wait in a municipality.
type Counted struct {
	Kind    Kind
	Count   int
	Overdue int
}

// Dashboard is how a municipality stands.
type Dashboard struct {
	// Waiting counts the tasks of all who work in it, by kind; those of initiators as well.
	Waiting []Counted
	// Envelope, Awarded, Planned, Paid and RefundDue are sums of the local budget over
	// agreements that have not ended, in tyiyn.
	Envelope, Awarded, Planned, Paid, RefundDue money.Amount
	// Findings of monitoring that are not closed.
	SeriousFindings, MinorFindings int
	LateReports                    int
	RunningAgreements              int
	// Inherited shows, each for itself, the municipalities whose agreements this one
	// finishes, because they went over into it.
	Inherited []*Dashboard
	// Of is whose dashboard this is.
	Of uuid.UUID
}

// Store reads tasks.
type Store interface {
	// Of lists the tasks of a caller, the earliest due first, in one statement.
	Of(ctx context.Context, scope access.Scope, caller Caller) ([]*Task, error)
	// Waiting counts the tasks of everybody.
	Waiting(ctx context.Context, scope access.Scope, caller Caller) ([]Counted, error)
	Dashboard(ctx context.Context, scope access.Scope, year int, on clock.Date) (*Dashboard, error)
}

// Service answers what waits.
type Service struct {
	auth  access.Authorizer
	store Store
	past  Past
	now   func() time.Time
}

// Past knows which municipalities went over into others.
type Past interface {
	// Inherited lists those whose agreements the people of some others finish.
	Inherited(ctx context.Context, heirs []uuid.UUID) ([]uuid.UUID, error)
}

// NewService makes the service; now decides what is overdue.
func NewService(auth access.Authorizer, store Store, past Past, now func() time.Time) *Service {
	return &Service{auth: auth, store: store, past: past, now: now}
}

// Of lists what waits for the caller in municipalities, the earliest due first. Everyone
// who signed in may ask; where she has no part, nothing waits.
func (s *Service) Of(ctx context.Context, municipalities []uuid.UUID) ([]*Task, error) {
	if len(municipalities) > MaxMunicipalities {
		return nil, ErrTooMany.With(i18n.Args{"max": MaxMunicipalities})
	}
	var tasks []*Task
	for _, tenant := range municipalities {
		scope, err := s.auth.Authorize(ctx, tenant, access.Task, access.Read)
		if err != nil {
			return nil, err
		}
		found, err := s.store.Of(ctx, scope, s.caller(scope))
		if err != nil {
			return nil, err
		}
		tasks = append(tasks, found...)
	}
	slices.SortStableFunc(tasks, func(a, b *Task) int { return byDue(a.DueOn, b.DueOn) })
	return tasks, nil
}

func byDue(a, b *clock.Date) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return a.Compare(b.Time)
}

// caller chooses the kinds of task that the roles of a scope may do.
func (s *Service) caller(scope access.Scope) Caller {
	c := Caller{UserID: scope.UserID(), On: clock.DateOf(s.now()), Now: s.now()}
	for _, kind := range Kinds {
		if k := kinds[kind]; k.own || scope.Has(k.roles...) {
			c.Kinds = append(c.Kinds, kind)
		}
	}
	return c
}

// Home lists the municipalities in which the caller holds an office today and those that
// went over into them, at most [MaxMunicipalities].
func (s *Service) Home(ctx context.Context) ([]uuid.UUID, error) {
	var home []uuid.UUID
	today := clock.DateOf(s.now())
	for _, m := range access.From(ctx).Memberships {
		if m.Tenant != nil && m.InOffice(today) && !slices.Contains(home, *m.Tenant) && len(home) < MaxMunicipalities {
			home = append(home, *m.Tenant)
		}
	}
	inherited, err := s.past.Inherited(ctx, home)
	home = append(home, inherited...)
	return home[:min(len(home), MaxMunicipalities)], err
}

// Dashboard shows how a municipality stands this year, and those that went over into it.
// Those who work in it and the programme may.
func (s *Service) Dashboard(ctx context.Context, tenant uuid.UUID) (*Dashboard, error) {
	shown, err := s.dashboard(ctx, tenant)
	if err != nil {
		return nil, err
	}
	inherited, err := s.past.Inherited(ctx, []uuid.UUID{tenant})
	for _, id := range inherited {
		part, err := s.dashboard(ctx, id)
		if err != nil {
			return nil, err
		}
		shown.Inherited = append(shown.Inherited, part)
	}
	return shown, err
}

func (s *Service) dashboard(ctx context.Context, tenant uuid.UUID) (*Dashboard, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Task, access.ReadAll)
	if err != nil {
		return nil, err
	}
	now := s.now()
	shown, err := s.store.Dashboard(ctx, scope, now.In(clock.Bishkek).Year(), clock.DateOf(now))
	if err != nil {
		return nil, err
	}
	shown.Of = tenant
	shown.Waiting, err = s.store.Waiting(ctx, scope, Caller{Kinds: Kinds, On: clock.DateOf(now), Now: now})
	return shown, err
}
