package funding

import (
	"context"
	"encoding/json"
	"regexp"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/text"
)

// Account is the number of a bank account. Logs and the audit hold its last four digits.
type Account string

// Masked hides all but the last four digits.
func (a Account) Masked() string {
	if len(a) < 4 {
		return ""
	}
	return strings.Repeat("•", len(a)-4) + string(a[len(a)-4:])
}

// MarshalJSON keeps the number out of the audit.
func (a Account) MarshalJSON() ([]byte, error) { return json.Marshal(a.Masked()) }

// DetailsState is where bank details stand.
type DetailsState string

// The states of bank details.
const (
	DetailsProposed  DetailsState = "PROPOSED"
	DetailsConfirmed DetailsState = "CONFIRMED"
	DetailsRejected  DetailsState = "REJECTED"
	DetailsReplaced  DetailsState = "REPLACED"
)

// Destination is where money is transferred.
type Destination struct {
	Recipient string  `json:"recipient"`
	Bank      string  `json:"bank"`
	BIC       string  `bun:"bic" json:"bic"`
	Account   Account `json:"account"`
}

// BankDetails are where the tranches of an agreement go: proposed by one person and
// confirmed by another.
type BankDetails struct {
	entity.Base `bun:",extend"`

	AgreementID uuid.UUID    `json:"agreementId"`
	State       DetailsState `json:"state"`
	Destination `bun:",extend"`
	ProposedBy  Hand       `bun:"embed:proposed_by_" json:"proposedBy"`
	DecidedBy   Hand       `bun:"embed:decided_by_" json:"decidedBy,omitzero"`
	DecidedAt   *time.Time `json:"decidedAt,omitempty"`
	// Reason is why they were rejected.
	Reason string `json:"reason"`
	// opened shows the whole number to this caller.
	opened bool
}

// Ref is the global address of the bank details.
func (b *BankDetails) Ref() entity.Ref { return b.RefAs("BankDetails") }

// InAgreement is the agreement that they belong to.
func (b *BankDetails) InAgreement() uuid.UUID { return b.AgreementID }

// From is who transfers.
func (*BankDetails) From() budget.Source { return budget.LocalBudget }

func (*BankDetails) object() access.Object { return access.BankDetails }

// Number is the account as the caller may see it.
func (b *BankDetails) Number() string {
	if b.opened {
		return string(b.Account)
	}
	return b.Account.Masked()
}

func (b *BankDetails) takes(_ access.Action, actor uuid.UUID) error {
	if err := stands(b.State, DetailsProposed); err != nil {
		return err
	}
	if b.ProposedBy.ID == actor {
		return ErrSamePerson
	}
	return nil
}

func (*BankDetails) during(_ access.Action, a *agreement.Agreement) error {
	if a.Mode != agreement.Transfer {
		return ErrTransferOnly
	}
	return a.Running()
}

var (
	accountNumber = regexp.MustCompile(`^[0-9]{16}$`)
	bankCode      = regexp.MustCompile(`^[0-9A-Z]{6,11}$`)
)

func (d *Destination) check() error {
	var errs apperr.List
	needed(&errs, &d.Recipient, "recipient")
	needed(&errs, &d.Bank, "bank")
	if !bankCode.MatchString(d.BIC) {
		errs.Add(ErrBIC)
	}
	if !accountNumber.MatchString(string(d.Account)) {
		errs.Add(ErrAccount)
	}
	return errs.Err()
}

// ProposeBankDetails writes where tranches should go; they count once another person
// confirmed them. Accountant, head or executive secretary, in the mode TRANSFER.
func (s *Service) ProposeBankDetails(ctx context.Context, agreementRef entity.Ref, destination Destination) (*BankDetails, error) {
	whose := func(*desk) (budget.Source, error) { return budget.LocalBudget, nil }
	return create(ctx, s, agreementRef, whose, func(_ context.Context, d *desk) (*BankDetails, error) {
		for _, earlier := range d.ledger.Details {
			if earlier.State == DetailsProposed {
				return nil, ErrDetailsProposed
			}
		}
		b := &BankDetails{Base: d.base(), AgreementID: d.agreement.ID, State: DetailsProposed, Destination: destination, ProposedBy: handOf(d.scope)}
		return b, b.check()
	})
}

// ConfirmBankDetails puts proposed details into force in place of the earlier ones. The
// same offices, another person.
func (s *Service) ConfirmBankDetails(ctx context.Context, ref entity.Ref, version int64) (*BankDetails, error) {
	return change(ctx, s, details, step{ref, version, access.Confirm, ""}, func(ctx context.Context, d *desk, b *BankDetails) error {
		if earlier := d.ledger.inForce(); earlier != nil {
			earlier.State = DetailsReplaced
			earlier.Touch(d.now)
			if err := d.Update(ctx, earlier); err != nil {
				return err
			}
		}
		b.State, b.DecidedBy, b.DecidedAt = DetailsConfirmed, handOf(d.scope), &d.now
		return nil
	})
}

// RejectBankDetails refuses proposed details, with the reason. The same offices, another
// person.
func (s *Service) RejectBankDetails(ctx context.Context, ref entity.Ref, version int64, reason string) (*BankDetails, error) {
	reason, err := text.Reason(reason, MaxText, "reason")
	if err != nil {
		return nil, err
	}
	return change(ctx, s, details, step{ref, version, access.Confirm, reason}, func(_ context.Context, d *desk, b *BankDetails) error {
		b.State, b.DecidedBy, b.DecidedAt, b.Reason = DetailsRejected, handOf(d.scope), &d.now, d.reason
		return nil
	})
}

// OpenBankDetails shows the whole number of an account; every look is an audit row.
// Accountant, head or executive secretary.
func (s *Service) OpenBankDetails(ctx context.Context, ref entity.Ref) (*BankDetails, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.BankDetails, access.Read)
	if err != nil {
		return nil, err
	}
	b, err := s.store.Details().Get(ctx, scope, ref.ID)
	if err != nil {
		return nil, err
	}
	if err := s.agreements.Sees(ctx, ref.Tenant, b.AgreementID); err != nil {
		return nil, err
	}
	b.opened = true
	return b, s.store.Look(ctx, scope, audit.Entry{Object: access.BankDetails, Action: access.Read, ID: b.ID})
}
