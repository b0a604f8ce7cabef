package report

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
)

// Service is what people do with reports. Whoever sees an agreement sees its reports.
type Service struct {
	auth       access.Authorizer
	store      Store
	agreements agreement.Reader
	now        func() time.Time
}

// NewService makes the service; now decides what is overdue.
func NewService(auth access.Authorizer, store Store, agreements agreement.Reader, now func() time.Time) *Service {
	return &Service{auth: auth, store: store, agreements: agreements, now: now}
}

// Today is the day by which a report is overdue.
func (s *Service) Today() clock.Date { return clock.DateOf(s.now()) }

// Get reads one report.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Report, error) {
	return agreement.Child(ctx, s.auth, s.agreements, access.Report, ref, s.store.Get, func(r *Report) uuid.UUID { return r.AgreementID })
}

// Edition reads one edition of a report.
func (s *Service) Edition(ctx context.Context, ref entity.Ref) (*Edition, error) {
	return agreement.Child(ctx, s.auth, s.agreements, access.Report, ref, s.store.Edition, func(e *Edition) uuid.UUID { return e.AgreementID })
}

// Decision reads one decision on a report.
func (s *Service) Decision(ctx context.Context, ref entity.Ref) (*Decision, error) {
	return agreement.Child(ctx, s.auth, s.agreements, access.Report, ref, s.store.Decision, func(d *Decision) uuid.UUID { return d.AgreementID })
}

// List reads a page of the reports of a municipality, newest first. Executive body, kenesh
// chair and programme.
func (s *Service) List(ctx context.Context, tenant uuid.UUID, filter Filter, request page.Request) (page.Page[*Report], error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Report, access.ReadAll)
	if err != nil {
		return page.Page[*Report]{}, err
	}
	filter.Today = s.Today()
	return s.store.List(ctx, scope, filter, request)
}

// Of lists the reports of agreements, oldest first, as far as the caller sees them.
func (s *Service) Of(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) (map[uuid.UUID][]*Report, error) {
	return agreement.Children(ctx, s.auth, s.agreements, access.Report, tenant, agreements, s.store.Of)
}

// PublicOf shows the final reports of a competition's initiatives, by application. Everyone
// may call it.
func (s *Service) PublicOf(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID) (map[uuid.UUID]*Public, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Publication, access.Read)
	if err != nil {
		return nil, err
	}
	found, err := s.store.FinalOf(ctx, scope, competitions)
	shown := make(map[uuid.UUID]*Public, len(found))
	for id, r := range found {
		shown[id] = r.public(s.Today())
	}
	return shown, err
}

// Editions lists the editions of reports that the caller was shown, oldest first.
func (s *Service) Editions(ctx context.Context, tenant uuid.UUID, reports []uuid.UUID) (map[uuid.UUID][]*Edition, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Report, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Editions(ctx, scope, reports)
}

// Decisions lists the decisions on reports that the caller was shown, oldest first.
func (s *Service) Decisions(ctx context.Context, tenant uuid.UUID, reports []uuid.UUID) (map[uuid.UUID][]*Decision, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Report, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Decisions(ctx, scope, reports)
}

// Accounts adds up plan against actual of reports that the caller was shown, as the books
// stand now.
func (s *Service) Accounts(ctx context.Context, reports []*Report) (map[uuid.UUID]*Account, error) {
	return withBooks(ctx, s, reports, func(r *Report, b *Books) *Account { return b.account(r.Explanations) })
}

// Obstacles lists what reports that the caller was shown still lack to be submitted.
func (s *Service) Obstacles(ctx context.Context, reports []*Report) (map[uuid.UUID]apperr.List, error) {
	return withBooks(ctx, s, reports, func(r *Report, b *Books) apperr.List {
		if r.State == Submitted || r.State == Accepted {
			return nil
		}
		return r.problems(b)
	})
}

func withBooks[T any](ctx context.Context, s *Service, reports []*Report, of func(*Report, *Books) T) (map[uuid.UUID]T, error) {
	found := make(map[uuid.UUID]T, len(reports))
	if len(reports) == 0 {
		return found, nil
	}
	scope, err := s.auth.Authorize(ctx, reports[0].TenantID, access.Report, access.Read)
	if err != nil {
		return nil, err
	}
	books, err := s.store.Books(ctx, scope, agreementsOf(reports))
	if err != nil {
		return nil, err
	}
	for _, r := range reports {
		found[r.ID] = of(r, books[r.AgreementID])
	}
	return found, nil
}

func agreementsOf(reports []*Report) []uuid.UUID {
	ids := make([]uuid.UUID, len(reports))
	for i, r := range reports {
		ids[i] = r.AgreementID
	}
	return ids
}
