package funding

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
)

// PublicOf adds up plan against actual of the begun initiatives of competitions, by
// application. Everyone may call it; what is published is the caller's matter.
func (s *Service) PublicOf(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID) (map[uuid.UUID]*Money, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Publication, access.Read)
	if err != nil {
		return nil, err
	}
	begun, err := s.store.Begun(ctx, scope, competitions)
	if err != nil || len(begun) == 0 {
		return nil, err
	}
	agreements := make([]uuid.UUID, 0, len(begun))
	for id := range begun {
		agreements = append(agreements, id)
	}
	ledgers, err := s.store.Ledgers(ctx, scope, agreements)
	if err != nil {
		return nil, err
	}
	sums := make(map[uuid.UUID]*Money, len(ledgers))
	for id, ledger := range ledgers {
		sums[begun[id]] = ledger.Money()
	}
	return sums, nil
}
