package funding

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/text"
)

// ReallocationState is where a reallocation stands.
type ReallocationState string

// The states of a reallocation.
const (
	Proposed             ReallocationState = "PROPOSED"
	ReallocationApproved ReallocationState = "APPROVED"
	ReallocationRejected ReallocationState = "REJECTED"
)

// Reallocation moves planned money between two lines of one source.
type Reallocation struct {
	entity.Base `bun:",extend"`

	AgreementID uuid.UUID         `json:"agreementId"`
	FromLineID  uuid.UUID         `json:"fromLineId"`
	ToLineID    uuid.UUID         `json:"toLineId"`
	Source      budget.Source     `json:"source"`
	State       ReallocationState `json:"state"`
	Amount      money.Amount      `json:"amount"`
	// Free is one within the regulation's per cent, which needs no approval.
	Free       bool       `json:"free"`
	Reason     string     `json:"reason"`
	ProposedBy Hand       `bun:"embed:proposed_by_" json:"proposedBy"`
	DecidedBy  Hand       `bun:"embed:decided_by_" json:"decidedBy,omitzero"`
	DecidedAt  *time.Time `json:"decidedAt,omitempty"`
	// Answer is why it was rejected.
	Answer string `json:"answer"`
}

// Ref is the global address of the reallocation.
func (r *Reallocation) Ref() entity.Ref { return r.RefAs("Reallocation") }

// InAgreement is the agreement that it belongs to.
func (r *Reallocation) InAgreement() uuid.UUID { return r.AgreementID }

// From is whose money moves.
func (r *Reallocation) From() budget.Source { return r.Source }

func (*Reallocation) object() access.Object { return access.Reallocation }

func (r *Reallocation) takes(_ access.Action, actor uuid.UUID) error {
	if err := stands(r.State, Proposed); err != nil {
		return err
	}
	if r.ProposedBy.ID == actor {
		return ErrSamePerson
	}
	return nil
}

func (*Reallocation) during(_ access.Action, a *agreement.Agreement) error { return a.Running() }

// Reallocate moves money between lines at once while all that left a line stays within the
// regulation's per cent of what was approved for it, and proposes the move above that.
// Accountant or head; of the programme's money its finance. REALLOCATION_BELOW_PAID.
func (s *Service) Reallocate(ctx context.Context, agreementRef entity.Ref, from, to uuid.UUID, amount money.Amount, reason string) (*Reallocation, error) {
	reason, err := text.Reason(reason, MaxText, "reason")
	if err != nil {
		return nil, err
	}
	return create(ctx, s, agreementRef, onLine(from, "fromLineId"), func(ctx context.Context, d *desk) (*Reallocation, error) {
		r := &Reallocation{
			Base: d.base(), AgreementID: d.agreement.ID, FromLineID: from, ToLineID: to, State: Proposed, Amount: amount, Reason: reason,
			ProposedBy: handOf(d.scope),
		}
		source, err := d.lineOf(from, "fromLineId")
		if err != nil {
			return nil, err
		}
		r.Source = source.Source
		if _, err := d.lineOf(to, "toLineId"); err != nil {
			return nil, err
		}
		if err := d.ledger.takesMove(r); err != nil {
			return nil, err
		}
		rules, err := d.Rules(ctx, d.agreement.CompetitionID)
		if err != nil || !d.ledger.free(r, rules.ReallocationPercent) {
			return r, err
		}
		r.Free = true
		return r, d.carryOut(ctx, r)
	})
}

// ApproveReallocation carries a proposed move out. Head, another person than who proposed
// it; of the programme's money its finance.
func (s *Service) ApproveReallocation(ctx context.Context, ref entity.Ref, version int64) (*Reallocation, error) {
	return change(ctx, s, reallocations, step{ref, version, access.Approve, ""}, func(ctx context.Context, d *desk, r *Reallocation) error {
		if err := d.ledger.takesMove(r); err != nil {
			return err
		}
		return d.carryOut(ctx, r)
	})
}

// RejectReallocation refuses a proposed move, with the reason. The same people.
func (s *Service) RejectReallocation(ctx context.Context, ref entity.Ref, version int64, reason string) (*Reallocation, error) {
	reason, err := text.Reason(reason, MaxText, "reason")
	if err != nil {
		return nil, err
	}
	return change(ctx, s, reallocations, step{ref, version, access.Approve, reason}, func(_ context.Context, d *desk, r *Reallocation) error {
		r.State, r.DecidedBy, r.DecidedAt, r.Answer = ReallocationRejected, handOf(d.scope), &d.now, d.reason
		return nil
	})
}

// carryOut moves the planned money of both lines.
func (d *desk) carryOut(ctx context.Context, r *Reallocation) error {
	r.State, r.DecidedBy, r.DecidedAt = ReallocationApproved, handOf(d.scope), &d.now
	from, to := d.ledger.move(r)
	for _, l := range []*agreement.Line{from, to} {
		l.Touch(d.now)
		if err := d.UpdateLine(ctx, l); err != nil {
			return err
		}
	}
	return nil
}
