package postgres

import (
	"context"
	"database/sql"
	"errors"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/protocol"
)

var (
	_ = onConstraint("application_editor_user_key", application.ErrJoined)
	_ = onConstraint("application_priority_area_fkey", application.ErrPriorityArea)
)

// Change runs fn in one transaction.
func (s *ApplicationStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, application.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, applicationTx{tx}) })
}

// applicationTx changes applications within a transaction; that of the evaluation uses
// it as well.
type applicationTx struct{ *Tx }

// Lock reads an application and keeps others from changing it.
func (tx applicationTx) Lock(ctx context.Context, id uuid.UUID) (*application.Application, error) {
	row := new(applicationRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("UPDATE"), row)
	return row.Application, err
}

// LockAll reads all applications of a competition that were submitted, by number, and
// keeps others from changing them.
func (tx applicationTx) LockAll(ctx context.Context, competitionID uuid.UUID) ([]*application.Application, error) {
	var rows []*applicationRow
	err := tx.NewSelect().Model(&rows).Where("competition_id = ?", competitionID).Where("state <> ?", application.Draft).
		Order("register_year", "register_no").For("UPDATE").Scan(ctx)
	stamp(tx.scope, rows)
	list := make([]*application.Application, len(rows))
	for i, row := range rows {
		list[i] = row.Application
	}
	return list, err
}

// Count counts the submitted applications of a competition by state.
func (tx applicationTx) Count(ctx context.Context, competitionID uuid.UUID) (map[application.State]int, error) {
	tallies, err := countApplications(ctx, tx.NewSelect(), []uuid.UUID{competitionID})
	counts := make(map[application.State]int, len(tallies[competitionID]))
	for state, tally := range tallies[competitionID] {
		counts[state] = tally.Count
	}
	return counts, err
}

// Competition reads the competition, which cannot change until the transaction ends.
func (tx applicationTx) Competition(ctx context.Context, id uuid.UUID) (*competition.Competition, error) {
	return competitionTx{tx.Tx}.LockShared(ctx, id)
}

// FindCompetition reads the competition without a lock.
func (tx applicationTx) FindCompetition(ctx context.Context, id uuid.UUID) (*competition.Competition, error) {
	row := new(competitionRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id), row)
	return row.Competition, err
}

// ProtocolSealed reports whether a protocol of a competition is out for signature or signed.
func (tx applicationTx) ProtocolSealed(ctx context.Context, id uuid.UUID) (bool, error) {
	return tx.NewSelect().Model((*protocolRow)(nil)).Where("competition_id = ?", id).
		Where("state IN (?)", bun.List([]protocol.State{protocol.Sealed, protocol.Signed})).Exists(ctx)
}

func (tx applicationTx) Applicant(ctx context.Context, id uuid.UUID) (*application.Applicant, error) {
	row := new(applicantRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id), row)
	return row.Applicant, err
}

func (tx applicationTx) Lines(ctx context.Context, id uuid.UUID) ([]budget.Line, error) {
	lines, err := budgetLines(ctx, tx.scope, tx.NewSelect(), []uuid.UUID{id})
	return lines[id], err
}

func (tx applicationTx) NextNumber(ctx context.Context, year int) (int, error) {
	return nextNumber(ctx, tx.Tx, "application", year)
}

// Insert writes a new application with its applicant and lines in one round trip.
func (tx applicationTx) Insert(ctx context.Context, a *application.Application, applicant *application.Applicant, lines []budget.Line) error {
	rows := []any{
		tx.NewInsert().Model(&applicationRow{Application: a}).Returning("NULL"),
		tx.NewInsert().Model(&applicantRow{Applicant: applicant}).Returning("NULL"),
	}
	if len(lines) > 0 {
		rows = append(rows, tx.insertLines(a.ID, lines))
	}
	return tx.atOnce(ctx, rows...)
}

func (tx applicationTx) insertLines(id uuid.UUID, lines []budget.Line) *bun.InsertQuery {
	rows := make([]*budgetLineRow, len(lines))
	for i := range lines {
		rows[i] = &budgetLineRow{ApplicationID: id, Line: &lines[i]}
	}
	return tx.NewInsert().Model(&rows).Returning("NULL")
}

// Update writes an application. One that was returned counts already, and what it asks for
// may be other than before.
func (tx applicationTx) Update(ctx context.Context, a *application.Application) error {
	if err := update(ctx, tx.Tx, &applicationRow{Application: a}); err != nil || a.State != application.ReturnedForFix {
		return err
	}
	return tx.recount(ctx)
}

func (tx applicationTx) UpdateApplicant(ctx context.Context, applicant *application.Applicant) error {
	return update(ctx, tx.Tx, &applicantRow{Applicant: applicant})
}

func (tx applicationTx) ReplaceLines(ctx context.Context, id uuid.UUID, lines []budget.Line) error {
	if _, err := tx.NewDelete().Model((*budgetLineRow)(nil)).Where("application_id = ?", id).Exec(ctx); err != nil || len(lines) == 0 {
		return err
	}
	_, err := tx.insertLines(id, lines).Exec(ctx)
	return err
}

func (tx applicationTx) Delete(ctx context.Context, id uuid.UUID) error {
	_, err := tx.NewDelete().Model((*applicationRow)(nil)).Where("id = ?", id).Exec(ctx)
	return err
}

func (tx applicationTx) InsertVersion(ctx context.Context, version *application.Version) error {
	return insert(ctx, tx.Tx, &applicationVersionRow{Version: version})
}

// Admissibility reads the check of an application, nil when nobody has begun it.
func (tx applicationTx) Admissibility(ctx context.Context, id uuid.UUID) (*application.Admissibility, error) {
	row := new(admissibilityRow)
	err := tx.NewSelect().Model(row).Where("application_id = ?", id).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return row.Admissibility, err
}

// SaveAdmissibility writes a check, new or changed.
func (tx applicationTx) SaveAdmissibility(ctx context.Context, check *application.Admissibility) error {
	if check.Version == 1 {
		return insert(ctx, tx.Tx, &admissibilityRow{Admissibility: check})
	}
	return update(ctx, tx.Tx, &admissibilityRow{Admissibility: check})
}
