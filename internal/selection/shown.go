package selection

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/tenants"
)

// What the API shows of the things above, beside their fields.

func letterRef(id uuid.UUID) entity.Ref { return entity.Ref{Kind: "LetterOfInterest", ID: id} }
func municipalityRef(id uuid.UUID) entity.Ref {
	return entity.Ref{Kind: "Municipality", Tenant: id, ID: id}
}

// Call is the address of the call.
func (s *Selection) Call() entity.Ref { return s.Link("Call", s.CallID) }

// Least and Most bound the points of a criterion.
func (t *Terms) Least() int { return t.Scale.Min }

// Most is the upper bound of the points.
func (t *Terms) Most() int { return t.Scale.Max }

// Aimaks bounds the places of rural municipalities, nil without a bound.
func (t *Terms) Aimaks() *int { return t.kind(tenants.AiylAimak) }

// Cities bounds the places of cities, nil without a bound.
func (t *Terms) Cities() *int { return t.kind(tenants.City) }

func (t *Terms) kind(k tenants.Kind) *int {
	if n, bound := t.Kinds[k]; bound {
		return &n
	}
	return nil
}

// LetterRef is the address of the letter.
func (c *Candidacy) LetterRef() entity.Ref { return letterRef(c.Letter.ID) }

// MunicipalityRef is the address of who wrote it.
func (c *Candidacy) MunicipalityRef() entity.Ref { return municipalityRef(c.Letter.MunicipalityID) }

// Number counts the letters of the call.
func (c *Candidacy) Number() *int { return c.Letter.Number }

// Name is the municipality's.
func (c *Candidacy) Name() *i18n.Localized { return &c.Place.Name }

// State is where the letter stands.
func (c *Candidacy) State() letter.State { return c.Letter.State }

// Version is the letter's.
func (c *Candidacy) Version() int64 { return c.Letter.Version }

// Criterion is the code of the requirement.
func (c *Check) Criterion() string { return c.Requirement.Code }

// Rule is the text of the requirement.
func (c *Check) Rule() *i18n.Localized { return &c.Requirement.Text }

// Automatic is what the rule found.
func (c *Check) Automatic() Result { return c.Found.Result }

// ByHand tells that a person decides.
func (c *Check) ByHand() bool { return c.Found.ByHand }

// Remarks are what the rule minds.
func (c *Check) Remarks() []*i18n.Localized { return localizeds(c.Found.Remarks) }

func localizeds(list []i18n.Localized) []*i18n.Localized {
	shown := make([]*i18n.Localized, len(list))
	for i := range list {
		shown[i] = &list[i]
	}
	return shown
}

// LetterRef is the address of the letter.
func (c *Clarification) LetterRef() entity.Ref { return letterRef(c.LetterID) }

// AnsweredVia is by what right it was answered, nil before.
func (c *Clarification) AnsweredVia() *Via {
	if c.Via == "" {
		return nil
	}
	return &c.Via
}

// Way is how the notice reached the participant, nil before.
func (n *Notice) Way() *Channel {
	if n.Channel == "" {
		return nil
	}
	return &n.Channel
}

// LetterRef is the address of the letter.
func (r *Redaction) LetterRef() entity.Ref { return letterRef(r.Letter.ID) }

// ConfirmedAt is when it was confirmed, nil before.
func (r *Redaction) ConfirmedAt() *time.Time {
	if r.Entry == nil {
		return nil
	}
	return r.Entry.ConfirmedAt
}

// ConfirmedBy is who confirmed it.
func (r *Redaction) ConfirmedBy() string {
	if r.Entry == nil {
		return ""
	}
	return r.Entry.ConfirmedBy
}

// Version is the letter's.
func (r *Redaction) Version() int64 { return r.Letter.Version }

// MunicipalityRef is the address of the municipality.
func (n Named) MunicipalityRef() entity.Ref { return municipalityRef(n.MunicipalityID) }

// MunicipalityRef is the address of the municipality.
func (p Participant) MunicipalityRef() entity.Ref { return municipalityRef(p.MunicipalityID) }

// UserRef is the address of the account.
func (s *Seat) UserRef() entity.Ref { return entity.Ref{Kind: "User", ID: s.AccountID} }

// QuotaTotal is how many are chosen at most.
func (r *Ranking) QuotaTotal() int { return r.Quota.Total }

// LetterRef is the address of the letter.
func (p *Place) LetterRef() entity.Ref { return letterRef(p.Entrant.LetterID) }

// Number is that of the letter.
func (p *Place) Number() string { return p.Entrant.Number }

// Name is the municipality's.
func (p *Place) Name() *i18n.Localized { return &p.Entrant.Name }

// WithRef is the address of the other letter.
func (t *Tie) WithRef() entity.Ref { return letterRef(t.With) }

// SelectionRef is the address of the selection.
func (p *Protocol) SelectionRef() entity.Ref { return p.Link("Selection", p.SelectionID) }

// PresentRefs are the addresses of the seats of those present.
func (p *Protocol) PresentRefs() []entity.Ref {
	refs := make([]entity.Ref, len(p.Present))
	for i, id := range p.Present {
		refs[i] = p.Link("SelectionSeat", id)
	}
	return refs
}

// Scan is the address of the scan, nil without one.
func (p *Protocol) Scan() *entity.Ref { return p.LinkIf("File", p.ScanFileID) }

// Sealed is what was signed, as JSON, nil before.
func (p *Protocol) Sealed() *string {
	if len(p.Content) == 0 {
		return nil
	}
	text := string(p.Content)
	return &text
}

// LetterRef is the address of the letter, nil for the whole list.
func (v Vote) LetterRef() *entity.Ref {
	if v.LetterID == nil {
		return nil
	}
	ref := letterRef(*v.LetterID)
	return &ref
}

// LetterRef is the address of the letter.
func (d *Decision) LetterRef() entity.Ref { return letterRef(d.LetterID) }
