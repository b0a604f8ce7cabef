package funding

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
)

// begun are entries of every kind, to be asked before there is one.
var begun = []Entry{(*Purchase)(nil), (*Payment)(nil), (*Refund)(nil), (*Contribution)(nil), (*Reallocation)(nil), (*Tranche)(nil), (*BankDetails)(nil)}

// actionsOf are those that an entry of a kind itself offers.
func actionsOf(object access.Object) (actions []access.Action) {
	for permission := range mays {
		if permission.Object == object && permission.Action != access.Create {
			actions = append(actions, permission.Action)
		}
	}
	slices.Sort(actions)
	return actions
}

// Actions lists what the caller may do with entries that she was shown, of one
// municipality, by role, part and state.
func Actions[T Entry](s *Service) func(context.Context, []T) (map[uuid.UUID][]access.Action, error) {
	return func(ctx context.Context, list []T) (map[uuid.UUID][]access.Action, error) {
		rules, err := rulesOf(ctx, s, list)
		if err != nil {
			return nil, err
		}
		allowed := make(map[uuid.UUID][]access.Action, len(list))
		for _, entry := range list {
			id := entry.Common().ID
			if allowed[id], err = access.Permitted(rules[id], actionsOf(entry.object())...); err != nil {
				return nil, err
			}
		}
		return allowed, nil
	}
}

// RuleOf decides what the caller may do with an entry that she sees.
func RuleOf[T Entry](s *Service) func(context.Context, T) (access.Rule, error) {
	return func(ctx context.Context, entry T) (access.Rule, error) {
		rules, err := rulesOf(ctx, s, []T{entry})
		return rules[entry.Common().ID], err
	}
}

func rulesOf[T Entry](ctx context.Context, s *Service, list []T) (map[uuid.UUID]access.Rule, error) {
	if len(list) == 0 {
		return nil, nil
	}
	tenant := list[0].Common().TenantID
	var ids []uuid.UUID
	for _, entry := range list {
		ids = append(ids, entry.InAgreement())
	}
	standings, err := agreement.Standings(ctx, s.agreements, tenant, ids)
	if err != nil {
		return nil, err
	}
	rules := make(map[uuid.UUID]access.Rule, len(list))
	for _, entry := range list {
		rules[entry.Common().ID] = func(action access.Action) error {
			standing, seen := standings[entry.InAgreement()]
			if !seen {
				return apperr.ErrNotFound
			}
			scope, err := s.auth.Authorize(ctx, tenant, entry.object(), action)
			if err != nil {
				return err
			}
			if err := s.holds(scope, standing.Part, payerOf(entry.From())); err != nil {
				return err
			}
			if err := entry.during(action, standing.Agreement); err != nil {
				return err
			}
			return entry.takes(action, scope.UserID())
		}
	}
	return rules, nil
}

// BeginRule decides whether the caller may make entries of a kind in an agreement that she
// sees, of whosever money.
func (s *Service) BeginRule(object access.Object) func(context.Context, *agreement.Agreement) (access.Rule, error) {
	entry := begun[slices.IndexFunc(begun, func(e Entry) bool { return e.object() == object })]
	return func(ctx context.Context, a *agreement.Agreement) (access.Rule, error) {
		parts, err := s.agreements.Parts(ctx, a.TenantID, []uuid.UUID{a.ID})
		return func(action access.Action) error {
			scope, err := s.auth.Authorize(ctx, a.TenantID, object, action)
			if err != nil {
				return err
			}
			for _, of := range []payer{municipality, programme, others} {
				if err = s.holds(scope, parts[a.ID], of); err == nil {
					return entry.during(action, a)
				}
			}
			return err
		}, err
	}
}
