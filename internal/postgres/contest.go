package postgres

import (
	"context"
	"database/sql"
	"errors"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/session"
)

// contestOf reads everything that the evaluation of a competition stands on.
func contestOf(ctx context.Context, scope access.Scope, db selecter, c *competition.Competition) (*evaluation.Contest, error) {
	seats, err := commissionOf(ctx, scope, db, c.CommissionID)
	if err != nil {
		return nil, err
	}
	if seats == nil {
		return nil, apperr.ErrNotFound
	}
	contest := &evaluation.Contest{Competition: c, Commission: seats}
	rules, err := regulationRules(ctx, db.NewSelect(), []uuid.UUID{c.RegulationID})
	if err != nil {
		return nil, translate(ctx, err)
	}
	contest.Rules = rules[c.RegulationID]
	for _, read := range []func(context.Context, access.Scope, selecter, *evaluation.Contest) error{
		readCandidates, readDeclarations, readSheets, readStage, readEnvelope,
	} {
		if err := read(ctx, scope, db, contest); err != nil {
			return nil, translate(ctx, err)
		}
	}
	return contest, nil
}

type candidateRow struct {
	ID           uuid.UUID
	RegisterNo   int
	RegisterYear int
	Title        i18n.Localized `bun:"type:jsonb"`
	OwnerID      *uuid.UUID
	Editors      []uuid.UUID `bun:"type:jsonb"`
	Requested    money.Amount
	Own          money.Amount
	Total        money.Amount
}

// readCandidates reads the admitted applications with what their estimates add up to. In
// a blind competition a code stands for the number until the protocol is signed.
func readCandidates(ctx context.Context, scope access.Scope, db selecter, contest *evaluation.Contest) error {
	var rows []candidateRow
	err := db.NewSelect().TableExpr("?tenant.application AS a").
		ColumnExpr("a.id, a.register_no, a.register_year, a.title, a.owner_id, b.requested, b.own, b.total").
		ColumnExpr(`coalesce((SELECT jsonb_agg(e.user_id) FROM ?tenant.application_editor e
			WHERE e.application_id = a.id AND e.user_id IS NOT NULL), '[]') AS editors`).
		Join(`CROSS JOIN LATERAL (SELECT
			coalesce(sum(l.amount) FILTER (WHERE l.source = 'LOCAL_BUDGET'), 0)::bigint AS requested,
			coalesce(sum(l.amount) FILTER (WHERE l.source = 'INITIATOR'), 0)::bigint AS own,
			coalesce(sum(l.amount), 0)::bigint AS total
			FROM ?tenant.budget_line l WHERE l.application_id = a.id) AS b`).
		Where("a.competition_id = ?", contest.Competition.ID).
		Where("a.state IN (?)", bun.List(application.AdmittedStates())).
		OrderExpr("a.register_year, a.register_no").Scan(ctx, &rows)
	if err != nil {
		return err
	}
	blind := contest.Competition.HidesNames()
	for _, r := range rows {
		candidate := &evaluation.Candidate{
			TenantID: scope.TenantID(), ApplicationID: r.ID, Number: application.RegisterNumber(r.RegisterNo, r.RegisterYear), Title: r.Title,
			Requested: r.Requested, Own: r.Own, Total: r.Total, People: r.Editors,
		}
		if blind {
			candidate.Number = (&application.Application{Base: entity.Base{ID: r.ID}}).Code()
		}
		if r.OwnerID != nil {
			candidate.People = append(candidate.People, *r.OwnerID)
		}
		contest.Candidates = append(contest.Candidates, candidate)
	}
	return nil
}

func readDeclarations(ctx context.Context, scope access.Scope, db selecter, contest *evaluation.Contest) error {
	var rows []*declarationRow
	err := db.NewSelect().Model(&rows).Where("competition_id = ?", contest.Competition.ID).Order("id").Scan(ctx)
	stamp(scope, rows)
	for _, r := range rows {
		contest.Declarations = append(contest.Declarations, r.Declaration)
	}
	return err
}

