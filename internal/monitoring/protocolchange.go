package monitoring

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/text"
)

// DraftProtocol begins the protocol of one or several visits of a group to one initiative.
// A monitoring member with a mandate, a specialist.
func (s *Service) DraftProtocol(ctx context.Context, of entity.Ref, o Opinion) (*Protocol, error) {
	scope, err := s.auth.Authorize(ctx, of.Tenant, access.MonitoringProtocol, access.Create)
	if err != nil {
		return nil, err
	}
	var p *Protocol
	err = s.within(ctx, scope, of.ID, func(ctx context.Context, tx Tx, st stand) error {
		if err := s.monitors(scope, st, access.Specialist); err != nil {
			return err
		}
		if err := st.Agreement.Started(); err != nil {
			return err
		}
		visits, err := ofAgreement(ctx, tx, of.ID, o, st.today)
		if err != nil {
			return err
		}
		p = &Protocol{
			Base: entity.NewBase(of.Tenant, st.now), AgreementID: of.ID, GroupID: visits[0].GroupID, State: Drafted, Signatures: []Signature{},
		}
		o.apply(p)
		if err := tx.InsertProtocol(ctx, p); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.MonitoringProtocol, Action: access.Create, ID: p.ID, After: p})
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// ofAgreement reads the visits of a protocol and checks what is written of it.
func ofAgreement(ctx context.Context, tx Tx, id uuid.UUID, o Opinion, today clock.Date) ([]*Visit, error) {
	visits, err := tx.VisitsByIDs(ctx, o.VisitIDs)
	if err != nil {
		return nil, err
	}
	for _, v := range visits {
		if v.AgreementID != id {
			return nil, ErrOtherVisit
		}
	}
	if len(visits) != len(o.VisitIDs) {
		return nil, apperr.ErrNotFound.At("visitIds")
	}
	return visits, o.check(visits, today)
}

// UpdateProtocol rewrites a draft. A monitoring member with a mandate, a specialist.
func (s *Service) UpdateProtocol(ctx context.Context, ref entity.Ref, version int64, o Opinion) (*Protocol, error) {
	return change(ctx, s, protocols, ref, version, access.Update, "", func(ctx context.Context, tx Tx, _ access.Scope, st stand, p *Protocol) error {
		visits, err := ofAgreement(ctx, tx, p.AgreementID, o, st.today)
		if err != nil {
			return err
		}
		o.apply(p)
		p.GroupID = visits[0].GroupID
		return nil
	})
}

// SignProtocol records the signed paper: who of the group signed, and the scan. The
// protocol gets its number, and what it says is frozen. A monitoring member with a
// mandate, a specialist.
func (s *Service) SignProtocol(ctx context.Context, ref entity.Ref, version int64, signing Signing) (*Protocol, error) {
	return change(ctx, s, protocols, ref, version, access.Sign, "", func(ctx context.Context, tx Tx, _ access.Scope, st stand, p *Protocol) error {
		g, err := tx.LockGroup(ctx, p.GroupID)
		if err != nil {
			return err
		}
		hands, errs := g.signed(signing.Members, p.Date)
		if len(errs) > 0 {
			return errs
		}
		visits, err := tx.VisitsByIDs(ctx, p.VisitIDs)
		if err != nil {
			return err
		}
		findings, err := tx.FindingsOf(ctx, p.VisitIDs)
		if err != nil {
			return err
		}
		n, err := tx.NextMonitoringNumber(ctx, p.Date.Year())
		if err != nil {
			return err
		}
		p.State, p.Number, p.SignedAt = Signed, fmt.Sprintf("%d/%d", n, p.Date.Year()), &st.now
		p.Signatures, p.Content = hands, compose(st.Agreement, g, visits, findings)
		return p.attach(ctx, tx, signing)
	})
}

// attach takes the scan of the signed paper, or notes why there is none.
func (p *Protocol) attach(ctx context.Context, tx Tx, signing Signing) error {
	if p.ScanNote = signing.WithoutScan; p.ScanNote != "" {
		return nil
	}
	p.ScanFileID = &signing.ScanFileID
	owner := file.Owner{Object: access.MonitoringProtocol, ID: p.ID}
	return file.Swap(ctx, tx, nil, p.ScanFileID, owner, "scanFileId", file.ProtocolScan, file.SignedPaper)
}

// DeliverProtocol records that the executive body got a signed protocol: when, and who took
// it. A monitoring member with a mandate, a specialist.
func (s *Service) DeliverProtocol(ctx context.Context, ref entity.Ref, version int64, on clock.Date, by string) (*Protocol, error) {
	by = strings.TrimSpace(by)
	return change(ctx, s, protocols, ref, version, access.Deliver, "", func(_ context.Context, _ Tx, _ access.Scope, st stand, p *Protocol) error {
		errs := dayBetween(on, p.Date, st.today, "deliveredOn")
		if by == "" {
			errs.Add(apperr.ErrRequired.At("receivedBy"))
		}
		errs.Add(text.Line(by, MaxLine, "receivedBy"))
		if len(errs) > 0 {
			return errs
		}
		p.State, p.DeliveredOn, p.ReceivedBy = Delivered, &on, by
		return nil
	})
}

// AnswerProtocol records what the executive body answers. Head, executive secretary.
func (s *Service) AnswerProtocol(ctx context.Context, ref entity.Ref, version int64, on clock.Date, answer string) (*Protocol, error) {
	answer, err := text.Reason(answer, MaxText, "answer")
	if err != nil {
		return nil, err
	}
	return change(ctx, s, protocols, ref, version, access.Answer, "", func(_ context.Context, _ Tx, _ access.Scope, st stand, p *Protocol) error {
		if errs := dayBetween(on, *p.DeliveredOn, st.today, "answeredOn"); len(errs) > 0 {
			return errs
		}
		p.State, p.AnsweredOn, p.Answer = Answered, &on, answer
		return nil
	})
}

func dayBetween(day, first, last clock.Date, field string) (errs apperr.List) {
	if day.Before(first) || day.After(last) {
		errs.Add(apperr.OutOfRange(first, last, field))
	}
	return errs
}

// mayProtocol decides on a change of a protocol by the caller's part and both states.
func (s *Service) mayProtocol(scope access.Scope, p *Protocol, st stand) error {
	action := scope.Permission().Action
	if action != access.Answer {
		if err := s.monitors(scope, st, access.Specialist); err != nil {
			return err
		}
	}
	if err := st.Agreement.Started(); err != nil {
		return err
	}
	return p.takes(action)
}
