package event

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
)

var (
	actions      = []access.Action{access.Update, access.Hold, access.Postpone, access.Cancel, access.Delete}
	photoActions = []access.Action{access.Update, access.Publish, access.Withdraw, access.Delete}
)

// AllowedOn lists what the caller may do with each of several events that she was shown.
func (s *Service) AllowedOn(ctx context.Context, events []*Event) (map[uuid.UUID][]access.Action, error) {
	return allowed(ctx, s, events, actions, func(e *Event) uuid.UUID { return e.AgreementID }, (*question).onEvent)
}

// AllowedOnPhotos lists what the caller may do with each of several photos.
func (s *Service) AllowedOnPhotos(ctx context.Context, photos []*Photo) (map[uuid.UUID][]access.Action, error) {
	return allowed(ctx, s, photos, photoActions, func(p *Photo) uuid.UUID { return p.AgreementID }, (*question).onPhoto)
}

// Rule decides what the caller may do with an event that she sees.
func (s *Service) Rule(ctx context.Context, e *Event) (access.Rule, error) {
	q, err := s.question(ctx, e.TenantID, e.AgreementID)
	return func(action access.Action) error { return q.onEvent(ctx, e, action) }, err
}

// PhotoRule decides what the caller may do with a photo that she sees.
func (s *Service) PhotoRule(ctx context.Context, p *Photo) (access.Rule, error) {
	q, err := s.question(ctx, p.TenantID, p.AgreementID)
	return func(action access.Action) error { return q.onPhoto(ctx, p, action) }, err
}

// ShootRule decides whether the caller may add a photo to an event that she sees.
func (s *Service) ShootRule(ctx context.Context, e *Event) (access.Rule, error) {
	return s.heldRule(ctx, e, access.EventPhoto)
}

// ListRule decides whether the caller may attach the list of participants of an event.
func (s *Service) ListRule(ctx context.Context, e *Event) (access.Rule, error) {
	return s.heldRule(ctx, e, access.ParticipantList)
}

func (s *Service) heldRule(ctx context.Context, e *Event, object access.Object) (access.Rule, error) {
	q, err := s.question(ctx, e.TenantID, e.AgreementID)
	return func(action access.Action) error {
		if err := q.permits(ctx, object, action); err != nil {
			return err
		}
		return e.held()
	}, err
}

// BeginRule decides whether the caller may enter an event of an agreement that she sees,
// planned or held.
func (s *Service) BeginRule(ctx context.Context, a *agreement.Agreement) (access.Rule, error) {
	return s.onAgreement(ctx, a, access.Event)
}

// RecordRule decides whether the caller may record the participants of an initiative.
func (s *Service) RecordRule(ctx context.Context, a *agreement.Agreement) (access.Rule, error) {
	return s.onAgreement(ctx, a, access.ParticipantRecord)
}

func (s *Service) onAgreement(ctx context.Context, a *agreement.Agreement, object access.Object) (access.Rule, error) {
	q, err := s.question(ctx, a.TenantID, a.ID)
	return func(action access.Action) error { return q.permits(ctx, object, action) }, err
}

// question is what the rules about one initiative look at, read once.
type question struct {
	*Service
	agreement.Standing
	tenant uuid.UUID
}

func (s *Service) question(ctx context.Context, tenant, agreement uuid.UUID) (*question, error) {
	questions, err := s.questions(ctx, tenant, []uuid.UUID{agreement})
	if q, seen := questions[agreement]; seen || err != nil {
		return q, err
	}
	return nil, apperr.ErrNotFound
}

func (s *Service) questions(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) (map[uuid.UUID]*question, error) {
	standings, err := agreement.Standings(ctx, s.agreements, tenant, agreements)
	if err != nil {
		return nil, err
	}
	questions := make(map[uuid.UUID]*question, len(standings))
	for id, standing := range standings {
		questions[id] = &question{Service: s, Standing: standing, tenant: tenant}
	}
	return questions, nil
}

// permits asks for the role, the part in the initiative and whether it goes on.
func (q *question) permits(ctx context.Context, object access.Object, action access.Action) error {
	scope, err := q.auth.Authorize(ctx, q.tenant, object, action)
	if err != nil {
		return err
	}
	if !entitled(scope, q.Part) {
		return q.auth.Denied(scope.Permission())
	}
	return begun(q.Agreement, action)
}

func (q *question) onEvent(ctx context.Context, e *Event, action access.Action) error {
	if err := q.permits(ctx, access.Event, action); err != nil {
		return err
	}
	return e.takes(action)
}

func (q *question) onPhoto(ctx context.Context, p *Photo, action access.Action) error {
	if err := q.permits(ctx, access.EventPhoto, action); err != nil {
		return err
	}
	return p.takes(action)
}

// entitled reports whether a granted permission reaches an initiative: that of the
// executive body every one, that of an initiator her own. What is public is decided by
// the executive body alone, so the role suffices.
func entitled(scope access.Scope, part agreement.Part) bool {
	switch scope.Permission().Action {
	case access.Publish, access.Withdraw:
		return true
	}
	return part.Leader || part.Editor || scope.Has(access.ExecSecretary, access.Specialist)
}

// begun refuses a change before the work begins and after it ended. A photo is taken down
// at any time (domain.md 8).
func begun(a *agreement.Agreement, action access.Action) error {
	if action == access.Withdraw {
		return nil
	}
	return a.Started()
}

// allowed answers for many things at once, by id.
func allowed[T interface{ Common() *entity.Base }](ctx context.Context, s *Service, items []T, asked []access.Action, of func(T) uuid.UUID,
	may func(*question, context.Context, T, access.Action) error,
) (map[uuid.UUID][]access.Action, error) {
	agreements := make([]uuid.UUID, len(items))
	for i, item := range items {
		agreements[i] = of(item)
	}
	questions, err := s.questions(ctx, items[0].Common().TenantID, agreements)
	if err != nil {
		return nil, err
	}
	found := make(map[uuid.UUID][]access.Action, len(items))
	for _, item := range items {
		q, seen := questions[of(item)]
		if !seen {
			continue
		}
		rule := func(action access.Action) error { return may(q, ctx, item, action) }
		if found[item.Common().ID], err = access.Permitted(rule, asked...); err != nil {
			return nil, err
		}
	}
	return found, nil
}
