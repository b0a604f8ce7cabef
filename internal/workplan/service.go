package workplan

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/memorandum"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/text"
)

// Store keeps plans in the programme's schema; the scope names the municipality.
type Store interface {
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*Plan, error)
	Step(ctx context.Context, scope access.Scope, id uuid.UUID) (*Step, error)
	// MunicipalityOf finds whose a step is.
	MunicipalityOf(ctx context.Context, step uuid.UUID) (uuid.UUID, error)
	List(ctx context.Context, scope access.Scope, request page.Request) (page.Page[*Plan], error)
	// StepsOf reads the steps of plans in the order of their numbers.
	StepsOf(ctx context.Context, scope access.Scope, plans []uuid.UUID) (map[uuid.UUID][]*Step, error)
	// EditionsOf reads the versions that steps had, oldest first.
	EditionsOf(ctx context.Context, scope access.Scope, steps []uuid.UUID) (map[uuid.UUID][]*Edition, error)
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of plans may do in its transaction.
type Tx interface {
	file.Keeper
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	// LockMemorandum reads a memorandum and keeps it as it is.
	LockMemorandum(ctx context.Context, id uuid.UUID) (*memorandum.Memorandum, error)
	InsertPlan(ctx context.Context, p *Plan) error
	LockPlan(ctx context.Context, id uuid.UUID) (*Plan, error)
	LockStep(ctx context.Context, id uuid.UUID) (*Step, error)
	CountSteps(ctx context.Context, plan uuid.UUID) (int, error)
	InsertSteps(ctx context.Context, steps []*Step) error
	UpdateStep(ctx context.Context, s *Step) error
	// Keep writes the version that a step has now into its history.
	Keep(ctx context.Context, editions []*Edition) error
}

// Service is what people do with work plans.
type Service struct {
	auth  access.Authorizer
	store Store
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store) *Service {
	return &Service{auth: auth, store: store}
}

// Get reads one plan: the municipality's officials and the programme.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Plan, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.WorkPlan, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Get(ctx, scope, ref.ID)
}

// Step reads one step of a plan.
func (s *Service) Step(ctx context.Context, ref entity.Ref) (*Step, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.WorkPlan, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Step(ctx, scope, ref.ID)
}

// SeesProofs lets those who read the plan of a municipality open what confirms its steps; the
// files are the programme's, so that their owner names the step alone.
func (s *Service) SeesProofs(ctx context.Context, owner entity.Ref) error {
	municipality, err := s.store.MunicipalityOf(ctx, owner.ID)
	if err != nil {
		return err
	}
	_, err = s.auth.Authorize(ctx, municipality, access.WorkPlan, access.Read)
	return err
}

// Of reads a page of a municipality's plans, newest first.
func (s *Service) Of(ctx context.Context, municipality uuid.UUID, request page.Request) (page.Page[*Plan], error) {
	scope, err := s.auth.Authorize(ctx, municipality, access.WorkPlan, access.Read)
	if err != nil {
		return page.Page[*Plan]{}, err
	}
	return s.store.List(ctx, scope, request)
}

