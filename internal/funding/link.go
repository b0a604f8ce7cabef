package funding

import "github.com/demilge/demilge/internal/entity"

// Agreement is what the purchase belongs to.
func (p *Purchase) Agreement() entity.Ref { return p.Link("Agreement", p.AgreementID) }

// Line is what it is bought on.
func (p *Purchase) Line() entity.Ref { return p.Link("AgreementLine", p.LineID) }

// Agreement is what the payment belongs to.
func (p *Payment) Agreement() entity.Ref { return p.Link("Agreement", p.AgreementID) }

// Line is what it is paid on.
func (p *Payment) Line() entity.Ref { return p.Link("AgreementLine", p.LineID) }

// Purchase is what was paid for, nil when none was recorded.
func (p *Payment) Purchase() *entity.Ref { return p.LinkIf("Purchase", p.PurchaseID) }

// Tranche is where the money came from, nil where none was transferred.
func (p *Payment) Tranche() *entity.Ref { return p.LinkIf("Tranche", p.TrancheID) }

// File is the paper's scan, nil without one.
func (p *Payment) File() *entity.Ref { return p.LinkIf("File", p.Document.FileID) }

// Recorder is the name of who recorded it.
func (p *Payment) Recorder() string { return p.RecordedBy.Name }

// Approver is the name of who approved it, nil before.
func (p *Payment) Approver() *string { return p.ApprovedBy.known() }

// Accepter is the name of who accepted it for the programme, nil before.
func (p *Payment) Accepter() *string { return p.AcceptedBy.known() }

// Agreement is what the refund belongs to.
func (r *Refund) Agreement() entity.Ref { return r.Link("Agreement", r.AgreementID) }

// Line is what the money was for, nil for a source as a whole.
func (r *Refund) Line() *entity.Ref { return r.LinkIf("AgreementLine", r.LineID) }

// File is the paper's scan, nil without one.
func (r *Refund) File() *entity.Ref { return r.LinkIf("File", r.Document.FileID) }

// Agreement is what the contribution belongs to.
func (c *Contribution) Agreement() entity.Ref { return c.Link("Agreement", c.AgreementID) }

// Line is what it was planned on, nil for what nobody planned.
func (c *Contribution) Line() *entity.Ref { return c.LinkIf("AgreementLine", c.LineID) }

// File is the paper or picture that proves it, nil without one.
func (c *Contribution) File() *entity.Ref { return c.LinkIf("File", c.FileID) }

// Recorder is the name of who recorded it.
func (c *Contribution) Recorder() string { return c.RecordedBy.Name }

// Agreement is what the reallocation belongs to.
func (r *Reallocation) Agreement() entity.Ref { return r.Link("Agreement", r.AgreementID) }

// FromLine is what gives.
func (r *Reallocation) FromLine() entity.Ref { return r.Link("AgreementLine", r.FromLineID) }

// ToLine is what takes.
func (r *Reallocation) ToLine() entity.Ref { return r.Link("AgreementLine", r.ToLineID) }

// Proposer is the name of who proposed it.
func (r *Reallocation) Proposer() string { return r.ProposedBy.Name }

// Decider is the name of who decided on it, nil before.
func (r *Reallocation) Decider() *string { return r.DecidedBy.known() }

// Agreement is what the tranche belongs to.
func (t *Tranche) Agreement() entity.Ref { return t.Link("Agreement", t.AgreementID) }

// Details are the bank details to which it was paid, nil before.
func (t *Tranche) Details() *entity.Ref { return t.LinkIf("BankDetails", t.DetailsID) }

// File is the scan of the payment order, nil without one.
func (t *Tranche) File() *entity.Ref { return t.LinkIf("File", t.Document.FileID) }

// Requester is the name of who asked for it, nil before.
func (t *Tranche) Requester() *string { return t.RequestedBy.known() }

// Approver is the name of who approved it first, nil before.
func (t *Tranche) Approver() *string { return t.ApprovedBy.known() }

// Confirmer is the name of who approved it second, nil before.
func (t *Tranche) Confirmer() *string { return t.ConfirmedBy.known() }

// Agreement is what the bank details belong to.
func (b *BankDetails) Agreement() entity.Ref { return b.Link("Agreement", b.AgreementID) }

// Proposer is the name of who proposed them.
func (b *BankDetails) Proposer() string { return b.ProposedBy.Name }

// Decider is the name of who decided on them, nil before.
func (b *BankDetails) Decider() *string { return b.DecidedBy.known() }

// known is the name, nil for nobody.
func (h Hand) known() *string {
	if h == (Hand{}) {
		return nil
	}
	return &h.Name
}
