package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/call"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/selection"
)

var (
	_ = onConstraint("selection_call_key", selection.ErrExists)
	_ = onConstraint("selection_seat_account_key", selection.ErrSeated)
	_ = onConstraint("selection_sheet_code_key", apperr.ErrStale)
	_ = onConstraint("selection_protocol_selection_key", apperr.ErrStale)
	_ = onConstraint("selection_entry_letter_key", apperr.ErrStale)
	_ = onConstraint("selection_notice_letter_key", apperr.ErrStale)
)

type selectionRow struct {
	bun.BaseModel `bun:"table:?tenant.selection,alias:selection"`
	*selection.Selection
}

// SelectionStore keeps the choice of pilots, in the programme's schema.
type SelectionStore struct{ db *DB }

// NewSelectionStore makes the store.
func NewSelectionStore(db *DB) *SelectionStore { return &SelectionStore{db: db} }

// Read reads outside a transaction.
func (s *SelectionStore) Read(scope access.Scope) selection.Reader {
	return selectionReader{s.db.read(scope), scope}
}

// Change runs fn in one transaction.
func (s *SelectionStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, selection.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error {
		return fn(ctx, selectionTx{selectionReader{tx, scope}, tx})
	})
}

// selectionReader reads in a transaction or outside of one.
type selectionReader struct {
	idb   bun.IDB
	scope access.Scope
}

// Call reads what the choice needs of a call.
func (r selectionReader) Call(ctx context.Context, id uuid.UUID) (selection.Call, error) {
	var row struct {
		Slug     string
		Deadline *time.Time
		Terms    json.RawMessage
	}
	err := r.idb.NewRaw("SELECT slug, deadline, terms FROM ?tenant.call WHERE id = ?", id).Scan(ctx, &row)
	if err != nil {
		return selection.Call{}, translate(ctx, err)
	}
	var terms call.Terms
	if err := json.Unmarshal(row.Terms, &terms); err != nil {
		return selection.Call{}, fmt.Errorf("call terms: %w", err)
	}
	of := selection.Call{
		ID: id, Slug: row.Slug, Title: terms.Title, Deadline: row.Deadline, PromisedOn: terms.ResultsPromisedOn, Coded: terms.Coded,
		Places: terms.Places, Oblasts: map[string]int{}, Fund: terms.Cofinancing,
	}
	for _, c := range terms.Criteria {
		of.Requirements = append(of.Requirements, selection.Requirement{Code: c.Code, Text: c.Rule})
	}
	for _, q := range terms.Questions {
		of.Questions = append(of.Questions, selection.Question{Code: q.Code, Text: q.Text})
	}
	for _, q := range terms.Quota {
		of.Oblasts[q.OblastCode] = q.Places
	}
	return of, nil
}

// Selection reads one selection.
func (r selectionReader) Selection(ctx context.Context, id uuid.UUID) (*selection.Selection, error) {
	return r.selection(ctx, "id = ?", id, "")
}

// SelectionOf reads the selection of a call, nil without one.
func (r selectionReader) SelectionOf(ctx context.Context, call uuid.UUID) (*selection.Selection, error) {
	return absent(r.selection(ctx, "call_id = ?", call, ""))
}

func (r selectionReader) selection(ctx context.Context, where string, id uuid.UUID, lock string) (*selection.Selection, error) {
	row := new(selectionRow)
	query := r.idb.NewSelect().Model(row).Where(where, id)
	if lock != "" {
		query = query.For(lock)
	}
	if err := one(ctx, r.scope, query, row); err != nil {
		return nil, err
	}
	return row.Selection, nil
}

// Seated reads the selections in which an account has a seat, the newest first.
func (r selectionReader) Seated(ctx context.Context, account uuid.UUID) ([]*selection.Selection, error) {
	var rows []*selectionRow
	err := r.idb.NewSelect().Model(&rows).Where("id IN (SELECT selection_id FROM ?tenant.selection_seat WHERE account_id = ?)", account).
		Order("id DESC").Scan(ctx)
	list := make([]*selection.Selection, len(rows))
	for i, row := range rows {
		list[i] = row.Selection
	}
	return list, translate(ctx, err)
}

// Letter reads one letter that was sent.
func (r selectionReader) Letter(ctx context.Context, id uuid.UUID) (*letter.Letter, error) {
	return r.letter(ctx, id, "")
}

