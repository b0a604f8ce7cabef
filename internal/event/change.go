package event

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/text"
)

// errSent ends the transaction of a form that was sent before; its event is the answer.
var errSent = errors.New("event: the form was sent before")

// Plan enters a planned event. Leader, editor, executive secretary, specialist. A form
// with a key that was sent before answers the event that it made. AGREEMENT_NOT_ACTIVE
// before the work begins.
func (s *Service) Plan(ctx context.Context, agreement entity.Ref, key *uuid.UUID, plan Plan) (*Event, error) {
	e := &Event{ClientKey: key, State: Planned, Plan: plan.trimmed()}
	return s.enter(ctx, agreement, access.Create, e)
}

// RecordHeld enters an event that was held without having been planned here, otherwise as
// [Service.Plan].
func (s *Service) RecordHeld(ctx context.Context, agreement entity.Ref, key *uuid.UUID, plan Plan, outcome Outcome) (*Event, error) {
	e := &Event{ClientKey: key, State: Held, Plan: plan.trimmed(), Outcome: outcome.tidy()}
	return s.enter(ctx, agreement, access.Hold, e)
}

func (s *Service) enter(ctx context.Context, agreement entity.Ref, action access.Action, e *Event) (*Event, error) {
	scope, err := s.auth.Authorize(ctx, agreement.Tenant, access.Event, action)
	if err != nil {
		return nil, err
	}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		a, err := tx.LockAgreement(ctx, agreement.ID)
		if err != nil {
			return err
		}
		now, err := s.permits(ctx, tx, scope, a)
		if err != nil {
			return err
		}
		if e.ClientKey != nil {
			sent, err := tx.EventByKey(ctx, a.ID, *e.ClientKey)
			if sent != nil {
				*e = *sent
				return errSent
			}
			if err != nil {
				return err
			}
		}
		if err := e.check(a, now); err != nil {
			return err
		}
		e.Base, e.AgreementID = entity.NewBase(a.TenantID, now), a.ID
		if err := tx.InsertEvent(ctx, e); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Event, Action: action, ID: e.ID, After: e})
	})
	if err != nil && !errors.Is(err, errSent) {
		return nil, err
	}
	return e, nil
}

// check refuses what cannot be written of an event under an agreement by now.
func (e *Event) check(a *agreement.Agreement, now time.Time) error {
	errs := e.Plan.check(e.State)
	if e.State == Held {
		errs = append(errs, e.Outcome.check(a, now)...)
	}
	return errs.Err()
}

// Update writes in a planned or held event; nil leaves a part as it is. EVENT_NOT_HELD
// answers an outcome of an event that was not held.
func (s *Service) Update(ctx context.Context, ref entity.Ref, version int64, plan *Plan, outcome *Outcome) (*Event, error) {
	return s.change(ctx, ref, version, access.Update, "", func(_ context.Context, _ Tx, e *Event, a *agreement.Agreement, now time.Time) error {
		if err := e.takes(access.Update); err != nil {
			return err
		}
		if outcome != nil {
			if err := e.held(); err != nil {
				return apperr.At(err, "outcome")
			}
		}
		e.write(plan, outcome)
		e.Touch(now)
		return e.check(a, now)
	})
}

// Hold records what took place; a plan replaces the one before, for what came out
// otherwise.
func (s *Service) Hold(ctx context.Context, ref entity.Ref, version int64, plan *Plan, outcome Outcome) (*Event, error) {
	return s.change(ctx, ref, version, access.Hold, "", func(_ context.Context, _ Tx, e *Event, a *agreement.Agreement, now time.Time) error {
		if err := e.Apply(Hold, "", now); err != nil {
			return err
		}
		e.write(plan, &outcome)
		return e.check(a, now)
	})
}

func (e *Event) write(plan *Plan, outcome *Outcome) {
	if plan != nil {
		e.Plan = plan.trimmed()
	}
	if outcome != nil {
		e.Outcome = outcome.tidy()
	}
}

// Cancel calls an event off.
func (s *Service) Cancel(ctx context.Context, ref entity.Ref, version int64, reason string) (*Event, error) {
	return s.step(ctx, ref, version, access.Cancel, Cancel, reason, nil)
}

