package postgres

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/protocol"
	"github.com/demilge/demilge/internal/session"
)

// materialOf reads everything that a protocol is made of. It names applicants, so it
// runs under the tenant's role; a protocol has numbers and not the codes of a blind
// evaluation.
func materialOf(ctx context.Context, scope access.Scope, db selecter, c *competition.Competition, s *session.Session) (*protocol.Material, error) {
	contest, err := contestOf(ctx, scope, db, c)
	if err != nil {
		return nil, err
	}
	m := &protocol.Material{Contest: contest, Session: s}
	if m.Votes, err = votesOf(ctx, scope, db, s.ID); err != nil {
		return nil, err
	}
	if m.Dissents, err = dissentsOf(ctx, scope, db, s.ID); err != nil {
		return nil, err
	}
	if m.Register, err = registerOf(ctx, db, c.ID); err != nil {
		return nil, translate(ctx, err)
	}
	for _, entry := range m.Register {
		if candidate := contest.Candidate(entry.ApplicationID); candidate != nil {
			candidate.Number = entry.Number
		}
	}
	return m, nil
}

// registerOf reads the register of received applications with the names of applicants.
func registerOf(ctx context.Context, db selecter, competitionID uuid.UUID) ([]protocol.Entry, error) {
	var rows []struct {
		ID           uuid.UUID
		RegisterNo   int
		RegisterYear int
		ReceivedAt   *time.Time
		Title        i18n.Localized `bun:"type:jsonb"`
		State        application.State
		Reason       string
		Surname      string
		GivenName    string
		Patronymic   string
		Organisation string
		Requested    money.Amount
	}
	err := db.NewSelect().TableExpr("?tenant.application AS a").Join("JOIN ?tenant.applicant AS p ON p.id = a.id").
		ColumnExpr("a.id, a.register_no, a.register_year, a.received_at, a.title, a.state, a.reason").
		ColumnExpr("p.surname, p.given_name, p.patronymic, p.organisation").
		ColumnExpr(`(SELECT coalesce(sum(l.amount), 0)::bigint FROM ?tenant.budget_line AS l
			WHERE l.application_id = a.id AND l.source = 'LOCAL_BUDGET') AS requested`).
		Where("a.competition_id = ?", competitionID).Where("a.register_no > 0").
		OrderExpr("a.register_year, a.register_no").Scan(ctx, &rows)
	if err != nil {
		return nil, err
	}
	entries := make([]protocol.Entry, len(rows))
	for i, r := range rows {
		who := application.Applicant{Surname: r.Surname, GivenName: r.GivenName, Patronymic: r.Patronymic}.FullName()
		entries[i] = protocol.Entry{
			ApplicationID: r.ID, Number: application.RegisterNumber(r.RegisterNo, r.RegisterYear), ReceivedAt: r.ReceivedAt,
			Applicant: who, Organisation: r.Organisation, Title: r.Title, Requested: r.Requested, State: r.State, Reason: r.Reason,
		}
	}
	return entries, nil
}
