package postgres

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/award"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/report"
)

// Lines lists the estimates of agreements by the number of the line.
func (s *AgreementStore) Lines(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*agreement.Line, error) {
	return agreementLines(ctx, scope, s.db.read(scope), ids)
}

func agreementLines(ctx context.Context, scope access.Scope, db selecter, ids []uuid.UUID) (map[uuid.UUID][]*agreement.Line, error) {
	var rows []*agreementLineRow
	return grouped(ctx, scope, db.NewSelect().Model(&rows).OrderExpr("line_no"), "agreement_id", ids, &rows,
		func(r *agreementLineRow) (uuid.UUID, *agreement.Line) { return r.AgreementID, r.Line })
}

// LinesByIDs reads lines; those that do not exist are missing.
func (s *AgreementStore) LinesByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*agreement.Line, error) {
	var rows []*agreementLineRow
	return named(ctx, scope, s.db.read(scope).NewSelect().Model(&rows), &rows, ids, func(r *agreementLineRow) *agreement.Line { return r.Line })
}

// References lists the editions of agreements, oldest first.
func (s *AgreementStore) References(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*agreement.TermsOfReference, error) {
	var rows []*referenceRow
	return grouped(ctx, scope, s.db.read(scope).NewSelect().Model(&rows).OrderExpr("edition"), "agreement_id", ids, &rows,
		func(r *referenceRow) (uuid.UUID, *agreement.TermsOfReference) {
			return r.AgreementID, r.TermsOfReference
		})
}

// Reference reads one edition.
func (s *AgreementStore) Reference(ctx context.Context, scope access.Scope, id uuid.UUID) (*agreement.TermsOfReference, error) {
	row := new(referenceRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.TermsOfReference, err
}

// Amendments lists the amendments of agreements, oldest first.
func (s *AgreementStore) Amendments(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*agreement.Amendment, error) {
	var rows []*amendmentRow
	return grouped(ctx, scope, s.db.read(scope).NewSelect().Model(&rows), "agreement_id", ids, &rows,
		func(r *amendmentRow) (uuid.UUID, *agreement.Amendment) { return r.AgreementID, r.Amendment })
}

// Amendment reads one amendment.
func (s *AgreementStore) Amendment(ctx context.Context, scope access.Scope, id uuid.UUID) (*agreement.Amendment, error) {
	row := new(amendmentRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Amendment, err
}

// Grounds reads what the agreements of awards rest on.
func (s *AgreementStore) Grounds(ctx context.Context, scope access.Scope, awards []uuid.UUID) (map[uuid.UUID]*agreement.Ground, error) {
	var rows []*awardRow
	query := withFunds(s.db.read(scope).NewSelect().Model(&rows))
	found, err := named(ctx, scope, query, &rows, awards, func(r *awardRow) *award.Award { return r.Award })
	if err != nil {
		return nil, err
	}
	return groundsOf(ctx, scope, s.db.read(scope), found)
}

func groundsOf(ctx context.Context, scope access.Scope, db selecter, awards map[uuid.UUID]*award.Award) (map[uuid.UUID]*agreement.Ground, error) {
	var applicationIDs, competitionIDs []uuid.UUID
	for _, a := range awards {
		applicationIDs, competitionIDs = append(applicationIDs, a.ApplicationID), append(competitionIDs, a.CompetitionID)
	}
	var applications []*applicationRow
	apps, err := named(ctx, scope, db.NewSelect().Model(&applications), &applications, applicationIDs, (*applicationRow).entity)
	if err != nil {
		return nil, err
	}
	var competitions []*competitionRow
	contests, err := named(ctx, scope, db.NewSelect().Model(&competitions), &competitions, competitionIDs, (*competitionRow).entity)
	if err != nil {
		return nil, err
	}
	rules, err := rulesOf(ctx, db, competitionIDs)
	if err != nil {
		return nil, err
	}
	lines, err := budgetLines(ctx, scope, db.NewSelect(), applicationIDs)
	if err != nil {
		return nil, err
	}
	appeals, err := openAppeals(ctx, db.NewSelect(), competitionIDs)
	if err != nil {
		return nil, err
	}
	grounds := make(map[uuid.UUID]*agreement.Ground, len(awards))
	for id, a := range awards {
		grounds[id] = &agreement.Ground{
			Award: a, Application: apps[a.ApplicationID], Competition: contests[a.CompetitionID],
			Rules: rules[a.CompetitionID], Lines: lines[a.ApplicationID], OpenAppeals: appeals[a.CompetitionID],
		}
	}
	return grounds, nil
}

// Change runs fn in one transaction.
func (s *AgreementStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, agreement.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, agreementTx{tx}) })
}

// agreementTx lends LockAgreement and Lines to the transactions of what hangs on
// agreements.
type agreementTx struct{ *Tx }

