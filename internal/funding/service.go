package funding

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
)

// Service is what people do with the money of agreements. Whoever sees an agreement sees
// its money.
type Service struct {
	auth       access.Authorizer
	store      Store
	agreements agreement.Reader
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store, agreements agreement.Reader) *Service {
	return &Service{auth: auth, store: store, agreements: agreements}
}

// Purchase reads one purchase.
func (s *Service) Purchase(ctx context.Context, ref entity.Ref) (*Purchase, error) {
	return get(ctx, s, ref, s.store.Purchases())
}

// Payment reads one payment.
func (s *Service) Payment(ctx context.Context, ref entity.Ref) (*Payment, error) {
	return get(ctx, s, ref, s.store.Payments())
}

// Refund reads one refund.
func (s *Service) Refund(ctx context.Context, ref entity.Ref) (*Refund, error) {
	return get(ctx, s, ref, s.store.Refunds())
}

// Contribution reads one contribution.
func (s *Service) Contribution(ctx context.Context, ref entity.Ref) (*Contribution, error) {
	return get(ctx, s, ref, s.store.Contributions())
}

// Reallocation reads one reallocation.
func (s *Service) Reallocation(ctx context.Context, ref entity.Ref) (*Reallocation, error) {
	return get(ctx, s, ref, s.store.Reallocations())
}

// Tranche reads one tranche.
func (s *Service) Tranche(ctx context.Context, ref entity.Ref) (*Tranche, error) {
	return get(ctx, s, ref, s.store.Tranches())
}

// Details reads bank details, of the account the last digits alone.
func (s *Service) Details(ctx context.Context, ref entity.Ref) (*BankDetails, error) {
	return get(ctx, s, ref, s.store.Details())
}

func get[T Entry](ctx context.Context, s *Service, ref entity.Ref, shelf Shelf[T]) (T, error) {
	return agreement.Child(ctx, s.auth, s.agreements, access.Agreement, ref, shelf.Get, T.InAgreement)
}

// Purchases reads the same page of the purchases of each agreement, newest first.
func (s *Service) Purchases(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID, request page.Request) (map[uuid.UUID]page.Page[*Purchase], error) {
	return within(ctx, s, tenant, agreements, func(ctx context.Context, scope access.Scope, visible []uuid.UUID) (map[uuid.UUID]page.Page[*Purchase], error) {
		return s.store.Purchases().Pages(ctx, scope, visible, request)
	})
}

// Payments reads the same page of the payments of each agreement, newest first.
func (s *Service) Payments(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID, request page.Request) (map[uuid.UUID]page.Page[*Payment], error) {
	return within(ctx, s, tenant, agreements, func(ctx context.Context, scope access.Scope, visible []uuid.UUID) (map[uuid.UUID]page.Page[*Payment], error) {
		return s.store.Payments().Pages(ctx, scope, visible, request)
	})
}

// Refunds lists the refunds of agreements, oldest first.
func (s *Service) Refunds(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) (map[uuid.UUID][]*Refund, error) {
	return within(ctx, s, tenant, agreements, s.store.Refunds().Of)
}

// Contributions lists the contributions to agreements, oldest first.
func (s *Service) Contributions(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) (map[uuid.UUID][]*Contribution, error) {
	return within(ctx, s, tenant, agreements, s.store.Contributions().Of)
}

// Reallocations lists the reallocations of agreements, oldest first.
func (s *Service) Reallocations(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) (map[uuid.UUID][]*Reallocation, error) {
	return within(ctx, s, tenant, agreements, s.store.Reallocations().Of)
}

// Tranches lists the tranches of agreements, oldest first.
func (s *Service) Tranches(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) (map[uuid.UUID][]*Tranche, error) {
	return within(ctx, s, tenant, agreements, s.store.Tranches().Of)
}

// BankDetails lists the bank details of agreements, oldest first, of the accounts the last
// digits alone.
func (s *Service) BankDetails(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) (map[uuid.UUID][]*BankDetails, error) {
	return within(ctx, s, tenant, agreements, s.store.Details().Of)
}

// Money adds up plan against actual of agreements.
func (s *Service) Money(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) (map[uuid.UUID]*Money, error) {
	ledgers, err := within(ctx, s, tenant, agreements, s.store.Ledgers)
	if err != nil {
		return nil, err
	}
	sums := make(map[uuid.UUID]*Money, len(ledgers))
	for id, ledger := range ledgers {
		sums[id] = ledger.Money()
	}
	return sums, nil
}

// within reads what hangs on those of the agreements that the caller sees.
func within[T any](ctx context.Context, s *Service, tenant uuid.UUID, agreements []uuid.UUID,
	read func(context.Context, access.Scope, []uuid.UUID) (map[uuid.UUID]T, error),
) (map[uuid.UUID]T, error) {
	return agreement.Children(ctx, s.auth, s.agreements, access.Agreement, tenant, agreements, read)
}
