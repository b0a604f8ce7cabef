package funding

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/notice"
)

// PlanTranche agrees on a part of the money to be transferred. Accountant or specialist; of
// the programme's money its finance. TRANCHE_ABOVE_AWARD beyond what was awarded,
// TRANSFER_ONLY for the local budget's money in another mode.
func (s *Service) PlanTranche(ctx context.Context, agreementRef entity.Ref, plan Plan) (*Tranche, error) {
	whose := func(*desk) (budget.Source, error) {
		if payerOf(plan.Source) == others {
			return "", ErrNoGrant
		}
		return plan.Source, nil
	}
	return create(ctx, s, agreementRef, whose, func(_ context.Context, d *desk) (*Tranche, error) {
		if plan.Source == budget.LocalBudget && d.agreement.Mode != agreement.Transfer {
			return nil, ErrTransferOnly
		}
		if err := positive(plan.Amount); err != nil {
			return nil, err
		}
		plan.Conditions = append([]Condition{}, plan.Conditions...)
		slices.Sort(plan.Conditions)
		plan.Conditions = slices.Compact(plan.Conditions)
		t := &Tranche{Base: d.base(), AgreementID: d.agreement.ID, Number: len(d.ledger.Tranches) + 1, State: TranchePlanned, Plan: plan}
		return t, d.ledger.takesTranche(t, d.agreement)
	})
}

// RequestTranche asks for the approval of a planned tranche. The same people.
func (s *Service) RequestTranche(ctx context.Context, ref entity.Ref, version int64) (*Tranche, error) {
	return change(ctx, s, tranches, step{ref, version, access.Submit, ""}, func(_ context.Context, d *desk, t *Tranche) error {
		t.State, t.RequestedBy, t.RequestedAt = TrancheRequested, handOf(d.scope), &d.now
		return nil
	})
}

// ApproveTranche is the first approval, by somebody else than who asked: the head; of the
// programme's money its manager. TRANCHE_CONDITION_OPEN names each open condition.
func (s *Service) ApproveTranche(ctx context.Context, ref entity.Ref, version int64) (*Tranche, error) {
	return change(ctx, s, tranches, step{ref, version, access.Approve, ""}, func(ctx context.Context, d *desk, t *Tranche) error {
		if err := d.conditions(ctx, t); err != nil {
			return err
		}
		t.ApprovedBy, t.ApprovedAt = handOf(d.scope), &d.now
		return nil
	})
}

// ConfirmTranche is the second approval, by another person than the first: accountant or
// executive secretary; of the programme's money its finance. The conditions must still hold.
func (s *Service) ConfirmTranche(ctx context.Context, ref entity.Ref, version int64) (*Tranche, error) {
	return change(ctx, s, tranches, step{ref, version, access.Confirm, ""}, func(ctx context.Context, d *desk, t *Tranche) error {
		if err := d.conditions(ctx, t); err != nil {
			return err
		}
		t.State, t.ConfirmedBy, t.ConfirmedAt = TrancheApproved, handOf(d.scope), &d.now
		return nil
	})
}

// conditions refuses a tranche while one of its conditions is open.
func (d *desk) conditions(ctx context.Context, t *Tranche) error {
	facts, err := d.Facts(ctx, d.agreement.ID)
	if err != nil {
		return err
	}
	return t.obstacles(d.agreement, d.ledger, facts).Err()
}

// PayTranche notes the payment order. Accountant; of the programme's money its finance.
// BANK_DETAILS_NOT_CONFIRMED where money is transferred and no details are confirmed.
func (s *Service) PayTranche(ctx context.Context, ref entity.Ref, version int64, on clock.Date, paper Paper) (*Tranche, error) {
	return change(ctx, s, tranches, step{ref, version, access.Pay, ""}, func(ctx context.Context, d *desk, t *Tranche) error {
		errs := paper.check(clock.DateOf(d.now))
		past(&errs, on, d.now, "paidOn")
		if len(errs) > 0 {
			return errs
		}
		if details := d.ledger.inForce(); details != nil {
			t.DetailsID = &details.ID
		} else if d.agreement.Mode == agreement.Transfer {
			return ErrDetailsOpen
		}
		t.State, t.PaidOn, t.Document = TranchePaid, &on, paper
		if err := t.Document.attach(ctx, d.Tx, t); err != nil {
			return err
		}
		return d.Notify(ctx, d.agreement.Tells(notice.TranchePaid, notice.Facts{"sum": notice.Sum(t.Amount), "day": notice.Day(on)}))
	})
}

// CancelTranche gives a tranche up that was not paid, with the reason. Head or accountant;
// of the programme's money its finance or manager.
func (s *Service) CancelTranche(ctx context.Context, ref entity.Ref, version int64, reason string) (*Tranche, error) {
	return change(ctx, s, tranches, step{ref, version, access.Cancel, reason}, func(_ context.Context, d *desk, t *Tranche) error {
		t.State, t.Reason = TrancheCancelled, d.reason
		return nil
	})
}

// Obstacles lists the open conditions of tranches that the caller was shown, of one
// municipality; empty once a tranche is approved.
func (s *Service) Obstacles(ctx context.Context, list []*Tranche) (map[uuid.UUID][]*apperr.Error, error) {
	if len(list) == 0 {
		return nil, nil
	}
	tenant := list[0].TenantID
	var ids []uuid.UUID
	for _, t := range list {
		ids = append(ids, t.AgreementID)
	}
	agreements, err := s.agreements.ByIDs(ctx, tenant, ids)
	if err != nil {
		return nil, err
	}
	scope, err := s.auth.Authorize(ctx, tenant, access.Agreement, access.Read)
	if err != nil {
		return nil, err
	}
	ledgers, err := s.store.Ledgers(ctx, scope, ids)
	if err != nil {
		return nil, err
	}
	facts, err := s.store.Facts(ctx, scope, ids)
	if err != nil {
		return nil, err
	}
	obstacles := make(map[uuid.UUID][]*apperr.Error, len(list))
	for _, t := range list {
		if a := agreements[t.AgreementID]; a != nil {
			obstacles[t.ID] = t.obstacles(a, ledgers[a.ID], facts[a.ID])
		}
	}
	return obstacles, nil
}
