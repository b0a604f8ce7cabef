package protocol

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/session"
	"github.com/demilge/demilge/internal/text"
)

// Text is what the secretary writes into a draft.
type Text struct {
	Date           clock.Date
	Place          string
	Discussion     string
	Decisions      []Decision
	NoWinnerReason string
}

func (p *Protocol) take(t Text) {
	p.Date, p.Place, p.Discussion, p.Decisions, p.NoWinnerReason = t.Date, t.Place, t.Discussion, t.Decisions, t.NoWinnerReason
	if p.Decisions == nil {
		p.Decisions = []Decision{}
	}
}

// Draft begins the protocol of a closed session. Without decisions it proposes those of
// the ranking. Chair and secretary may; PROTOCOL_EXISTS, SESSION_NOT_CLOSED.
func (s *Service) Draft(ctx context.Context, sessionRef entity.Ref, t Text) (*Protocol, error) {
	scope, err := s.auth.Authorize(ctx, sessionRef.Tenant, access.Protocol, access.Create)
	if err != nil {
		return nil, err
	}
	var p *Protocol
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		m, err := tx.LockMaterial(ctx, sessionRef.ID)
		if err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		if err := s.mayDraft(m, scope); err != nil {
			return err
		}
		p = &Protocol{
			Base: entity.NewBase(sessionRef.Tenant, now), CompetitionID: m.Session.CompetitionID, SessionID: m.Session.ID, State: Draft,
		}
		p.take(t)
		if len(p.Decisions) == 0 {
			p.Decisions = m.proposal()
		}
		if err := m.checkText(p, now); err != nil {
			return err
		}
		if err := tx.InsertProtocol(ctx, p); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Protocol, Action: access.Create, ID: p.ID, After: p})
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// ready refuses a protocol before its session is closed.
func (m *Material) ready() error {
	if m.Session.State != session.Closed {
		return ErrSessionOpen
	}
	if m.Contest.Competition.State != competition.Evaluation {
		return evaluation.ErrNotEvaluated
	}
	return nil
}

// proposal decides as the ranking proposes.
func (m *Material) proposal() []Decision {
	decisions := []Decision{}
	for _, e := range m.Contest.Rank(m.Contest.Envelope).Entries {
		decisions = append(decisions, Decision{ApplicationID: e.Candidate.ApplicationID, LocalBudget: e.Proposed})
	}
	return decisions
}

func (m *Material) checkText(p *Protocol, now time.Time) error {
	if err := m.checkDraft(p); err != nil {
		return err
	}
	if m.Session.OpenedAt != nil && p.Date.Before(clock.DateOf(*m.Session.OpenedAt)) || p.Date.After(clock.DateOf(now)) {
		return ErrDateEarly.At("date")
	}
	return nil
}

// Update writes a draft anew. Chair and secretary may.
func (s *Service) Update(ctx context.Context, ref entity.Ref, version int64, t Text) (*Protocol, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Protocol, access.Update)
	if err != nil {
		return nil, err
	}
	return s.change(ctx, scope, ref, version, "", func(_ context.Context, _ Tx, m *Material, p *Protocol, now time.Time) error {
		if err := p.Apply(Edit, "", now); err != nil {
			return err
		}
		p.take(t)
		return m.checkText(p, now)
	})
}

// Seal numbers a draft, freezes what it says and takes the awarded sums from the
// envelope: from now on it is signed or withdrawn, never edited. It answers every
// decision that breaks the regulation; ENVELOPE_EXCEEDED also when another competition
// of the same envelope was faster.
func (s *Service) Seal(ctx context.Context, ref entity.Ref, version int64) (*Protocol, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Protocol, access.Submit)
	if err != nil {
		return nil, err
	}
	return s.change(ctx, scope, ref, version, "", func(ctx context.Context, tx Tx, m *Material, p *Protocol, now time.Time) error {
		if err := m.ready(); err != nil {
			return err
		}
		if err := p.Apply(Seal, "", now); err != nil {
			return err
		}
		if err := m.checkText(p, now); err != nil {
			return err
		}
		if err := allot(ctx, tx, m, p, now); err != nil {
			return err
		}
		return freeze(ctx, tx, m, p)
	})
}

