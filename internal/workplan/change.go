package workplan

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/text"
)

// AddStep adds a step to a plan; its number decides its place.
func (s *Service) AddStep(ctx context.Context, plan entity.Ref, draft StepDraft) (*Step, error) {
	scope, err := s.auth.Authorize(ctx, plan.Tenant, access.WorkPlan, access.Update)
	if err != nil {
		return nil, err
	}
	var step *Step
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		p, err := tx.LockPlan(ctx, plan.ID)
		if err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		if !p.Open {
			return ErrClosed
		}
		if n, err := tx.CountSteps(ctx, p.ID); err != nil || n >= MaxSteps {
			return orLimit(err)
		}
		step = p.step(now)
		if err := step.write(draft, "step").Err(); err != nil {
			return err
		}
		if err := keep(ctx, tx, scope, now, tx.InsertSteps, step); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.WorkPlan, Action: access.Update, ID: step.ID, After: step})
	})
	if err != nil {
		return nil, err
	}
	return step, nil
}

func orLimit(err error) error {
	if err != nil {
		return err
	}
	return apperr.OutOfRange(0, MaxSteps, "planId")
}

// UpdateStep writes a step again that is not finished.
func (s *Service) UpdateStep(ctx context.Context, ref entity.Ref, version int64, draft StepDraft) (*Step, error) {
	return s.change(ctx, ref, version, access.Update, func(_ context.Context, _ Tx, step *Step, _ access.Scope, _ time.Time) error {
		return step.write(draft, "step").Err()
	})
}

// Start says that a step is being carried out.
func (s *Service) Start(ctx context.Context, ref entity.Ref, version int64) (*Step, error) {
	return s.change(ctx, ref, version, access.Open, func(_ context.Context, _ Tx, step *Step, _ access.Scope, _ time.Time) error {
		step.State = InProgress
		return nil
	})
}

// Complete marks a step done with what confirms it: the municipality or the programme.
// STEP_UNPROVED when documents are expected and none is named.
func (s *Service) Complete(ctx context.Context, ref entity.Ref, version int64, completion Completion) (*Step, error) {
	return s.change(ctx, ref, version, access.Submit, func(ctx context.Context, tx Tx, step *Step, _ access.Scope, now time.Time) error {
		before := step.Delivered
		if err := step.complete(completion, clock.DateOf(now)); err != nil {
			return err
		}
		return swap(ctx, tx, step, before)
	})
}

// proofs are the kinds of files that can confirm a step. A list of participants is not one:
// only the executive body of its own municipality opens it.
var proofs = []file.Kind{file.SignedPaper, file.Photo, file.ProtocolScan, file.OrderScan,
	file.RegulationText, file.AnnouncementProof, file.PaymentDocument, file.Other}

// swap makes the delivered files the step's own and lets the others go.
func swap(ctx context.Context, tx Tx, step *Step, before []Delivered) error {
	owner := file.Owner{Object: access.WorkPlan, ID: step.ID}
	had := map[uuid.UUID]bool{}
	for _, d := range before {
		if d.FileID != nil {
			had[*d.FileID] = true
		}
	}
	for _, d := range step.Delivered {
		if d.FileID == nil {
			continue
		}
		if had[*d.FileID] {
			delete(had, *d.FileID)
			continue
		}
		if err := file.Swap(ctx, tx, nil, d.FileID, owner, "delivered", proofs...); err != nil {
			return err
		}
	}
	for id := range had {
		if err := tx.ReleaseFile(ctx, id, owner); err != nil {
			return err
		}
	}
	return nil
}

// Confirm is the programme's word that a step is done.
func (s *Service) Confirm(ctx context.Context, ref entity.Ref, version int64) (*Step, error) {
	return s.change(ctx, ref, version, access.Confirm, func(_ context.Context, _ Tx, step *Step, scope access.Scope, now time.Time) error {
		step.confirm(scope.Principal().Name, now)
		return nil
	})
}

// Return gives a step back that was marked done, with a reason. The programme manager.
func (s *Service) Return(ctx context.Context, ref entity.Ref, version int64, reason string) (*Step, error) {
	return s.change(ctx, ref, version, access.Return, reasoned(reason, (*Step).reopen))
}

// Cancel ends a step that will not be carried out, with a reason. The programme manager.
func (s *Service) Cancel(ctx context.Context, ref entity.Ref, version int64, reason string) (*Step, error) {
	return s.change(ctx, ref, version, access.Cancel, reasoned(reason, (*Step).cancel))
}

type application = func(context.Context, Tx, *Step, access.Scope, time.Time) error

func reasoned(reason string, apply func(*Step, string)) application {
	return func(_ context.Context, _ Tx, step *Step, _ access.Scope, _ time.Time) error {
		reason, err := text.Reason(reason, MaxNote, "reason")
		if err != nil {
			return err
		}
		apply(step, reason)
		return nil
	}
}

func (s *Service) change(ctx context.Context, ref entity.Ref, version int64, action access.Action, apply application) (*Step, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.WorkPlan, action)
	if err != nil {
		return nil, err
	}
	var step *Step
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if step, err = tx.LockStep(ctx, ref.ID); err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		if step.Version != version {
			return apperr.ErrStale
		}
		if err := step.may(action); err != nil {
			return err
		}
		before := *step
		if err := apply(ctx, tx, step, scope, now); err != nil {
			return err
		}
		step.Touch(now)
		update := func(ctx context.Context, _ []*Step) error { return tx.UpdateStep(ctx, step) }
		if err := keep(ctx, tx, scope, now, update, step); err != nil {
			return err
		}
		entry := audit.Entry{Object: access.WorkPlan, Action: action, ID: step.ID, Before: before, After: step}
		if action == access.Return || action == access.Cancel {
			entry.Reason = step.Reason
		}
		return tx.Record(ctx, entry)
	})
	if err != nil {
		return nil, err
	}
	return step, nil
}