// LockGround reads what an agreement rests on and keeps others from changing the award.
func (tx agreementTx) LockGround(ctx context.Context, id uuid.UUID) (*agreement.Ground, error) {
	a, err := awardTx{tx.Tx}.Lock(ctx, id)
	if err != nil {
		return nil, err
	}
	grounds, err := groundsOf(ctx, tx.scope, tx, map[uuid.UUID]*award.Award{id: a})
	if err != nil {
		return nil, err
	}
	grounds[id].Days, err = tx.Workdays(ctx)
	return grounds[id], err
}

// LockAgreement reads an agreement and keeps others from changing it and what hangs on it.
// One that passed to another successor is there only for those who have a part in it.
func (tx agreementTx) LockAgreement(ctx context.Context, id uuid.UUID) (*agreement.Agreement, error) {
	row := new(agreementRow)
	if err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("UPDATE"), row); err != nil {
		return nil, err
	}
	if tx.scope.Estate().Covers(id) {
		return row.Agreement, nil
	}
	now, err := tx.Now(ctx)
	if err != nil {
		return nil, err
	}
	part, err := tx.PartOf(ctx, id, agreement.Sight{UserID: tx.scope.UserID(), On: clock.DateOf(now)})
	if err == nil && part == (agreement.Part{}) {
		err = apperr.ErrNotFound
	}
	return row.Agreement, err
}

// PartOf says what somebody has to do with an agreement.
func (tx agreementTx) PartOf(ctx context.Context, id uuid.UUID, sight agreement.Sight) (agreement.Part, error) {
	parts, err := readParts(ctx, tx.NewSelect(), sight, []uuid.UUID{id})
	return parts[id], err
}

func (tx agreementTx) InsertAgreement(ctx context.Context, a *agreement.Agreement) error {
	return insert(ctx, tx.Tx, &agreementRow{Agreement: a})
}

func (tx agreementTx) UpdateAgreement(ctx context.Context, a *agreement.Agreement) error {
	return update(ctx, tx.Tx, &agreementRow{Agreement: a})
}

func (tx agreementTx) DeleteAgreement(ctx context.Context, id uuid.UUID) error {
	_, err := tx.NewDelete().Model((*agreementRow)(nil)).Where("id = ?", id).Exec(ctx)
	return err
}

func (tx agreementTx) NextAgreementNumber(ctx context.Context, year int) (int, error) {
	return nextNumber(ctx, tx.Tx, "agreement", year)
}

// Lines is the estimate of an agreement.
func (tx agreementTx) Lines(ctx context.Context, id uuid.UUID) ([]*agreement.Line, error) {
	lines, err := agreementLines(ctx, tx.scope, tx, []uuid.UUID{id})
	return lines[id], err
}

// ReplaceLines writes the estimate of a draft anew.
func (tx agreementTx) ReplaceLines(ctx context.Context, id uuid.UUID, lines []*agreement.Line) error {
	if _, err := tx.NewDelete().Model((*agreementLineRow)(nil)).Where("agreement_id = ?", id).Exec(ctx); err != nil || len(lines) == 0 {
		return err
	}
	rows := make([]*agreementLineRow, len(lines))
	for i, l := range lines {
		rows[i] = &agreementLineRow{Line: l}
	}
	return insert(ctx, tx.Tx, &rows)
}

// LastReference is the newest edition of the terms of reference.
func (tx agreementTx) LastReference(ctx context.Context, id uuid.UUID) (*agreement.TermsOfReference, error) {
	row := new(referenceRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("agreement_id = ?", id).OrderExpr("edition DESC").Limit(1), row)
	if err != nil {
		return nil, err
	}
	return row.TermsOfReference, nil
}

func (tx agreementTx) InsertReference(ctx context.Context, t *agreement.TermsOfReference) error {
	return insert(ctx, tx.Tx, &referenceRow{TermsOfReference: t})
}

func (tx agreementTx) UpdateReference(ctx context.Context, t *agreement.TermsOfReference) error {
	return update(ctx, tx.Tx, &referenceRow{TermsOfReference: t})
}

// LastAmendment is the number of the newest amendment, 0 before the first.
func (tx agreementTx) LastAmendment(ctx context.Context, id uuid.UUID) (number int, err error) {
	err = tx.NewSelect().Model((*amendmentRow)(nil)).ColumnExpr("coalesce(max(number), 0)").Where("agreement_id = ?", id).Scan(ctx, &number)
	return number, err
}

func (tx agreementTx) InsertAmendment(ctx context.Context, a *agreement.Amendment) error {
	return insert(ctx, tx.Tx, &amendmentRow{Amendment: a})
}

// OweReport makes the final report of an agreement owed, or moves the day of one that has
// not come yet.
func (tx agreementTx) OweReport(ctx context.Context, a *agreement.Agreement) error {
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	_, err = tx.NewInsert().Model(&reportRow{Report: report.FinalOf(a, now)}).On("CONFLICT (agreement_id) WHERE kind = 'FINAL' DO UPDATE").
		Set("due_on = EXCLUDED.due_on, until_date = EXCLUDED.until_date, version = report.version + 1, updated_at = EXCLUDED.updated_at").
		Where("report.state = ?", report.Due).Returning("NULL").Exec(ctx)
	return err
}