// allot takes the awarded sum from the envelope, under the lock of its row: decisions
// and content speak of what is left now, whoever else has sealed meanwhile.
func allot(ctx context.Context, tx Tx, m *Material, p *Protocol, now time.Time) error {
	e, err := tx.LockEnvelope(ctx, m.Contest.Competition.EnvelopeID)
	if err != nil {
		return err
	}
	m.Contest.Envelope = e.Left()
	if err := m.checkDecisions(p); err != nil || !p.HasWinner() {
		return err
	}
	if err := e.Allot(p.Awarded()); err != nil {
		return err
	}
	e.Touch(now)
	return tx.UpdateEnvelope(ctx, e)
}

// release gives the awarded sum back.
func release(ctx context.Context, tx Tx, c *competition.Competition, p *Protocol, now time.Time) error {
	if !p.HasWinner() {
		return nil
	}
	e, err := tx.LockEnvelope(ctx, c.EnvelopeID)
	if err != nil {
		return err
	}
	e.Release(p.Awarded())
	e.Touch(now)
	return tx.UpdateEnvelope(ctx, e)
}

// freeze numbers the protocol and stores its content byte for byte with its SHA-256.
func freeze(ctx context.Context, tx Tx, m *Material, p *Protocol) error {
	number, err := tx.NextProtocolNumber(ctx, p.Date.Year())
	if err != nil {
		return err
	}
	p.Number = fmt.Sprintf("%d/%d", number, p.Date.Year())
	text, err := json.Marshal(m.compose(p))
	if err != nil {
		return err
	}
	sum := sha256.Sum256(text)
	p.Digest = hex.EncodeToString(sum[:])
	return tx.InsertContent(ctx, p.ID, string(text))
}

func open(text string) (*Content, error) {
	content := new(Content)
	if err := json.Unmarshal([]byte(text), content); err != nil {
		return nil, fmt.Errorf("protocol: sealed content: %w", err)
	}
	return content, nil
}

// Withdraw takes a sealed protocol back before everybody has signed; it is kept with its
// number and another can be drafted. The chair may, with a reason.
func (s *Service) Withdraw(ctx context.Context, ref entity.Ref, version int64, reason string) (*Protocol, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Protocol, access.Withdraw)
	if err != nil {
		return nil, err
	}
	reason = strings.TrimSpace(reason)
	if err := text.Block(reason, MaxReason, "reason"); err != nil {
		return nil, err
	}
	return s.change(ctx, scope, ref, version, reason, func(ctx context.Context, tx Tx, m *Material, p *Protocol, now time.Time) error {
		if err := p.Apply(Withdraw, reason, now); err != nil {
			return err
		}
		return release(ctx, tx, m.Contest.Competition, p, now)
	})
}

// leads is the row rule of the chair, of who presided, and of the secretary for one of
// them without an account.
func (s *Service) leads(m *Material, scope access.Scope) error {
	caller := m.Contest.Commission.MemberOf(scope.UserID())
	if caller == nil {
		return s.auth.Denied(scope.Permission())
	}
	presiding := m.Session.PresidingID
	i := slices.IndexFunc(m.Contest.Commission.Serving(), func(x *commission.Member) bool { return presiding != nil && x.ID == *presiding })
	switch {
	case caller.Role == commission.Chair, presiding != nil && caller.ID == *presiding:
		return nil
	case caller.Role == commission.Secretary && i >= 0 && !m.Contest.Commission.Serving()[i].HasAccount():
		return nil
	}
	return s.auth.Denied(scope.Permission())
}

// papers are the scans of a protocol and of its signatures.
func papers(p *Protocol) file.Owner { return file.Owner{Object: access.Protocol, ID: p.ID} }

// AttachScan adds the scan of the signed paper, once.
func (s *Service) AttachScan(ctx context.Context, ref entity.Ref, version int64, scan uuid.UUID) (*Protocol, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Protocol, access.Update)
	if err != nil {
		return nil, err
	}
	return s.change(ctx, scope, ref, version, "", func(ctx context.Context, tx Tx, m *Material, p *Protocol, now time.Time) error {
		if err := p.takesScan(); err != nil {
			return err
		}
		if _, err := tx.AttachFile(ctx, scan, papers(p), file.ProtocolScan); err != nil {
			return apperr.At(err, "fileId")
		}
		p.FileID = &scan
		p.Touch(now)
		return nil
	})
}
