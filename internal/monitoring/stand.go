package monitoring

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/clock"
)

// Agreements says what the caller sees of agreements and has to do with them.
type Agreements interface {
	Sees(ctx context.Context, tenant, agreement uuid.UUID) error
	Visible(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) ([]uuid.UUID, error)
	Parts(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) (map[uuid.UUID]agreement.Part, error)
	ByIDs(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]*agreement.Agreement, error)
}

// stand is what the caller has to do with one agreement now.
type stand struct {
	agreement *agreement.Agreement
	part      agreement.Part
	today     clock.Date
	now       time.Time
}

// monitors is the row rule of those who watch: a mandate, or one of the offices that need
// none.
func (s *Service) monitors(scope access.Scope, st stand, offices ...access.Role) error {
	if st.part.Monitor || scope.Has(offices...) {
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
		a, err := tx.LockAgreement(ctx, id)
		if err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		today := clock.DateOf(now)
		part, err := tx.PartOf(ctx, id, agreement.Sight{UserID: scope.UserID(), On: today})
		if err != nil {
			return err
		}
		return fn(ctx, tx, stand{agreement: a, part: part, today: today, now: now})
	})
}

// stands reads what the caller has to do with the agreements of several things, for the
// rules of things that she sees.
func (s *Service) stands(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]stand, error) {
	agreements, err := s.agreements.ByIDs(ctx, tenant, ids)
	if err != nil {
		return nil, err
	}
	parts, err := s.agreements.Parts(ctx, tenant, ids)
	if err != nil {
		return nil, err
	}
	found := make(map[uuid.UUID]stand, len(agreements))
	for id, a := range agreements {
		found[id] = stand{agreement: a, part: parts[id]}
	}
	return found, nil
}

// child is what hangs on an agreement.
type child interface {
	comparable
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
	stands, err := s.stands(ctx, tenant, ids)
	if err != nil {
		return nil, err
	}
	allowed := make(map[uuid.UUID][]access.Action, len(list))
	for _, item := range list {
		st, seen := stands[item.agreementID()]
		if !seen {
			continue
		}
		if allowed[id(item)], err = access.Permitted(rule(ctx, item, st), actions...); err != nil {
			return nil, err
		}
	}
	return allowed, nil
}

// ruleOf is the rule of one thing that the caller sees.
func ruleOf[T child](ctx context.Context, s *Service, tenant uuid.UUID, item T, rule func(context.Context, T, stand) access.Rule) (access.Rule, error) {
	stands, err := s.stands(ctx, tenant, []uuid.UUID{item.agreementID()})
	if err != nil {
		return nil, err
	}
	return rule(ctx, item, stands[item.agreementID()]), nil
}

func (v *Visit) agreementID() uuid.UUID   { return v.AgreementID }
func (f *Finding) agreementID() uuid.UUID { return f.AgreementID }
