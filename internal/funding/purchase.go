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

// PurchaseState is where a purchase stands.
type PurchaseState string

// The states of a purchase.
const (
	Ordered           PurchaseState = "ORDERED"
	Received          PurchaseState = "RECEIVED"
	PurchaseCancelled PurchaseState = "CANCELLED"
)

// Order is what is known of a purchase when it is ordered.
type Order struct {
	Buyer    agreement.Side `json:"buyer"`
	Supplier string         `json:"supplier"`
	// ProcurementID is the number on the portal of public procurement, empty outside it.
	ProcurementID string `json:"procurementId"`
	// Method of procurement, as the law names it.
	Method         string           `json:"method"`
	ContractNumber string           `json:"contractNumber"`
	ContractDate   *clock.Date      `bun:"type:date" json:"contractDate,omitempty"`
	Item           string           `json:"item"`
	Unit           string           `json:"unit"`
	Quantity       *budget.Quantity `json:"quantity,omitempty"`
	Amount         money.Amount     `json:"amount"`
	OrderedOn      clock.Date       `bun:"type:date" json:"orderedOn"`
}

// Purchase is what is bought on a line of the estimate.
type Purchase struct {
	entity.Base `bun:",extend"`

	AgreementID uuid.UUID     `json:"agreementId"`
	LineID      uuid.UUID     `json:"lineId"`
	Source      budget.Source `json:"source"`
	State       PurchaseState `json:"state"`
	Order       `bun:",extend"`
	ReceivedOn  *clock.Date `bun:"type:date" json:"receivedOn,omitempty"`
	// Reason is why it was cancelled.
	Reason string `json:"reason"`
}

// Ref is the global address of the purchase.
func (p *Purchase) Ref() entity.Ref { return p.RefAs("Purchase") }

// InAgreement is the agreement that it belongs to.
func (p *Purchase) InAgreement() uuid.UUID { return p.AgreementID }

// From is who pays for it.
func (p *Purchase) From() budget.Source { return p.Source }

func (*Purchase) object() access.Object { return access.Purchase }

func (p *Purchase) takes(action access.Action, _ uuid.UUID) error {
	if action == access.Cancel {
		return stands(p.State, Ordered, Received)
	}
	return stands(p.State, Ordered)
}

func (*Purchase) during(action access.Action, a *agreement.Agreement) error {
	if action == access.Create {
		return a.Running()
	}
	return a.Started()
}

func (o *Order) check(now time.Time) error {
	var errs apperr.List
	needed(&errs, &o.Supplier, "supplier")
	needed(&errs, &o.Item, "item")
	line(&errs, &o.ProcurementID, "procurementId")
	line(&errs, &o.Method, "method")
	line(&errs, &o.ContractNumber, "contractNumber")
	o.Unit = strings.TrimSpace(o.Unit)
	errs.Add(text.Line(o.Unit, budget.MaxUnit, "unit"))
	errs.Add(positive(o.Amount))
	past(&errs, o.OrderedOn, now, "orderedOn")
	return errs.Err()
}

// positive refuses a sum that is not above zero.
func positive(amount money.Amount) *apperr.Error {
	if amount < 1 || !amount.Valid() {
		return apperr.OutOfRange(1, int64(money.Max), "amount")
	}
	return nil
}

// RecordPurchase notes what was ordered on a line in cash. Accountant or specialist; of the
// programme's lines the programme's finance.
func (s *Service) RecordPurchase(ctx context.Context, agreementRef entity.Ref, line uuid.UUID, order Order) (*Purchase, error) {
	return create(ctx, s, agreementRef, onLine(line, "lineId"), func(ctx context.Context, d *desk) (*Purchase, error) {
		l, err := d.payable(line)
		if err != nil {
			return nil, err
		}
		p := &Purchase{Base: d.base(), AgreementID: d.agreement.ID, LineID: l.ID, Source: l.Source, State: Ordered, Order: order}
		return p, p.Order.check(d.now)
	})
}

// UpdatePurchase corrects an order that was not received yet. The same people.
func (s *Service) UpdatePurchase(ctx context.Context, ref entity.Ref, version int64, order Order) (*Purchase, error) {
	return change(ctx, s, purchases, step{ref, version, access.Update, ""}, func(_ context.Context, d *desk, p *Purchase) error {
		p.Order = order
		return p.Order.check(d.now)
	})
}

// ReceivePurchase notes that the goods are there. The same people.
func (s *Service) ReceivePurchase(ctx context.Context, ref entity.Ref, version int64, on clock.Date) (*Purchase, error) {
	return change(ctx, s, purchases, step{ref, version, access.Receive, ""}, func(_ context.Context, d *desk, p *Purchase) error {
		var errs apperr.List
		past(&errs, on, d.now, "receivedOn")
		if on.Before(p.OrderedOn) {
			errs.Add(ErrReceivedBefore)
		}
		p.State, p.ReceivedOn = Received, &on
		return errs.Err()
	})
}

// CancelPurchase gives a purchase up, with the reason. The same people. PURCHASE_PAID while
// a payment for it stands.
func (s *Service) CancelPurchase(ctx context.Context, ref entity.Ref, version int64, reason string) (*Purchase, error) {
	return change(ctx, s, purchases, step{ref, version, access.Cancel, reason}, func(_ context.Context, d *desk, p *Purchase) error {
		for _, paid := range d.ledger.Payments {
			if paid.counts() && paid.PurchaseID != nil && *paid.PurchaseID == p.ID {
				return ErrPurchasePaid
			}
		}
		p.State, p.ReceivedOn, p.Reason = PurchaseCancelled, nil, d.reason
		return nil
	})
}