// Postpone puts an event off: to another day, or until one is set.
func (s *Service) Postpone(ctx context.Context, ref entity.Ref, version int64, reason string, to *clock.Date) (*Event, error) {
	if to == nil {
		return s.step(ctx, ref, version, access.Postpone, Postpone, reason, nil)
	}
	return s.step(ctx, ref, version, access.Postpone, Reschedule, reason, to)
}

func (s *Service) step(ctx context.Context, ref entity.Ref, version int64, action access.Action, step Step, reason string, to *clock.Date) (*Event, error) {
	reason, err := text.Reason(reason, MaxText, "reason")
	if err != nil {
		return nil, err
	}
	return s.change(ctx, ref, version, action, reason, func(_ context.Context, _ Tx, e *Event, _ *agreement.Agreement, now time.Time) error {
		if to != nil {
			e.PlannedOn = to
		}
		return e.Apply(step, reason, now)
	})
}

// Remove deletes a planned event that was entered by mistake.
func (s *Service) Remove(ctx context.Context, ref entity.Ref, version int64) error {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Event, access.Delete)
	if err != nil {
		return err
	}
	return s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		e, a, err := tx.LockEvent(ctx, ref.ID)
		if err != nil {
			return err
		}
		if _, err := s.permits(ctx, tx, scope, a); err != nil {
			return err
		}
		if e.Version != version {
			return apperr.ErrStale
		}
		if err := e.takes(access.Delete); err != nil {
			return err
		}
		if err := tx.DeleteEvent(ctx, e.ID); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Event, Action: access.Delete, ID: e.ID, Before: e})
	})
}

// AttachList gives a held event the scan of the list of those who came; a list before it
// is let go. Nobody but the executive body and who uploaded it opens it, and each opening
// is recorded.
func (s *Service) AttachList(ctx context.Context, ref entity.Ref, version int64, list uuid.UUID) (*Event, error) {
	return s.changeAs(ctx, ref, version, access.Permission{Object: access.ParticipantList, Action: access.Create}, "",
		func(ctx context.Context, tx Tx, e *Event, _ *agreement.Agreement, now time.Time) error {
			if err := e.held(); err != nil {
				return err
			}
			owner := file.Owner{Object: access.Event, ID: e.ID}
			if _, err := tx.AttachFile(ctx, list, owner, file.ParticipantList); err != nil {
				return apperr.At(err, "fileId")
			}
			if e.ParticipantListID != nil && *e.ParticipantListID != list {
				if err := tx.ReleaseFile(ctx, *e.ParticipantListID, owner); err != nil {
					return err
				}
			}
			e.ParticipantListID = &list
			e.Touch(now)
			return nil
		})
}

func (s *Service) change(ctx context.Context, ref entity.Ref, version int64, action access.Action, reason string,
	fn func(context.Context, Tx, *Event, *agreement.Agreement, time.Time) error,
) (*Event, error) {
	return s.changeAs(ctx, ref, version, access.Permission{Object: access.Event, Action: action}, reason, fn)
}

// changeAs locks an event under its agreement, compares the version, applies fn, writes
// and records.
func (s *Service) changeAs(ctx context.Context, ref entity.Ref, version int64, permission access.Permission, reason string,
	fn func(context.Context, Tx, *Event, *agreement.Agreement, time.Time) error,
) (*Event, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, permission.Object, permission.Action)
	if err != nil {
		return nil, err
	}
	var e *Event
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		var a *agreement.Agreement
		if e, a, err = tx.LockEvent(ctx, ref.ID); err != nil {
			return err
		}
		now, err := s.permits(ctx, tx, scope, a)
		if err != nil {
			return err
		}
		if e.Version != version {
			return apperr.ErrStale
		}
		before := *e
		if err := fn(ctx, tx, e, a, now); err != nil {
			return err
		}
		if err := tx.UpdateEvent(ctx, e); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: permission.Object, Action: permission.Action, ID: e.ID, Before: before, After: e, Reason: reason})
	})
	if err != nil {
		return nil, err
	}
	return e, nil
}

// permits is the row rule of every change: the part that somebody has in the initiative,
// and that it goes on. It answers the time of the transaction.
func (s *Service) permits(ctx context.Context, tx Tx, scope access.Scope, a *agreement.Agreement) (time.Time, error) {
	part, now, err := agreement.PartNow(ctx, tx, scope, a.ID)
	if err != nil {
		return now, err
	}
	if !entitled(scope, part) {
		return now, s.auth.Denied(scope.Permission())
	}
	return now, begun(a, scope.Permission().Action)
}
