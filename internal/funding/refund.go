package funding

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/text"
)

// RefundState is where a refund stands.
type RefundState string

// The states of a refund.
const (
	RefundDue       RefundState = "DUE"
	RefundPaid      RefundState = "PAID"
	RefundCancelled RefundState = "CANCELLED"
)

// RefundGround is why money is returned.
type RefundGround string

// The grounds of a refund.
const (
	Unspent    RefundGround = "UNSPENT"
	Ineligible RefundGround = "INELIGIBLE"
)

// Claim is what is written of money that must be returned.
type Claim struct {
	LineID    *uuid.UUID    `json:"lineId,omitempty"`
	Source    budget.Source `json:"source"`
	Ground    RefundGround  `json:"ground"`
	Amount    money.Amount  `json:"amount"`
	DecidedOn clock.Date    `bun:"type:date" json:"decidedOn"`
	Note      string        `json:"note"`
}

// Refund is money that the performer returns: an entry of its own, never a negative
// payment.
type Refund struct {
	entity.Base `bun:",extend"`

	AgreementID uuid.UUID   `json:"agreementId"`
	State       RefundState `json:"state"`
	Claim       `bun:",extend"`
	DueOn       clock.Date  `bun:"type:date" json:"dueOn"`
	PaidOn      *clock.Date `bun:"type:date" json:"paidOn,omitempty"`
	// Document proves the return; zero while it is due.
	Document Paper `bun:"embed:document_" json:"document,omitzero"`
	// Reason is why it was cancelled.
	Reason string `json:"reason"`
}

// Ref is the global address of the refund.
func (r *Refund) Ref() entity.Ref { return r.RefAs("Refund") }

// InAgreement is the agreement that it belongs to.
func (r *Refund) InAgreement() uuid.UUID { return r.AgreementID }

// From is whose money it is.
func (r *Refund) From() budget.Source { return r.Source }

func (*Refund) object() access.Object { return access.Refund }

// counts reports whether the refund is part of the sums.
func (r *Refund) counts() bool { return r.State != RefundCancelled }

// Proof is the paper of the return, nil while it is due.
func (r *Refund) Proof() *Paper { return r.Document.known() }

func (r *Refund) takes(access.Action, uuid.UUID) error { return stands(r.State, RefundDue) }

// during lets money return after an agreement ended before its time, too.
func (*Refund) during(_ access.Action, a *agreement.Agreement) error {
	if a.ActivatedAt != nil && (a.State == agreement.Terminated || a.State == agreement.CancelledForceMajeure) {
		return nil
	}
	return a.Started()
}

func (c *Claim) check(now time.Time) error {
	var errs apperr.List
	c.Note = strings.TrimSpace(c.Note)
	errs.Add(text.Block(c.Note, MaxText, "note"))
	errs.Add(positive(c.Amount))
	past(&errs, c.DecidedOn, now, "decidedOn")
	return errs.Err()
}

// settle takes the source of the line that the money was for; others bring nothing that is
// returned.
func (c *Claim) settle(d *desk) error {
	if c.LineID != nil {
		l, err := d.lineOf(*c.LineID, "lineId")
		if err != nil {
			return err
		}
		c.Source = l.Source
	}
	if payerOf(c.Source) == others {
		return ErrNoGrant
	}
	return nil
}

// RecordRefund notes money that must be returned, due after the regulation's working days.
// Accountant or head; of the programme's money its finance. REFUND_ABOVE_SUM above what was
// planned of the source or, when a line was ineligible, paid on it.
func (s *Service) RecordRefund(ctx context.Context, agreementRef entity.Ref, claim Claim) (*Refund, error) {
	whose := func(d *desk) (budget.Source, error) {
		err := claim.settle(d)
		return claim.Source, err
	}
	return create(ctx, s, agreementRef, whose, func(ctx context.Context, d *desk) (*Refund, error) {
		r := &Refund{Base: d.base(), AgreementID: d.agreement.ID, State: RefundDue, Claim: claim}
		if err := r.check(d.now); err != nil {
			return nil, err
		}
		rules, err := d.Rules(ctx, d.agreement.CompetitionID)
		if err != nil {
			return nil, err
		}
		days, err := d.Workdays(ctx)
		if err != nil {
			return nil, err
		}
		r.DueOn = days.After(claim.DecidedOn, rules.RefundWorkingDays)
		return r, d.ledger.takesRefund(r)
	})
}

// PayRefund notes that the money came back. The same people.
func (s *Service) PayRefund(ctx context.Context, ref entity.Ref, version int64, on clock.Date, paper Paper) (*Refund, error) {
	return change(ctx, s, refunds, step{ref, version, access.Pay, ""}, func(ctx context.Context, d *desk, r *Refund) error {
		errs := paper.check(clock.DateOf(d.now))
		past(&errs, on, d.now, "paidOn")
		if len(errs) > 0 {
			return errs
		}
		r.State, r.PaidOn, r.Document = RefundPaid, &on, paper
		return r.Document.attach(ctx, d.Tx, r)
	})
}

// CancelRefund gives a refund up that was recorded by mistake, with the reason. The same
// people.
func (s *Service) CancelRefund(ctx context.Context, ref entity.Ref, version int64, reason string) (*Refund, error) {
	return change(ctx, s, refunds, step{ref, version, access.Cancel, reason}, func(_ context.Context, d *desk, r *Refund) error {
		r.State, r.Reason = RefundCancelled, d.reason
		return nil
	})
}
