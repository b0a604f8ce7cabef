package application

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
)

// offer is an action that a state leaves open to somebody.
type offer struct {
	action access.Action
	who    []relation
	states []State
}

var applicantOffers = []offer{
	{access.Update, []relation{owner, editor, clerk}, []State{Draft, ReturnedForFix}},
	{access.Submit, []relation{owner}, []State{Draft, ReturnedForFix}},
	{access.Register, []relation{clerk}, []State{Draft, ReturnedForFix}},
	{access.Withdraw, []relation{owner, clerk}, []State{Submitted, ReturnedForFix, Admitted}},
	{access.Delete, []relation{owner, clerk}, []State{Draft}},
	{access.Invite, []relation{owner}, []State{Draft, ReturnedForFix}},
}

var commissionOffers = []offer{
	{action: access.Check, states: []State{Submitted, ReturnedForFix}},
	{action: access.Return, states: []State{Submitted}},
	{action: access.Approve, states: []State{Submitted, ReturnedForFix, Admitted, Rejected}},
}

// AllowedActions lists what the caller may do with an application that she was shown, as
// far as its state and her part in it decide; times and contents may still refuse.
func (s *Service) AllowedActions(ctx context.Context, a *Application) ([]access.Action, error) {
	scope, err := s.auth.Authorize(ctx, a.TenantID, access.Application, access.Read)
	if err != nil {
		return nil, err
	}
	editors, err := s.store.Editors(ctx, scope, []uuid.UUID{a.ID})
	if err != nil {
		return nil, err
	}
	is := related(a, editors[a.ID], scope, s.allows(ctx, a.TenantID, access.Application, access.Register))
	allowed := []access.Action{}
	for _, o := range applicantOffers {
		if o.fits(a.State, is) {
			allowed = append(allowed, o.action)
		}
	}
	if a.Own(scope.UserID(), editors[a.ID]) {
		return allowed, nil
	}
	for _, o := range commissionOffers {
		if o.fits(a.State, is) && s.allows(ctx, a.TenantID, access.Admissibility, o.action) {
			allowed = append(allowed, o.action)
		}
	}
	return allowed, nil
}

// fits reports whether the state offers it to who stands so; no relation is asked of the
// commission.
func (o offer) fits(state State, is relation) bool {
	return slices.Contains(o.states, state) && (o.who == nil || slices.Contains(o.who, is))
}
