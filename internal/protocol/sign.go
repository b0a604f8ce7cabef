package protocol

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/award"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/text"
)

// Hand is how somebody answers a protocol: signs, signs with a reservation, or refuses
// with an opinion.
type Hand struct {
	// MemberID is given by the secretary for a paper signature; nil is the caller.
	MemberID *uuid.UUID
	// Name as printed; empty takes the name of the order.
	Name       string
	Refused    bool
	Dissent    string
	ScanFileID *uuid.UUID
}

// Sign adds the caller's own signature or refusal. When it is the last that the protocol
// waits for, the protocol is signed: the competition moves and the awards stand.
func (s *Service) Sign(ctx context.Context, ref entity.Ref, version int64, hand Hand) (*Protocol, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Protocol, access.Sign)
	if err != nil {
		return nil, err
	}
	return s.sign(ctx, scope, ref, version, hand, Simple, func(m *Material) (uuid.UUID, error) {
		return m.Contest.Commission.MemberOf(scope.UserID()).ID, nil
	})
}

// RegisterSignature records a signature on the paper original with its scan, or a
// refusal. The secretary may.
func (s *Service) RegisterSignature(ctx context.Context, ref entity.Ref, version int64, hand Hand) (*Protocol, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Protocol, access.Register)
	if err != nil {
		return nil, err
	}
	return s.sign(ctx, scope, ref, version, hand, OnPaper, func(*Material) (uuid.UUID, error) {
		switch {
		case hand.MemberID == nil:
			return uuid.Nil, apperr.ErrRequired.At("memberId")
		case hand.ScanFileID == nil && !hand.Refused:
			return uuid.Nil, evaluation.ErrScanMissing.At("scanFileId")
		}
		return *hand.MemberID, nil
	})
}

func (s *Service) sign(ctx context.Context, scope access.Scope, ref entity.Ref, version int64, hand Hand, method Method,
	who func(*Material) (uuid.UUID, error),
) (*Protocol, error) {
	if err := hand.check(); err != nil {
		return nil, err
	}
	return s.change(ctx, scope, ref, version, "", func(ctx context.Context, tx Tx, m *Material, p *Protocol, now time.Time) error {
		member, err := who(m)
		if err != nil {
			return err
		}
		signature, err := m.signature(p, member, hand, method, now)
		if err != nil {
			return err
		}
		if signature.ScanFileID != nil {
			if _, err := tx.AttachFile(ctx, *signature.ScanFileID, papers(p), file.ProtocolScan, file.SignedPaper); err != nil {
				return apperr.At(err, "scanFileId")
			}
		}
		if err := tx.InsertSignature(ctx, signature); err != nil {
			return err
		}
		if !m.complete(append(m.Signed, signature)) {
			p.Touch(now)
			return nil
		}
		return s.conclude(ctx, tx, m, p, now)
	})
}

func (h *Hand) check() error {
	var errs apperr.List
	h.Name, h.Dissent = strings.TrimSpace(h.Name), strings.TrimSpace(h.Dissent)
	errs.Add(text.Line(h.Name, MaxPlace, "name"))
	errs.Add(text.Block(h.Dissent, MaxConditions, "dissent"))
	if h.Refused && h.Dissent == "" {
		errs.Add(apperr.ErrRequired.At("dissent"))
	}
	return errs.Err()
}

// signature is the row of one signatory, or why it cannot be.
func (m *Material) signature(p *Protocol, member uuid.UUID, hand Hand, method Method, now time.Time) (*Signature, error) {
	asked, err := m.awaited(p, member)
	if err != nil {
		return nil, err
	}
	if hand.Refused && asked.Required {
		return nil, ErrChairRefuses
	}
	name := hand.Name
	if name == "" {
		name = asked.Name
	}
	return &Signature{
		Base: entity.NewBase(p.TenantID, now), ProtocolID: p.ID, MemberID: member, Name: name, Role: asked.Role,
		Method: method, Refused: hand.Refused, Dissent: hand.Dissent, ScanFileID: hand.ScanFileID, SignedAt: now,
	}, nil
}

// complete reports whether everybody who was asked has answered.
func (m *Material) complete(signed []*Signature) bool {
	for _, asked := range m.signatories() {
		if !slices.ContainsFunc(signed, func(x *Signature) bool { return x.MemberID == asked.MemberID }) {
			return false
		}
	}
	return true
}

// conclude makes the protocol signed: the competition moves on and the awards stand.
func (s *Service) conclude(ctx context.Context, tx Tx, m *Material, p *Protocol, now time.Time) error {
	if err := p.Apply(Complete, "", now); err != nil {
		return err
	}
	c := m.Contest.Competition
	if err := c.Apply(competition.SignProtocol, competition.Facts{ProtocolSigned: true}, now); err != nil {
		return err
	}
	if err := tx.UpdateCompetition(ctx, c); err != nil {
		return err
	}
	ranking := m.Contest.Rank(m.Contest.Envelope)
	for _, d := range p.Decisions {
		if d.LocalBudget == nil {
			continue
		}
		won := &award.Award{
			Base: entity.NewBase(p.TenantID, now), CompetitionID: c.ID, ProtocolID: p.ID, ApplicationID: d.ApplicationID,
			EnvelopeID: c.EnvelopeID, Rank: ranking.Entry(d.ApplicationID).Rank, LocalBudget: *d.LocalBudget, Conditions: d.Conditions,
		}
		if err := tx.InsertAward(ctx, won); err != nil {
			return err
		}
	}
	return nil
}
