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

// PaymentState is where a payment stands.
type PaymentState string

// The states of a payment. All but voided ones count.
const (
	PaymentRecorded PaymentState = "RECORDED"
	PaymentApproved PaymentState = "APPROVED"
	PaymentVoided   PaymentState = "VOIDED"
)

// Outlay is what is written of a payment.
type Outlay struct {
	// PurchaseID is what was paid for, nil when no purchase was recorded.
	PurchaseID *uuid.UUID `json:"purchaseId,omitempty"`
	// TrancheID is the tranche that the money came from, nil where none was transferred.
	TrancheID *uuid.UUID   `json:"trancheId,omitempty"`
	Amount    money.Amount `json:"amount"`
	PaidOn    clock.Date   `bun:"type:date" json:"paidOn"`
	Document  Paper        `bun:"embed:document_" json:"document"`
	Note      string       `json:"note"`
}

// Payment is money that left for a line of the estimate.
type Payment struct {
	entity.Base `bun:",extend"`

	AgreementID uuid.UUID     `json:"agreementId"`
	LineID      uuid.UUID     `json:"lineId"`
	Source      budget.Source `json:"source"`
	State       PaymentState  `json:"state"`
	Outlay      `bun:",extend"`
	RecordedBy  Hand       `bun:"embed:recorded_by_" json:"recordedBy"`
	ApprovedBy  Hand       `bun:"embed:approved_by_" json:"approvedBy,omitzero"`
	ApprovedAt  *time.Time `json:"approvedAt,omitempty"`
	// AcceptedBy is the programme's finance officer who took the programme's part over.
	AcceptedBy Hand       `bun:"embed:accepted_by_" json:"acceptedBy,omitzero"`
	AcceptedAt *time.Time `json:"acceptedAt,omitempty"`
	// Reason is why it was voided.
	Reason string `json:"reason"`
}

// Ref is the global address of the payment.
func (p *Payment) Ref() entity.Ref { return p.RefAs("Payment") }

// InAgreement is the agreement that it belongs to.
func (p *Payment) InAgreement() uuid.UUID { return p.AgreementID }

// From is who paid.
func (p *Payment) From() budget.Source { return p.Source }

func (*Payment) object() access.Object { return access.Payment }

// counts reports whether the payment is part of the sums.
func (p *Payment) counts() bool { return p.State != PaymentVoided }

func (p *Payment) takes(action access.Action, actor uuid.UUID) error {
	switch action {
	case access.Approve:
		if err := stands(p.State, PaymentRecorded); err != nil {
			return err
		}
		if p.RecordedBy.ID == actor {
			return ErrSamePerson
		}
		return nil
	case access.Accept:
		if p.AcceptedAt != nil {
			return ErrAccepted
		}
		return stands(p.State, PaymentApproved)
	}
	return stands(p.State, PaymentRecorded, PaymentApproved)
}

func (*Payment) during(action access.Action, a *agreement.Agreement) error {
	if action == access.Create {
		return a.Running()
	}
	return a.Started()
}

func (o *Outlay) check(now time.Time) error {
	var errs apperr.List
	o.Note = strings.TrimSpace(o.Note)
	errs.Add(text.Block(o.Note, MaxText, "note"))
	errs.Add(positive(o.Amount))
	past(&errs, o.PaidOn, now, "paidOn")
	errs = append(errs, o.Document.check(clock.DateOf(now))...)
	return errs.Err()
}

// RecordPayment notes money that left for a line in cash. Accountant of the local budget's,
// the programme's finance of the programme's, leader, editor or specialist of what others
// bring. PAYMENT_OVER_LINE above what the line has left.
func (s *Service) RecordPayment(ctx context.Context, agreementRef entity.Ref, line uuid.UUID, outlay Outlay) (*Payment, error) {
	return create(ctx, s, agreementRef, onLine(line, "lineId"), func(ctx context.Context, d *desk) (*Payment, error) {
		l, err := d.payable(line)
		if err != nil {
			return nil, err
		}
		p := &Payment{
			Base: d.base(), AgreementID: d.agreement.ID, LineID: l.ID, Source: l.Source, State: PaymentRecorded, Outlay: outlay, RecordedBy: handOf(d.scope),
		}
		if err := p.Outlay.check(d.now); err != nil {
			return nil, err
		}
		if err := d.ledger.takesPayment(p); err != nil {
			return nil, err
		}
		return p, p.Document.attach(ctx, d.Tx, p)
	})
}

// ApprovePayment confirms a payment that somebody else recorded. Head or executive
// secretary; of the programme's money its finance or manager. SAME_PERSON.
func (s *Service) ApprovePayment(ctx context.Context, ref entity.Ref, version int64) (*Payment, error) {
	return change(ctx, s, payments, step{ref, version, access.Approve, ""}, func(_ context.Context, d *desk, p *Payment) error {
		p.State, p.ApprovedBy, p.ApprovedAt = PaymentApproved, handOf(d.scope), &d.now
		return nil
	})
}

// VoidPayment takes a wrong payment out of the sums, with the reason; it stays in the list.
// Who records or approves such payments, the leader excepted.
func (s *Service) VoidPayment(ctx context.Context, ref entity.Ref, version int64, reason string) (*Payment, error) {
	return change(ctx, s, payments, step{ref, version, access.Revoke, reason}, func(_ context.Context, d *desk, p *Payment) error {
		p.State, p.Reason = PaymentVoided, d.reason
		return nil
	})
}

// AcceptPayment takes an approved payment of the programme's money over into its own
// accounts. Programme's finance.
func (s *Service) AcceptPayment(ctx context.Context, ref entity.Ref, version int64) (*Payment, error) {
	return change(ctx, s, payments, step{ref, version, access.Accept, ""}, func(_ context.Context, d *desk, p *Payment) error {
		p.AcceptedBy, p.AcceptedAt = handOf(d.scope), &d.now
		return nil
	})
}
