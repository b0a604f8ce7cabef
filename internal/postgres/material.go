package postgres

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/protocol"
	"github.com/demilge/demilge/internal/session"
)

// seatsOf reads sessions with what the evaluations of their competitions stand on, by the
// session. NOT_FOUND answers a session that is not there.
func seatsOf(ctx context.Context, scope access.Scope, db selecter, sessions []uuid.UUID) (map[uuid.UUID]*protocol.Material, error) {
	var meetings []*meetingRow
	found, err := named(ctx, scope, db.NewSelect().Model(&meetings), &meetings, sessions,
		func(r *meetingRow) *session.Session { return r.Session })
	if err != nil {
		return nil, err
	}
	var competitions []uuid.UUID
	for _, meeting := range found {
		competitions = append(competitions, meeting.CompetitionID)
	}
	var rows []*competitionRow
	of, err := named(ctx, scope, db.NewSelect().Model(&rows), &rows, competitions, (*competitionRow).entity)
	if err != nil {
		return nil, err
	}
	contests, err := contestsOf(ctx, scope, db, of)
	if err != nil {
		return nil, err
	}
	seats := make(map[uuid.UUID]*protocol.Material, len(found))
	for _, id := range sessions {
		meeting := found[id]
		if meeting == nil || contests[meeting.CompetitionID] == nil {
			return nil, apperr.ErrNotFound
		}
		seats[id] = &protocol.Material{Contest: contests[meeting.CompetitionID], Session: meeting}
	}
	return seats, nil
}

// fill reads everything else that protocols are made of, by the session. It names
// applicants, so it runs under the tenant's role; a protocol has numbers and not the codes
// of a blind evaluation.
func fill(ctx context.Context, scope access.Scope, db selecter, materials map[uuid.UUID]*protocol.Material) error {
	var sessions, competitions []uuid.UUID
	for id, m := range materials {
		sessions, competitions = append(sessions, id), append(competitions, m.Contest.Competition.ID)
	}
	votes, err := votesOf(ctx, scope, db, sessions)
	if err != nil {
		return err
	}
	dissents, err := dissentsOf(ctx, scope, db, sessions)
	if err != nil {
		return err
	}
	registers, err := registersOf(ctx, db, competitions)
	if err != nil {
		return translate(ctx, err)
	}
	for id, m := range materials {
		m.Votes, m.Dissents, m.Register = votes[id], dissents[id], registers[m.Contest.Competition.ID]
		for _, entry := range m.Register {
			if candidate := m.Contest.Candidate(entry.ApplicationID); candidate != nil {
				candidate.Number = entry.Number
			}
		}
	}
	return nil
}

// registersOf reads the registers of received applications with the names of applicants,
// by the competition.
func registersOf(ctx context.Context, db selecter, competitions []uuid.UUID) (map[uuid.UUID][]protocol.Entry, error) {
	var rows []struct {
		ID            uuid.UUID
		CompetitionID uuid.UUID
		RegisterNo    int
		RegisterYear  int
		ReceivedAt    *time.Time
		Title         i18n.Localized `bun:"type:jsonb"`
		State         application.State
		Reason        string
		Surname       string
		GivenName     string
		Patronymic    string
		Organisation  string
		Requested     money.Amount
	}
	err := db.NewSelect().TableExpr("?tenant.application AS a").Join("JOIN ?tenant.applicant AS p ON p.id = a.id").
		ColumnExpr("a.id, a.competition_id, a.register_no, a.register_year, a.received_at, a.title, a.state, a.reason").
		ColumnExpr("p.surname, p.given_name, p.patronymic, p.organisation").
		ColumnExpr(`(SELECT coalesce(sum(l.amount), 0)::bigint FROM ?tenant.budget_line AS l
			WHERE l.application_id = a.id AND l.source = 'LOCAL_BUDGET') AS requested`).
		Where("a.competition_id IN (?)", bun.List(competitions)).Where("a.register_no > 0").
		OrderExpr("a.register_year, a.register_no").Scan(ctx, &rows)
	if err != nil {
		return nil, err
	}
	registers := make(map[uuid.UUID][]protocol.Entry, len(competitions))
	for _, r := range rows {
		who := application.Applicant{Surname: r.Surname, GivenName: r.GivenName, Patronymic: r.Patronymic}.FullName()
		registers[r.CompetitionID] = append(registers[r.CompetitionID], protocol.Entry{
			ApplicationID: r.ID, Number: application.RegisterNumber(r.RegisterNo, r.RegisterYear), ReceivedAt: r.ReceivedAt,
			Applicant: who, Organisation: r.Organisation, Title: r.Title, Requested: r.Requested, State: r.State, Reason: r.Reason,
		})
	}
	return registers, nil
}
