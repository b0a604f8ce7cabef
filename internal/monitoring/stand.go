package monitoring

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
)

// stand is what the caller has to do with one agreement now.
type stand struct {
	agreement.Standing
	today clock.Date
	now   time.Time
}

// monitors is the row rule of those who watch: a mandate, or one of the offices that need
// none.
func (s *Service) monitors(scope access.Scope, st stand, offices ...access.Role) error {
	if st.Part.Monitor || scope.Has(offices...) {
		return nil
	}
	return s.auth.Denied(scope.Permission())
}

// within locks an agreement that the caller sees and that has begun and not ended, and
// runs a change of what hangs on it.
func (s *Service) within(ctx context.Context, scope access.Scope, id uuid.UUID, fn func(ctx context.Context, tx Tx, st stand) error) error {
	if err := s.agreements.Sees(ctx, scope.TenantID(), id); err != nil {
		return err
	}
	return s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		standing, now, err := agreement.Lock(ctx, tx, scope, id)
		if err != nil {
			return err
		}
		return fn(ctx, tx, stand{Standing: standing, today: clock.DateOf(now), now: now})
	})
}

// child is what hangs on an agreement.
type child interface {
	comparable
	Common() *entity.Base
	agreementID() uuid.UUID
}

// ruled answers for several things of one municipality which of some actions the caller
// may do to each.
func ruled[T child](ctx context.Context, s *Service, tenant uuid.UUID, list []T, id func(T) uuid.UUID,
	rule func(context.Context, T, stand) access.Rule, actions ...access.Action,
) (map[uuid.UUID][]access.Action, error) {
	ids := make([]uuid.UUID, len(list))
	for i, item := range list {
		ids[i] = item.agreementID()
	}
	standings, err := agreement.Standings(ctx, s.agreements, tenant, ids)
	if err != nil {
		return nil, err
	}
	allowed := make(map[uuid.UUID][]access.Action, len(list))
	for _, item := range list {
		standing, seen := standings[item.agreementID()]
		if !seen {
			continue
		}
		if allowed[id(item)], err = access.Permitted(rule(ctx, item, stand{Standing: standing}), actions...); err != nil {
			return nil, err
		}
	}
	return allowed, nil
}

// ruleOf is the rule of one thing that the caller sees.
func ruleOf[T child](ctx context.Context, s *Service, tenant uuid.UUID, item T, rule func(context.Context, T, stand) access.Rule) (access.Rule, error) {
	standings, err := agreement.Standings(ctx, s.agreements, tenant, []uuid.UUID{item.agreementID()})
	if err != nil {
		return nil, err
	}
	standing, seen := standings[item.agreementID()]
	if !seen {
		return nil, apperr.ErrNotFound
	}
	return rule(ctx, item, stand{Standing: standing}), nil
}

func (v *Visit) agreementID() uuid.UUID   { return v.AgreementID }
func (f *Finding) agreementID() uuid.UUID { return f.AgreementID }
