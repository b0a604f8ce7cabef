package protocol

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/session"
)

// Order reads one order. The commission and the executive body may.
func (s *Service) Order(ctx context.Context, ref entity.Ref) (*Order, error) {
	return access.Reached(ctx, s.auth, s.store, ref, access.ResultOrder, access.Read, s.store.Order,
		func(o *Order) uuid.UUID { return o.CompetitionID })
}

// OrdersOf lists the orders on competitions, oldest first.
func (s *Service) OrdersOf(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID) (map[uuid.UUID][]*Order, error) {
	scope, reach, err := access.Reaching(ctx, s.auth, s.store, tenant, access.ResultOrder, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.OrdersOf(ctx, scope, reach.Within(competitions))
}

// PublicOrders gives the order that approved the result of each competition, to
// everyone; the caller keeps to competitions whose result is published.
func (s *Service) PublicOrders(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID) (map[uuid.UUID]*Order, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Publication, access.Read)
	if err != nil {
		return nil, err
	}
	all, err := s.store.OrdersOf(ctx, scope, competitions)
	if err != nil {
		return nil, err
	}
	approving := make(map[uuid.UUID]*Order, len(all))
	for id, orders := range all {
		for _, o := range orders {
			if o.Kind == Approval {
				approving[id] = o
			}
		}
	}
	return approving, nil
}

// Approve orders the result as the protocol says, nothing else: the head cannot change a
// score or an award. The winners' applications become AWARDED, the others NOT_AWARDED; a
// protocol without a winner ends the competition as failed, with the protocol's reason.
func (s *Service) Approve(ctx context.Context, ref entity.Ref, version int64, paper Paper) (*Order, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.ResultOrder, access.Approve)
	if err != nil {
		return nil, err
	}
	return s.order(ctx, scope, ref, version, Approval, paper, func(ctx context.Context, tx Tx, m *Material, p *Protocol,
		list []*application.Application, now time.Time,
	) error {
		event, reason := competition.ApproveResult, ""
		if !p.HasWinner() {
			event, reason = competition.FailNoWinner, p.NoWinnerReason
		}
		if err := settle(ctx, tx, p, list, now); err != nil {
			return err
		}
		return advance(ctx, tx, m, event, paper, reason, now)
	})
}

// settle tells every admitted application its outcome.
func settle(ctx context.Context, tx Tx, p *Protocol, list []*application.Application, now time.Time) error {
	for _, a := range list {
		if a.State != application.Admitted {
			continue
		}
		event := application.Deny
		if d := p.decision(a.ID); d != nil && d.LocalBudget != nil {
			event = application.Award
		}
		if err := a.Apply(event, application.Facts{}, now); err != nil {
			return err
		}
		if err := tx.UpdateApplication(ctx, a); err != nil {
			return err
		}
	}
	return nil
}

func advance(ctx context.Context, tx Tx, m *Material, event competition.Event, paper Paper, reason string, now time.Time) error {
	facts := competition.Facts{Reason: reason, Order: &competition.Order{Number: paper.Number, Date: paper.Date}}
	if err := m.Contest.Competition.Apply(event, facts, now); err != nil {
		return err
	}
	return tx.UpdateCompetition(ctx, m.Contest.Competition)
}

// Annul returns a signed protocol to the commission by a reasoned order: the awards end,
// the money goes back to the envelope, and a new session can be called.
func (s *Service) Annul(ctx context.Context, ref entity.Ref, version int64, paper Paper) (*Order, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.ResultOrder, access.Return)
	if err != nil {
		return nil, err
	}
	if paper.Reason = strings.TrimSpace(paper.Reason); paper.Reason == "" {
		return nil, apperr.ErrRequired.At("reason")
	}
	return s.order(ctx, scope, ref, version, Annulment, paper, func(ctx context.Context, tx Tx, m *Material, p *Protocol,
		_ []*application.Application, now time.Time,
	) error {
		if err := p.Apply(Annul, paper.Reason, now); err != nil {
			return err
		}
		if err := m.Session.Apply(session.Annul, session.Facts{Contest: m.Contest, Reason: paper.Reason}, now); err != nil {
			return err
		}
		if err := tx.UpdateSession(ctx, m.Session); err != nil {
			return err
		}
		if err := tx.UpdateProtocol(ctx, p); err != nil {
			return err
		}
		if err := tx.AnnulAwards(ctx, p.ID, now); err != nil {
			return err
		}
		if err := release(ctx, tx, m.Contest.Competition, p, now); err != nil {
			return err
		}
		return advance(ctx, tx, m, competition.AnnulProtocol, paper, paper.Reason, now)
	})
}

// order writes an order of the head and carries it out, in one transaction.
//
//nolint:funlen // one transaction, read from top to bottom
func (s *Service) order(ctx context.Context, scope access.Scope, ref entity.Ref, version int64, kind OrderKind, paper Paper,
	carry func(context.Context, Tx, *Material, *Protocol, []*application.Application, time.Time) error,
) (order *Order, err error) {
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		m, p, list, err := lockResult(ctx, tx, ref.ID)
		if err != nil {
			return err
		}
		if err := s.may(m, p, scope); err != nil {
			return err
		}
		if p.Version != version {
			return apperr.ErrStale
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		if err := paper.check(p.Date, clock.DateOf(now)); err != nil {
			return err
		}
		order = &Order{
			Base: entity.NewBase(ref.Tenant, now), CompetitionID: p.CompetitionID, ProtocolID: p.ID, Kind: kind,
			Number: paper.Number, Date: paper.Date, Reason: paper.Reason, FileID: paper.FileID, SignedBy: paper.SignedBy,
		}
		if order.SignedBy == "" {
			order.SignedBy = scope.Principal().Name
		}
		order.say(m, p, paper)
		if err := carry(ctx, tx, m, p, list, now); err != nil {
			return err
		}
		if order.FileID != nil {
			if _, err := tx.AttachFile(ctx, *order.FileID, file.Owner{Object: access.ResultOrder, ID: order.ID}, file.OrderScan); err != nil {
				return apperr.At(err, "fileId")
			}
		}
		if err := tx.InsertOrder(ctx, order); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{
			Object: access.ResultOrder, Action: scope.Permission().Action, ID: order.ID, After: order, Reason: paper.Reason,
		})
	})
	if err != nil {
		return nil, err
	}
	return order, nil
}

// lockResult locks what an order touches, applications first as everywhere.
func lockResult(ctx context.Context, tx Tx, protocol uuid.UUID) (*Material, *Protocol, []*application.Application, error) {
	id, err := tx.SessionOf(ctx, protocol)
	if err != nil {
		return nil, nil, nil, err
	}
	competitionID, err := tx.CompetitionOfSession(ctx, id)
	if err != nil {
		return nil, nil, nil, err
	}
	list, err := tx.LockApplications(ctx, competitionID)
	if err != nil {
		return nil, nil, nil, err
	}
	m, err := tx.LockMaterial(ctx, id)
	if err != nil {
		return nil, nil, nil, err
	}
	p, err := tx.LockProtocol(ctx, protocol)
	return m, p, list, err
}
