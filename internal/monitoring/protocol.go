package monitoring

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// ProtocolState is where a protocol stands.
type ProtocolState string

// The states of a protocol.
const (
	Drafted   ProtocolState = "DRAFT"
	Signed    ProtocolState = "SIGNED"
	Delivered ProtocolState = "DELIVERED"
	Answered  ProtocolState = "ANSWERED"
)

// Protocol says what a group concludes from visits (5.10); what it says is frozen when it
// is signed.
type Protocol struct {
	entity.Base `bun:",extend"`

	AgreementID uuid.UUID     `json:"agreementId"`
	GroupID     uuid.UUID     `json:"groupId"`
	VisitIDs    []uuid.UUID   `bun:"visit_ids,type:jsonb" json:"visitIds"`
	State       ProtocolState `json:"state"`
	// Number in the municipality's register of monitoring, "1/2019"; empty for a draft.
	Number     string     `json:"number"`
	Date       clock.Date `bun:"type:date" json:"date"`
	Verdict    Result     `json:"verdict"`
	Conclusion string     `json:"conclusion"`
	// Content is nil before it is signed.
	Content    *Content    `bun:"type:jsonb" json:"content,omitempty"`
	Signatures []Signature `bun:"type:jsonb" json:"signatures"`
	ScanFileID *uuid.UUID  `json:"scanFileId,omitempty"`
	// ScanNote is why there is no scan: the protocol is known from publications only.
	ScanNote string     `json:"scanNote"`
	SignedAt *time.Time `json:"signedAt,omitempty"`
	// DeliveredOn is when the executive body got it, ReceivedBy who took it.
	DeliveredOn *clock.Date `bun:"type:date" json:"deliveredOn,omitempty"`
	ReceivedBy  string      `json:"receivedBy"`
	Answer      string      `json:"answer"`
	AnsweredOn  *clock.Date `bun:"type:date" json:"answeredOn,omitempty"`
}

// Ref is the global address of the protocol.
func (p *Protocol) Ref() entity.Ref { return p.RefAs("MonitoringProtocol") }

func (p *Protocol) agreementID() uuid.UUID { return p.AgreementID }

// Signature is a member's name under a protocol, as printed.
type Signature struct {
	MemberID uuid.UUID `json:"memberId"`
	Name     string    `json:"name"`
	Leads    bool      `json:"leads"`
}

// Signing is what is written of the signed paper.
type Signing struct {
	// Members are those who signed.
	Members    []uuid.UUID
	ScanFileID uuid.UUID
	// WithoutScan says why there is no scan. The API does not take it: only the seed knows
	// protocols from publications alone.
	WithoutScan string
}

// Opinion is what a person writes of a protocol.
type Opinion struct {
	VisitIDs   []uuid.UUID
	Date       clock.Date
	Verdict    Result
	Conclusion string
}

func (o Opinion) check(visits []*Visit, today clock.Date) error {
	var errs apperr.List
	if strings.TrimSpace(o.Conclusion) == "" {
		errs.Add(apperr.ErrRequired.At("conclusion"))
	}
	errs.Add(text.Block(o.Conclusion, MaxText, "conclusion"))
	if len(visits) == 0 {
		errs.Add(apperr.ErrRequired.At("visitIds"))
	}
	for _, v := range visits {
		switch {
		case v.State != Done:
			errs.Add(ErrVisitState.With(i18n.Args{"state": visitNames[v.State]}).At("visitIds"))
		case v.GroupID != visits[0].GroupID || v.AgreementID != visits[0].AgreementID:
			errs.Add(ErrOtherVisit)
		case o.Date.Before(*v.VisitedOn):
			errs.Add(ErrBeforeVisit)
		}
	}
	if o.Date.After(today) {
		errs.Add(ErrProtocolFuture)
	}
	return errs.Err()
}

func (o Opinion) apply(p *Protocol) {
	p.VisitIDs, p.Date, p.Verdict, p.Conclusion = o.VisitIDs, o.Date, o.Verdict, strings.TrimSpace(o.Conclusion)
}

// takes refuses an action that the protocol's state does not permit.
func (p *Protocol) takes(action access.Action) error {
	states := map[access.Action]ProtocolState{
		access.Update: Drafted, access.Sign: Drafted, access.Deliver: Signed, access.Answer: Delivered,
	}
	if states[action] == p.State {
		return nil
	}
	return ErrProtocolState.With(i18n.Args{"state": protocolNames[p.State]})
}

var protocolNames = map[ProtocolState]i18n.Text{
	Drafted:   i18n.New("долбоор", "проект", "draft"),
	Signed:    i18n.New("кол коюлган", "подписан", "signed"),
	Delivered: i18n.New("тапшырылган", "передан", "delivered"),
	Answered:  i18n.New("жооп берилген", "отвечен", "answered"),
}

// signed names the members who signed: in office on the protocol's day, each once.
func (g *Group) signed(ids []uuid.UUID, day clock.Date) (hands []Signature, errs apperr.List) {
	present, errs := g.attended(ids, day, nil)
	for _, p := range present {
		hands = append(hands, Signature{MemberID: p.MemberID, Name: p.Name, Leads: g.member(p.MemberID).Leads})
	}
	for i, e := range errs {
		errs[i] = e.At(append([]string{"signatories"}, e.Path[1:]...)...)
	}
	return hands, errs
}