// readSheets reads the newest revision of each sheet.
func readSheets(ctx context.Context, scope access.Scope, db selecter, contest *evaluation.Contest) error {
	var rows []*sheetRow
	err := db.NewSelect().Model(&rows).DistinctOn("application_id, member_id").
		Where("competition_id = ?", contest.Competition.ID).OrderExpr("application_id, member_id, revision DESC").Scan(ctx)
	stamp(scope, rows)
	for _, r := range rows {
		contest.Sheets = append(contest.Sheets, r.Sheet)
	}
	return err
}

// readStage reads how far the session that counts has come.
func readStage(ctx context.Context, _ access.Scope, db selecter, contest *evaluation.Contest) error {
	row := new(meetingRow)
	err := db.NewSelect().Model(row).Where("competition_id = ?", contest.Competition.ID).
		Where("state NOT IN (?)", bun.List([]session.State{session.Adjourned, session.Annulled})).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	contest.Stage.ScoresClosed = row.State == session.ScoresClosed || row.State == session.Closed
	contest.Stage.SessionClosed = row.State == session.Closed
	contest.Casting = row.Casting
	return nil
}

// readEnvelope reads what there is to award: what is left, and what this competition's
// own sealed protocol has taken.
func readEnvelope(ctx context.Context, _ access.Scope, db selecter, contest *evaluation.Contest) error {
	var row struct {
		Remains money.Amount
		Taken   *money.Amount
		Sealed  bool
	}
	err := db.NewSelect().TableExpr("?tenant.envelope AS e").ColumnExpr("e.amount - e.awarded AS remains, p.taken, p.sealed").
		Join(`CROSS JOIN LATERAL (SELECT count(*) > 0 AS sealed,
			sum((SELECT sum((d->>'localBudget')::bigint) FROM jsonb_array_elements(p.decisions) AS d))::bigint AS taken
			FROM ?tenant.protocol AS p WHERE p.competition_id = ? AND p.state IN ('SEALED', 'SIGNED')) AS p`, contest.Competition.ID).
		Where("e.id = ?", contest.Competition.EnvelopeID).Scan(ctx, &row)
	if err != nil {
		return err
	}
	contest.Stage.Sealed, contest.Envelope = row.Sealed, row.Remains
	if row.Taken != nil {
		contest.Envelope += *row.Taken
	}
	return nil
}

// contestTx lends LockContest to the transactions of evaluations, sessions and protocols.
type contestTx struct{ *Tx }

// LockContest reads a contest and keeps others from changing its competition.
func (tx contestTx) LockContest(ctx context.Context, id uuid.UUID) (*evaluation.Contest, error) {
	c, err := competitionTx(tx).Lock(ctx, id)
	if err != nil {
		return nil, err
	}
	return contestOf(ctx, tx.scope, tx, c)
}

// competitionIn finds the competition of a row in one of the tables below.
func (tx contestTx) competitionIn(ctx context.Context, model any, id uuid.UUID) (competition uuid.UUID, err error) {
	err = tx.NewSelect().Model(model).Column("competition_id").Where("id = ?", id).Scan(ctx, &competition)
	return competition, err
}

func (tx contestTx) CompetitionOf(ctx context.Context, application uuid.UUID) (uuid.UUID, error) {
	return tx.competitionIn(ctx, (*applicationRow)(nil), application)
}

func (tx contestTx) CompetitionOfSheet(ctx context.Context, sheet uuid.UUID) (uuid.UUID, error) {
	return tx.competitionIn(ctx, (*sheetRow)(nil), sheet)
}

func (tx contestTx) CompetitionOfDeclaration(ctx context.Context, declaration uuid.UUID) (uuid.UUID, error) {
	return tx.competitionIn(ctx, (*declarationRow)(nil), declaration)
}

func (tx contestTx) CompetitionOfSession(ctx context.Context, session uuid.UUID) (uuid.UUID, error) {
	return tx.competitionIn(ctx, (*meetingRow)(nil), session)
}