// StepsOf reads the steps of plans in the order of their numbers.
func (s *Service) StepsOf(ctx context.Context, municipality uuid.UUID, plans []uuid.UUID) (map[uuid.UUID][]*Step, error) {
	scope, err := s.auth.Authorize(ctx, municipality, access.WorkPlan, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.StepsOf(ctx, scope, plans)
}

// EditionsOf reads the versions that steps had, oldest first.
func (s *Service) EditionsOf(ctx context.Context, municipality uuid.UUID, steps []uuid.UUID) (map[uuid.UUID][]*Edition, error) {
	scope, err := s.auth.Authorize(ctx, municipality, access.WorkPlan, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.EditionsOf(ctx, scope, steps)
}

// Draft is what a person writes of a plan.
type Draft struct {
	MemorandumID uuid.UUID
	Title        i18n.Localized
	Note         string
	// Template begins the plan with its steps, from First on; Steps are added to them.
	Template TemplateName
	First    *clock.Date
	Steps    []StepDraft
}

// DefaultTitle is what a plan is called where nothing else is written.
var DefaultTitle = i18n.Localized{Ky: "Иш планы", Ru: "План работы", En: "Work plan"}

// build checks a draft and makes the plan and its steps at time now.
func build(municipality uuid.UUID, d Draft, now time.Time) (*Plan, []*Step, error) {
	if d.Title.IsZero() {
		d.Title = DefaultTitle
	}
	d.Note = strings.TrimSpace(d.Note)
	errs := text.Localized(d.Title, MaxName, "title")
	errs.Add(text.Block(d.Note, MaxNote, "note"))
	drafts := d.Steps
	if d.Template != "" {
		first := clock.DateOf(now)
		if d.First != nil {
			first = *d.First
		}
		lines, err := fromTemplate(d.Template, first)
		if err != nil {
			return nil, nil, err
		}
		drafts = append(lines, drafts...)
	}
	if len(drafts) > MaxSteps {
		errs.Add(apperr.OutOfRange(0, MaxSteps, "steps"))
	}
	p := &Plan{
		Base: entity.NewBase(municipality, now), MunicipalityID: municipality, MemorandumID: d.MemorandumID,
		Title: d.Title, Note: d.Note, Open: true,
	}
	steps := make([]*Step, len(drafts))
	taken := map[string]bool{}
	for i, draft := range drafts {
		steps[i] = p.step(now)
		// a line of the template is never wrong
		path := []string{"steps", strconv.Itoa(i - len(drafts) + len(d.Steps))}
		errs = append(errs, steps[i].write(draft, path...)...)
		if taken[steps[i].Place] && steps[i].Place != "" {
			errs.Add(ErrNumberTaken.At(apperr.Under(path, "number")...))
		}
		taken[steps[i].Place] = true
	}
	return p, steps, errs.Err()
}

func (p *Plan) step(now time.Time) *Step {
	return &Step{
		Base: entity.NewBase(p.MunicipalityID, now), PlanID: p.ID, MunicipalityID: p.MunicipalityID, State: Planned, Open: p.Open,
	}
}

// Create begins a plan under a signed memorandum. The programme manager.
func (s *Service) Create(ctx context.Context, municipality uuid.UUID, draft Draft) (*Plan, error) {
	scope, err := s.auth.Authorize(ctx, municipality, access.WorkPlan, access.Create)
	if err != nil {
		return nil, err
	}
	var p *Plan
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		m, err := tx.LockMemorandum(ctx, draft.MemorandumID)
		if err != nil {
			return err
		}
		p, err = Begin(ctx, tx, scope, municipality, m, draft)
		return err
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// Begin is [Service.Create] within the transaction that makes the municipality.
func Begin(ctx context.Context, tx Tx, scope access.Scope, municipality uuid.UUID, m *memorandum.Memorandum, draft Draft) (*Plan, error) {
	now, err := tx.Now(ctx)
	if err != nil {
		return nil, err
	}
	switch {
	case m.MunicipalityID != municipality:
		return nil, ErrForeign
	case !m.InForce(clock.DateOf(now)):
		return nil, ErrClosed
	}
	draft.MemorandumID = m.ID
	p, steps, err := build(municipality, draft, now)
	if err != nil {
		return nil, err
	}
	if err := tx.InsertPlan(ctx, p); err != nil {
		return nil, err
	}
	if err := keep(ctx, tx, scope, now, tx.InsertSteps, steps...); err != nil {
		return nil, err
	}
	return p, tx.Record(ctx, audit.Entry{Object: access.WorkPlan, Action: access.Create, ID: p.ID, After: map[string]any{"plan": p, "steps": steps}})
}

// keep writes steps and their present versions.
func keep(ctx context.Context, tx Tx, scope access.Scope, now time.Time, write func(context.Context, []*Step) error, steps ...*Step) error {
	if len(steps) == 0 {
		return nil
	}
	if err := write(ctx, steps); err != nil {
		return err
	}
	editions := make([]*Edition, len(steps))
	for i, step := range steps {
		editions[i] = &Edition{StepID: step.ID, Edition: step.Version, At: now, ByName: scope.Principal().Name, Content: *step}
	}
	return tx.Keep(ctx, editions)
}
