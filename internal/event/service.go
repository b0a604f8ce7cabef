package event

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
)

// Service is what people do with events, their photos and the records of participants.
type Service struct {
	auth       access.Authorizer
	store      Store
	agreements agreement.Reader
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store, agreements agreement.Reader) *Service {
	return &Service{auth: auth, store: store, agreements: agreements}
}

// Get reads one event. Whoever sees the agreement sees its events.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Event, error) {
	return agreement.Child(ctx, s.auth, s.agreements, access.Event, ref, s.store.Get, func(e *Event) uuid.UUID { return e.AgreementID })
}

// Photo reads one photo of an event that the caller may see.
func (s *Service) Photo(ctx context.Context, ref entity.Ref) (*Photo, error) {
	return agreement.Child(ctx, s.auth, s.agreements, access.EventPhoto, ref, s.store.Photo, func(p *Photo) uuid.UUID { return p.AgreementID })
}

// Record reads the record of participants of an initiative that the caller may see.
func (s *Service) Record(ctx context.Context, ref entity.Ref) (*Record, error) {
	return agreement.Child(ctx, s.auth, s.agreements, access.ParticipantRecord, ref, s.store.Record, func(r *Record) uuid.UUID { return r.AgreementID })
}

// ListEach reads the same page of the events of each agreement that the caller may see,
// oldest first.
func (s *Service) ListEach(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID, filter Filter, request page.Request,
) (map[uuid.UUID]page.Page[*Event], error) {
	return agreement.Children(ctx, s.auth, s.agreements, access.Event, tenant, agreements,
		func(ctx context.Context, scope access.Scope, visible []uuid.UUID) (map[uuid.UUID]page.Page[*Event], error) {
			return s.store.ListEach(ctx, scope, visible, filter, request)
		})
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
	return agreement.Children(ctx, s.auth, s.agreements, access.ParticipantRecord, tenant, agreements, s.summaries)
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
