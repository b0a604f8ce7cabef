package postgres

import (
	"context"
	"maps"
	"slices"

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

// contestOf reads everything that the evaluation of a competition stands on; NOT_FOUND
// before it has a commission.
func contestOf(ctx context.Context, scope access.Scope, db selecter, c *competition.Competition) (*evaluation.Contest, error) {
	found, err := contestsOf(ctx, scope, db, map[uuid.UUID]*competition.Competition{c.ID: c})
	if err != nil {
		return nil, err
	}
	if found[c.ID] == nil {
		return nil, apperr.ErrNotFound
	}
	return found[c.ID], nil
}

// contests are those of several competitions, by the competition.
type contests map[uuid.UUID]*evaluation.Contest

// contestsOf is contestOf for several, in as many statements; those without a commission
// are missing from the answer.
func contestsOf(ctx context.Context, scope access.Scope, db selecter, competitions map[uuid.UUID]*competition.Competition) (contests, error) {
	seats, err := commissionsOf(ctx, scope, db, competitions)
	if err != nil {
		return nil, err
	}
	found := contests{}
	for id, c := range competitions {
		if seats[id] != nil {
			found[id] = &evaluation.Contest{Competition: c, Commission: seats[id]}
		}
	}
	if len(found) == 0 {
		return found, nil
	}
	rules, err := rulesOf(ctx, db, slices.Collect(maps.Keys(found)))
	if err != nil {
		return nil, err
	}
	for id, contest := range found {
		contest.Rules = rules[id]
	}
	for _, read := range []func(contests, context.Context, access.Scope, selecter) error{
		contests.readCandidates, contests.readDeclarations, contests.readSheets, contests.readStages, contests.readEnvelopes,
	} {
		if err := read(found, ctx, scope, db); err != nil {
			return nil, translate(ctx, err)
		}
	}
	return found, nil
}

// ids lists the competitions.
func (c contests) ids() bun.ListValues { return bun.List(slices.Collect(maps.Keys(c))) }

type candidateRow struct {
	ID            uuid.UUID
	CompetitionID uuid.UUID
	RegisterNo    int
	RegisterYear  int
	Title         i18n.Localized `bun:"type:jsonb"`
	OwnerID       *uuid.UUID
	Editors       []uuid.UUID `bun:"type:jsonb"`
	Requested     money.Amount
	Own           money.Amount
	Total         money.Amount
}

// readCandidates reads the admitted applications with what their estimates add up to. In
// a blind competition a code stands for the number until the protocol is signed.
func (c contests) readCandidates(ctx context.Context, scope access.Scope, db selecter) error {
	var rows []candidateRow
	err := db.NewSelect().TableExpr("?tenant.application AS a").
		ColumnExpr("a.id, a.competition_id, a.register_no, a.register_year, a.title, a.owner_id, b.requested, b.own, b.total").
		ColumnExpr(`coalesce((SELECT jsonb_agg(e.user_id) FROM ?tenant.application_editor e
			WHERE e.application_id = a.id AND e.user_id IS NOT NULL), '[]') AS editors`).
		Join(`CROSS JOIN LATERAL (SELECT
			coalesce(sum(l.amount) FILTER (WHERE l.source = 'LOCAL_BUDGET'), 0)::bigint AS requested,
			coalesce(sum(l.amount) FILTER (WHERE l.source = 'INITIATOR'), 0)::bigint AS own,
			coalesce(sum(l.amount), 0)::bigint AS total
			FROM ?tenant.budget_line l WHERE l.application_id = a.id) AS b`).
		Where("a.competition_id IN (?)", c.ids()).
		Where("a.state IN (?)", bun.List(application.AdmittedStates())).
		OrderExpr("a.register_year, a.register_no").Scan(ctx, &rows)
	if err != nil {
		return err
	}
	for _, r := range rows {
		contest := c[r.CompetitionID]
		candidate := &evaluation.Candidate{
			TenantID: scope.TenantID(), ApplicationID: r.ID, Number: application.RegisterNumber(r.RegisterNo, r.RegisterYear), Title: r.Title,
			Requested: r.Requested, Own: r.Own, Total: r.Total, People: r.Editors,
		}
		if contest.Competition.HidesNames() {
			candidate.Number = (&application.Application{Base: entity.Base{ID: r.ID}}).Code()
		}
		if r.OwnerID != nil {
			candidate.People = append(candidate.People, *r.OwnerID)
		}
		contest.Candidates = append(contest.Candidates, candidate)
	}
	return nil
}

func (c contests) readDeclarations(ctx context.Context, scope access.Scope, db selecter) error {
	var rows []*declarationRow
	err := db.NewSelect().Model(&rows).Where("competition_id IN (?)", c.ids()).Order("id").Scan(ctx)
	stamp(scope, rows)
	for _, r := range rows {
		contest := c[r.CompetitionID]
		contest.Declarations = append(contest.Declarations, r.Declaration)
	}
	return err
}

// readSheets reads the newest revision of each sheet.
func (c contests) readSheets(ctx context.Context, scope access.Scope, db selecter) error {
	var rows []*sheetRow
	err := db.NewSelect().Model(&rows).DistinctOn("application_id, member_id").
		Where("competition_id IN (?)", c.ids()).OrderExpr("application_id, member_id, revision DESC").Scan(ctx)
	stamp(scope, rows)
	for _, r := range rows {
		contest := c[r.CompetitionID]
		contest.Sheets = append(contest.Sheets, r.Sheet)
	}
	return err
}

// readStages reads how far the sessions that count have come.
func (c contests) readStages(ctx context.Context, _ access.Scope, db selecter) error {
	var rows []*meetingRow
	err := db.NewSelect().Model(&rows).Where("competition_id IN (?)", c.ids()).
		Where("state NOT IN (?)", bun.List([]session.State{session.Adjourned, session.Annulled})).Scan(ctx)
	for _, r := range rows {
		contest := c[r.CompetitionID]
		contest.Stage.ScoresClosed = r.State == session.ScoresClosed || r.State == session.Closed
		contest.Stage.SessionClosed = r.State == session.Closed
		contest.Casting = r.Casting
	}
	return err
}

// readEnvelopes reads what there is to award: what is left, and what each competition's
// own sealed protocol has taken.
func (c contests) readEnvelopes(ctx context.Context, _ access.Scope, db selecter) error {
	var rows []struct {
		ID      uuid.UUID
		Remains money.Amount
		Taken   *money.Amount
		Sealed  bool
	}
	err := db.NewSelect().TableExpr("?tenant.competition AS c").Join("JOIN ?tenant.envelope AS e ON e.id = c.envelope_id").
		ColumnExpr("c.id, e.amount - e.awarded AS remains, p.taken, p.sealed").
		Join(`CROSS JOIN LATERAL (SELECT count(*) > 0 AS sealed,
			sum((SELECT sum((d->>'localBudget')::bigint) FROM jsonb_array_elements(p.decisions) AS d))::bigint AS taken
			FROM ?tenant.protocol AS p WHERE p.competition_id = c.id AND p.state IN ('SEALED', 'SIGNED')) AS p`).
		Where("c.id IN (?)", c.ids()).Scan(ctx, &rows)
	for _, r := range rows {
		contest := c[r.ID]
		contest.Stage.Sealed, contest.Envelope = r.Sealed, r.Remains
		if r.Taken != nil {
			contest.Envelope += *r.Taken
		}
	}
	return err
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
