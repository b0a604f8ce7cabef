package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/selection"
)

type seatRow struct {
	bun.BaseModel `bun:"table:?tenant.selection_seat,alias:selection_seat"`
	*selection.Seat
}

type entryRow struct {
	bun.BaseModel `bun:"table:?tenant.selection_entry,alias:selection_entry"`
	*selection.Entry
}

type codeRow struct {
	bun.BaseModel `bun:"table:?tenant.selection_code,alias:selection_code"`
	*selection.CodedLetter
}

type conflictRow struct {
	bun.BaseModel `bun:"table:?tenant.selection_conflict,alias:selection_conflict"`
	*selection.Conflict
}

type sheetOfSelectionRow struct {
	bun.BaseModel `bun:"table:?tenant.selection_sheet,alias:selection_sheet"`
	*selection.Sheet
}

// Seat reads one seat.
func (r selectionReader) Seat(ctx context.Context, id uuid.UUID) (*selection.Seat, error) {
	row := new(seatRow)
	err := one(ctx, r.scope, r.idb.NewSelect().Model(row).Where("id = ?", id), row)
	return row.Seat, err
}

// Seats reads the seats of a selection in the order in which they were given.
func (r selectionReader) Seats(ctx context.Context, of uuid.UUID) ([]*selection.Seat, error) {
	var rows []*seatRow
	err := r.idb.NewSelect().Model(&rows).Where("selection_id = ?", of).Order("id").Scan(ctx)
	list := make([]*selection.Seat, len(rows))
	for i, row := range rows {
		list[i] = row.Seat
	}
	return list, translate(ctx, err)
}

// Entries reads the letters that are scored, without their texts.
func (r selectionReader) Entries(ctx context.Context, of uuid.UUID) ([]*selection.Entry, error) {
	var rows []*entryRow
	err := r.idb.NewSelect().Model(&rows).ExcludeColumn("fields", "redacted").Where("selection_id = ?", of).Where("fixed").Order("id").Scan(ctx)
	list := make([]*selection.Entry, len(rows))
	for i, row := range rows {
		list[i] = row.Entry
	}
	return list, translate(ctx, err)
}

// EntryOf reads the entry of a letter, nil without one.
func (r selectionReader) EntryOf(ctx context.Context, letter uuid.UUID) (*selection.Entry, error) {
	row := new(entryRow)
	err := r.idb.NewSelect().Model(row).Where("letter_id = ?", letter).Scan(ctx)
	return absent(row.Entry, translate(ctx, err))
}

// Conflicts reads what the members of a selection declared.
func (r selectionReader) Conflicts(ctx context.Context, of uuid.UUID) ([]*selection.Conflict, error) {
	var rows []*conflictRow
	err := r.idb.NewSelect().Model(&rows).Where("seat_id IN (SELECT id FROM ?tenant.selection_seat WHERE selection_id = ?)", of).
		Order("declared_at", "id").Scan(ctx)
	list := make([]*selection.Conflict, len(rows))
	for i, row := range rows {
		list[i] = row.Conflict
	}
	return list, translate(ctx, err)
}

// Coded reads the letters of one member by their code; the municipality only where open.
func (r selectionReader) Coded(ctx context.Context, seat uuid.UUID, open bool) ([]*selection.CodedLetter, error) {
	var rows []*codeRow
	query := r.idb.NewSelect().Model(&rows).ColumnExpr("selection_code.id, selection_code.seat_id, selection_code.entry_id, selection_code.code").
		ColumnExpr("e.fields").Join("JOIN ?tenant.selection_entry AS e ON e.id = selection_code.entry_id").
		Where("selection_code.seat_id = ?", seat).Order("selection_code.code")
	if open {
		query = query.ColumnExpr("e.municipality_id AS municipality")
	}
	err := query.Scan(ctx)
	list := make([]*selection.CodedLetter, len(rows))
	for i, row := range rows {
		list[i] = row.CodedLetter
	}
	return list, translate(ctx, err)
}

// CodedCounts counts the letters of each member of a selection.
func (r selectionReader) CodedCounts(ctx context.Context, of uuid.UUID) (map[uuid.UUID]int, error) {
	var rows []struct {
		SeatID  uuid.UUID
		Letters int
	}
	err := r.idb.NewRaw(`SELECT seat_id, count(*) AS letters FROM ?tenant.selection_code
		WHERE seat_id IN (SELECT id FROM ?tenant.selection_seat WHERE selection_id = ?) GROUP BY seat_id`, of).Scan(ctx, &rows)
	counts := make(map[uuid.UUID]int, len(rows))
	for _, row := range rows {
		counts[row.SeatID] = row.Letters
	}
	return counts, translate(ctx, err)
}

// CodedByID reads the letter of a member.
func (r selectionReader) CodedByID(ctx context.Context, id uuid.UUID) (*selection.CodedLetter, error) {
	row := new(codeRow)
	err := r.idb.NewSelect().Model(row).Column("id", "seat_id", "entry_id", "code").Where("id = ?", id).Scan(ctx)
	return row.CodedLetter, translate(ctx, err)
}