func (r selectionReader) letter(ctx context.Context, id uuid.UUID, lock string) (*letter.Letter, error) {
	row := new(letterRow)
	query := r.idb.NewSelect().Model(row).Where("id = ?", id).Where("state <> ?", letter.Draft)
	if lock != "" {
		query = query.For(lock)
	}
	if err := one(ctx, r.scope, query, row); err != nil {
		return nil, err
	}
	return row.Letter, nil
}

// Letters reads the letters of a call that were sent, by number.
func (r selectionReader) Letters(ctx context.Context, call uuid.UUID) ([]*letter.Letter, error) {
	var rows []*letterRow
	err := r.idb.NewSelect().Model(&rows).Where("call_id = ?", call).Where("state <> ?", letter.Draft).Order("number").Scan(ctx)
	list := make([]*letter.Letter, len(rows))
	for i, row := range rows {
		list[i] = row.Letter
	}
	return list, translate(ctx, err)
}

// LettersByID reads letters that were sent.
func (r selectionReader) LettersByID(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*letter.Letter, error) {
	var rows []*letterRow
	query := r.idb.NewSelect().Model(&rows).Where("state <> ?", letter.Draft)
	return named(ctx, r.scope, query, &rows, ids, func(row *letterRow) *letter.Letter { return row.Letter })
}

// Contents reads what letters say, without those who lead the groups of citizens.
func (r selectionReader) Contents(ctx context.Context, letters []uuid.UUID) (map[uuid.UUID]letter.Content, error) {
	found := make(map[uuid.UUID]letter.Content, len(letters))
	if len(letters) == 0 {
		return found, nil
	}
	var rows []struct {
		LetterID uuid.UUID
		Content  json.RawMessage
	}
	err := r.idb.NewRaw("SELECT letter_id, content FROM ?tenant.letter_content WHERE letter_id IN (?)", bun.List(letters)).Scan(ctx, &rows)
	if err != nil {
		return nil, translate(ctx, err)
	}
	for _, row := range rows {
		var content letter.Content
		if err := json.Unmarshal(row.Content, &content); err != nil {
			return nil, fmt.Errorf("letter content: %w", err)
		}
		found[row.LetterID] = content
	}
	return found, nil
}

// Places reads municipalities of the register.
func (r selectionReader) Places(ctx context.Context, municipalities []uuid.UUID) (map[uuid.UUID]letter.Place, error) {
	return letterPlaces(ctx, r.idb, municipalities)
}

type selectionTx struct {
	selectionReader
	*Tx
}

func (tx selectionTx) Lock(ctx context.Context, id uuid.UUID) (*selection.Selection, error) {
	return tx.selection(ctx, "id = ?", id, "UPDATE")
}

func (tx selectionTx) LockOf(ctx context.Context, call uuid.UUID) (*selection.Selection, error) {
	return absent(tx.selection(ctx, "call_id = ?", call, "UPDATE"))
}

func (tx selectionTx) Share(ctx context.Context, id uuid.UUID) (*selection.Selection, error) {
	return tx.selection(ctx, "id = ?", id, "SHARE")
}

func (tx selectionTx) Insert(ctx context.Context, s *selection.Selection) error {
	return insert(ctx, tx.Tx, &selectionRow{Selection: s})
}

func (tx selectionTx) Update(ctx context.Context, s *selection.Selection) error {
	return update(ctx, tx.Tx, &selectionRow{Selection: s})
}

func (tx selectionTx) LockLetter(ctx context.Context, id uuid.UUID) (*letter.Letter, error) {
	return tx.letter(ctx, id, "UPDATE")
}

func (tx selectionTx) UpdateLetter(ctx context.Context, l *letter.Letter) error {
	return update(ctx, tx.Tx, &letterRow{Letter: l})
}

// PublishResults notes on a call, under its lock, that its list came out.
func (tx selectionTx) PublishResults(ctx context.Context, id uuid.UUID, now time.Time) error {
	row := new(callRow)
	if err := one(ctx, tx.Tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("UPDATE"), row); err != nil {
		return err
	}
	before := *row.Call
	if err := row.Call.PublishResults(now); err != nil {
		return err
	}
	if err := update(ctx, tx.Tx, row); err != nil {
		return err
	}
	return tx.Record(ctx, audit.Entry{Object: access.Call, Action: access.Publish, ID: id, Before: before, After: row.Call})
}
