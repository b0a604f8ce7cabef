package event

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
)

// Agreements say who sees and who carries out an initiative.
type Agreements interface {
	ByIDs(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]*agreement.Agreement, error)
	Sees(ctx context.Context, tenant, agreement uuid.UUID) error
	Visible(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) ([]uuid.UUID, error)
	Parts(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) (map[uuid.UUID]agreement.Part, error)
}

// Service is what people do with events, their photos and the records of participants.
type Service struct {
	auth       access.Authorizer
	store      Store
	agreements Agreements
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store, agreements Agreements) *Service {
	return &Service{auth: auth, store: store, agreements: agreements}
}

// Get reads one event. Whoever sees the agreement sees its events.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Event, error) {
	return child(ctx, s, ref, access.Event, s.store.Get, func(e *Event) uuid.UUID { return e.AgreementID })
}

// Photo reads one photo of an event that the caller may see.
func (s *Service) Photo(ctx context.Context, ref entity.Ref) (*Photo, error) {
	return child(ctx, s, ref, access.EventPhoto, s.store.Photo, func(p *Photo) uuid.UUID { return p.AgreementID })
}

// Record reads the record of participants of an initiative that the caller may see.
func (s *Service) Record(ctx context.Context, ref entity.Ref) (*Record, error) {
	return child(ctx, s, ref, access.ParticipantRecord, s.store.Record, func(r *Record) uuid.UUID { return r.AgreementID })
}

func child[T any](ctx context.Context, s *Service, ref entity.Ref, object access.Object,
	read func(context.Context, access.Scope, uuid.UUID) (T, error), of func(T) uuid.UUID,
) (none T, err error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, object, access.Read)
	if err != nil {
		return none, err
	}
	found, err := read(ctx, scope, ref.ID)
	if err != nil {
		return none, err
	}
	return found, s.agreements.Sees(ctx, ref.Tenant, of(found))
}

// ListEach reads the same page of the events of each agreement that the caller may see,
// oldest first.
func (s *Service) ListEach(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID, filter Filter, request page.Request,
) (map[uuid.UUID]page.Page[*Event], error) {
	scope, visible, err := s.visible(ctx, tenant, access.Event, agreements)
	if err != nil {
		return nil, err
	}
	return s.store.ListEach(ctx, scope, visible, filter, request)
}

// Photos lists the photos of events that the caller was shown, oldest first.
func (s *Service) Photos(ctx context.Context, tenant uuid.UUID, events []uuid.UUID) (map[uuid.UUID][]*Photo, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.EventPhoto, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Photos(ctx, scope, events, PhotoStates)
}

// Summaries sums up the initiatives of agreements that the caller may see.
func (s *Service) Summaries(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) (map[uuid.UUID]*Summary, error) {
	scope, visible, err := s.visible(ctx, tenant, access.ParticipantRecord, agreements)
	if err != nil {
		return nil, err
	}
	return s.summaries(ctx, scope, visible)
}

func (s *Service) summaries(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID]*Summary, error) {
	records, err := s.store.Records(ctx, scope, agreements)
	if err != nil {
		return nil, err
	}
	events, err := s.store.HeldOf(ctx, scope, agreements)
	if err != nil {
		return nil, err
	}
	summaries := make(map[uuid.UUID]*Summary, len(agreements))
	for _, id := range agreements {
		summary := Totals(records[id], events[id])
		summaries[id] = &summary
	}
	return summaries, nil
}

func (s *Service) visible(ctx context.Context, tenant uuid.UUID, object access.Object, agreements []uuid.UUID) (access.Scope, []uuid.UUID, error) {
	scope, err := s.auth.Authorize(ctx, tenant, object, access.Read)
	if err != nil {
		return scope, nil, err
	}
	visible, err := s.agreements.Visible(ctx, tenant, agreements)
	return scope, visible, err
}