// Sheets reads all sheets of a selection.
func (r selectionReader) Sheets(ctx context.Context, of uuid.UUID) ([]*selection.Sheet, error) {
	var rows []*sheetOfSelectionRow
	err := r.sheets(r.idb.NewSelect().Model(&rows)).
		Where("c.seat_id IN (SELECT id FROM ?tenant.selection_seat WHERE selection_id = ?)", of).Order("selection_sheet.id").Scan(ctx)
	list := make([]*selection.Sheet, len(rows))
	for i, row := range rows {
		list[i] = row.Sheet
	}
	return list, translate(ctx, err)
}

func (r selectionReader) sheets(query *bun.SelectQuery) *bun.SelectQuery {
	return query.ColumnExpr("?TableColumns").ColumnExpr("c.seat_id, c.entry_id").
		Join("JOIN ?tenant.selection_code AS c ON c.id = selection_sheet.code_id")
}

// Member reads the name of an account, its roles in the programme on a day, and the
// municipalities in which it holds one.
func (tx selectionTx) Member(ctx context.Context, account uuid.UUID, day clock.Date) (selection.Account, error) {
	person := selection.Account{Offices: map[uuid.UUID]bool{}}
	err := tx.NewRaw("SELECT full_name FROM ?tenant.account WHERE id = ? AND state <> 'SUSPENDED'", account).Scan(ctx, &person.Name)
	if err != nil {
		return person, translate(ctx, err)
	}
	var held []struct {
		Role     access.Role
		TenantID *uuid.UUID
	}
	err = tx.NewRaw(`SELECT role, tenant_id FROM ?tenant.membership WHERE account_id = ? AND from_date <= ?
		AND (until_date IS NULL OR until_date >= ?)`, account, day, day).Scan(ctx, &held)
	for _, m := range held {
		if m.TenantID == nil {
			person.Roles = append(person.Roles, m.Role)
		} else {
			person.Offices[*m.TenantID] = true
		}
	}
	return person, translate(ctx, err)
}

func (tx selectionTx) LockSeat(ctx context.Context, id uuid.UUID) (*selection.Seat, error) {
	row := new(seatRow)
	err := one(ctx, tx.Tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("UPDATE"), row)
	return row.Seat, err
}

func (tx selectionTx) InsertSeat(ctx context.Context, s *selection.Seat) error {
	return insert(ctx, tx.Tx, &seatRow{Seat: s})
}

func (tx selectionTx) UpdateSeat(ctx context.Context, s *selection.Seat) error {
	return update(ctx, tx.Tx, &seatRow{Seat: s})
}

func (tx selectionTx) InsertEntry(ctx context.Context, e *selection.Entry) error {
	return insert(ctx, tx.Tx, &entryRow{Entry: e})
}

// UpdateEntry writes an entry back if nobody changed it since.
func (tx selectionTx) UpdateEntry(ctx context.Context, e *selection.Entry) error {
	e.Version++
	result, err := tx.NewUpdate().Model(&entryRow{Entry: e}).ExcludeColumn("id").Where("id = ?", e.ID).Where("version = ?", e.Version-1).Exec(ctx)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 1 {
		return err
	}
	return apperr.ErrStale
}

func (tx selectionTx) InsertConflicts(ctx context.Context, conflicts ...*selection.Conflict) error {
	for _, c := range conflicts {
		if err := insert(ctx, tx.Tx, &conflictRow{Conflict: c}); err != nil {
			return err
		}
	}
	return nil
}

// AddConflict writes a conflict unless the same was declared the same way.
func (tx selectionTx) AddConflict(ctx context.Context, c *selection.Conflict) error {
	var known bool
	err := tx.NewRaw(`SELECT EXISTS (SELECT FROM ?tenant.selection_conflict WHERE seat_id = ? AND entry_id = ? AND about = ? AND kind = ? AND text = ?)`,
		c.SeatID, c.EntryID, c.About, c.Kind, c.Text).Scan(ctx, &known)
	if err != nil || known {
		return err
	}
	return insert(ctx, tx.Tx, &conflictRow{Conflict: c})
}

func (tx selectionTx) InsertCodes(ctx context.Context, letters ...*selection.CodedLetter) error {
	for _, l := range letters {
		if err := insert(ctx, tx.Tx, &codeRow{CodedLetter: l}); err != nil {
			return err
		}
	}
	return nil
}

func (tx selectionTx) LockSheet(ctx context.Context, code uuid.UUID) (*selection.Sheet, error) {
	row := new(sheetOfSelectionRow)
	err := one(ctx, tx.Tx.scope, tx.NewSelect().Model(row).Where("code_id = ?", code).For("UPDATE"), row)
	return absent(row.Sheet, err)
}

func (tx selectionTx) InsertSheet(ctx context.Context, s *selection.Sheet) error {
	return insert(ctx, tx.Tx, &sheetOfSelectionRow{Sheet: s})
}

func (tx selectionTx) UpdateSheet(ctx context.Context, s *selection.Sheet) error {
	return update(ctx, tx.Tx, &sheetOfSelectionRow{Sheet: s})
}
