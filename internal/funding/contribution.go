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
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/text"
)

// ContributionState is where a contribution stands.
type ContributionState string

// The states of a contribution.
const (
	ContributionRecorded ContributionState = "RECORDED"
	ContributionRemoved  ContributionState = "REMOVED"
)

// Gift is what is written of a contribution.
type Gift struct {
	// LineID is the line of the estimate, nil for what nobody planned.
	LineID *uuid.UUID    `json:"lineId,omitempty"`
	Source budget.Source `json:"source"`
	Form   budget.Form   `json:"form"`
	// Valuation says how well Amount is known; Amount is nil for what nobody valued.
	Valuation budget.Valuation `json:"valuation"`
	Giver     string           `json:"giver"`
	// NameConsent lets the public see who gave.
	NameConsent bool             `json:"nameConsent"`
	Item        string           `json:"item"`
	Unit        string           `json:"unit"`
	Quantity    *budget.Quantity `json:"quantity,omitempty"`
	Amount      *money.Amount    `json:"amount,omitempty"`
	ReceivedOn  clock.Date       `bun:"type:date" json:"receivedOn"`
	// FileID is the paper or the picture that proves it.
	FileID *uuid.UUID `json:"fileId,omitempty"`
}

// Contribution is what a business, the initiator or a donor gave, in money or in kind.
type Contribution struct {
	entity.Base `bun:",extend"`

	AgreementID uuid.UUID         `json:"agreementId"`
	State       ContributionState `json:"state"`
	Gift        `bun:",extend"`
	RecordedBy  Hand `bun:"embed:recorded_by_" json:"recordedBy"`
	// Reason is why it was removed.
	Reason string `json:"reason"`
}

// Ref is the global address of the contribution.
func (c *Contribution) Ref() entity.Ref { return c.RefAs("Contribution") }

// InAgreement is the agreement that it belongs to.
func (c *Contribution) InAgreement() uuid.UUID { return c.AgreementID }

// From is who gave it.
func (c *Contribution) From() budget.Source { return c.Source }

func (*Contribution) object() access.Object { return access.Contribution }

// counts reports whether the contribution is part of the sums.
func (c *Contribution) counts() bool { return c.State == ContributionRecorded }

func (c *Contribution) takes(access.Action, uuid.UUID) error {
	return stands(c.State, ContributionRecorded)
}

func (*Contribution) during(_ access.Action, a *agreement.Agreement) error { return a.Started() }

func (g *Gift) check(now time.Time) error {
	var errs apperr.List
	needed(&errs, &g.Item, "item")
	line(&errs, &g.Giver, "giver")
	g.Unit = strings.TrimSpace(g.Unit)
	errs.Add(text.Line(g.Unit, budget.MaxUnit, "unit"))
	past(&errs, g.ReceivedOn, now, "receivedOn")
	if (g.Valuation == budget.NotValued) != (g.Amount == nil) || g.Form == budget.Cash && g.Amount == nil {
		errs.Add(ErrValuation)
	}
	if g.Amount != nil {
		errs.Add(positive(*g.Amount))
	}
	return errs.Err()
}

// settle takes source and form of the line that the gift was planned on; the local budget
// and the programme pay and give nothing.
func (g *Gift) settle(d *desk) error {
	if g.LineID != nil {
		l, err := d.lineOf(*g.LineID, "lineId")
		if err != nil {
			return err
		}
		g.Source, g.Form = l.Source, l.Form
	}
	if payerOf(g.Source) != others {
		return ErrGivenByOthers
	}
	return nil
}

// RecordContribution notes what was given. Leader and editor of the initiative, specialist.
func (s *Service) RecordContribution(ctx context.Context, agreementRef entity.Ref, gift Gift) (*Contribution, error) {
	whose := func(d *desk) (budget.Source, error) {
		err := gift.settle(d)
		return gift.Source, err
	}
	return create(ctx, s, agreementRef, whose, func(ctx context.Context, d *desk) (*Contribution, error) {
		c := &Contribution{Base: d.base(), AgreementID: d.agreement.ID, State: ContributionRecorded, Gift: gift, RecordedBy: handOf(d.scope)}
		if err := c.check(d.now); err != nil || c.FileID == nil {
			return c, err
		}
		owner := file.Owner{Object: access.Contribution, ID: c.ID}
		_, err := d.AttachFile(ctx, *c.FileID, owner, file.PaymentDocument, file.CostEvidence, file.Photo)
		return c, apperr.At(err, "fileId")
	})
}

// RemoveContribution takes a wrong contribution out of the sums, with the reason; it stays
// in the list. The same people.
func (s *Service) RemoveContribution(ctx context.Context, ref entity.Ref, version int64, reason string) (*Contribution, error) {
	return change(ctx, s, contributions, step{ref, version, access.Delete, reason}, func(_ context.Context, d *desk, c *Contribution) error {
		c.State, c.Reason = ContributionRemoved, d.reason
		return nil
	})
}
