package envelope

import (
	"context"
	"strings"
	"time"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/text"
)

// Amendment is a later decree that gives the envelope another sum.
type Amendment struct {
	Amount money.Amount
	Decree document.Document
	Reason string
}

// Amend changes the sum of an envelope by a later decree and keeps the history. The sum
// never falls below what is awarded: ENVELOPE_BELOW_AWARDED.
func (s *Service) Amend(ctx context.Context, ref entity.Ref, version int64, a Amendment) (*Envelope, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Envelope, access.Update)
	if err != nil {
		return nil, err
	}
	a.Decree, a.Reason = a.Decree.As(a.Decree.Kind), strings.TrimSpace(a.Reason)
	var e *Envelope
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if e, err = tx.LockEnvelope(ctx, ref.ID); err != nil {
			return err
		}
		if e.Version != version {
			return apperr.ErrStale
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		before := *e
		change, err := e.amend(a, now)
		if err != nil {
			return err
		}
		if err := tx.UpdateEnvelope(ctx, e); err != nil {
			return err
		}
		if err := tx.InsertChange(ctx, change); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Envelope, Action: access.Update, ID: e.ID, Before: before, After: e, Reason: a.Reason})
	})
	if err != nil {
		return nil, err
	}
	return e, nil
}

// amend applies a decree to the envelope and answers the row of its history.
func (e *Envelope) amend(a Amendment, now time.Time) (*Change, error) {
	if err := a.validate(clock.DateOf(now)); err != nil {
		return nil, err
	}
	if a.Amount < e.Awarded {
		return nil, ErrBelowAwarded.With(i18n.Args{"awarded": e.Awarded}).At("localBudget")
	}
	change := &Change{
		Base: entity.NewBase(e.TenantID, now), EnvelopeID: e.ID,
		AmountBefore: e.Amount, AmountAfter: a.Amount, Decree: a.Decree, Reason: a.Reason,
	}
	e.Amount = a.Amount
	e.Touch(now)
	return change, nil
}

func (a Amendment) validate(today clock.Date) error {
	errs := append(checkAmount(a.Amount), checkKind(a.Decree)...)
	errs = append(errs, a.Decree.CheckDated(today, "decree")...)
	if a.Reason == "" {
		errs.Add(apperr.ErrRequired.At("reason"))
	}
	errs.Add(text.Block(a.Reason, MaxNote, "reason"))
	return errs.Err()
}
