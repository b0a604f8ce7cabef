package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/letter"
)

// Change runs fn in one transaction.
func (s *LetterStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, letter.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, letterTx{tx}) })
}

type letterTx struct{ *Tx }

// Place reads a municipality that exists today.
func (tx letterTx) Place(ctx context.Context, id uuid.UUID) (letter.Place, error) {
	places, err := letterPlaces(ctx, tx.Conn, []uuid.UUID{id})
	if err != nil {
		return letter.Place{}, err
	}
	now, err := tx.Now(ctx)
	if err != nil {
		return letter.Place{}, err
	}
	var exists bool
	err = tx.NewRaw(`SELECT EXISTS (SELECT FROM ?tenant.municipality WHERE id = ?
		AND (valid_to IS NULL OR valid_to >= (?::timestamptz AT TIME ZONE 'Asia/Bishkek')::date))`, id, now).Scan(ctx, &exists)
	if err == nil && !exists {
		err = apperr.ErrNotFound
	}
	return places[id], err
}

func (tx letterTx) Lock(ctx context.Context, id uuid.UUID) (*letter.Letter, error) {
	row := new(letterRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("UPDATE"), row)
	return row.Letter, err
}

func (tx letterTx) LockActive(ctx context.Context, call, municipality uuid.UUID) (*letter.Letter, error) {
	row := new(letterRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("call_id = ?", call).Where("municipality_id = ?", municipality).
		Where("state NOT IN ('DRAFT', 'LATE', 'WITHDRAWN', 'REPLACED')").For("UPDATE"), row)
	return absent(row.Letter, err)
}

func (tx letterTx) Content(ctx context.Context, id uuid.UUID) (letter.Content, error) {
	contents, err := letterContents(ctx, tx.Conn, []uuid.UUID{id})
	return contents[id], err
}

func (tx letterTx) Insert(ctx context.Context, l *letter.Letter, c letter.Content) error {
	if err := insert(ctx, tx.Tx, &letterRow{Letter: l}); err != nil {
		return err
	}
	return tx.SetContent(ctx, l.ID, c)
}

// Update writes a letter; one that was sent has the figures made anew.
func (tx letterTx) Update(ctx context.Context, l *letter.Letter) error {
	if err := update(ctx, tx.Tx, &letterRow{Letter: l}); err != nil || l.State == letter.Draft {
		return err
	}
	return tx.recountOf(ctx, l.MunicipalityID)
}

// SetContent writes what a letter says, and its leaders of groups apart.
func (tx letterTx) SetContent(ctx context.Context, id uuid.UUID, c letter.Content) error {
	open, leaders := c.Split()
	content, err := json.Marshal(open)
	if err != nil {
		return fmt.Errorf("letter content: %w", err)
	}
	people, err := json.Marshal(leaders)
	if err != nil {
		return fmt.Errorf("letter leaders: %w", err)
	}
	return tx.atOnce(ctx,
		tx.NewRaw(`INSERT INTO ?tenant.letter_content (letter_id, content) VALUES (?, ?::jsonb)
			ON CONFLICT (letter_id) DO UPDATE SET content = excluded.content`, id, string(content)),
		tx.NewRaw(`DELETE FROM ?tenant.letter_leader WHERE letter_id = ?`, id),
		tx.NewRaw(`INSERT INTO ?tenant.letter_leader (letter_id, row_no, name, contacts)
			SELECT ?, n - 1, leader->>'name', leader->>'contacts' FROM jsonb_array_elements(?::jsonb) WITH ORDINALITY AS l(leader, n)`, id, string(people)))
}

// Seal keeps the content of a letter byte for byte.
func (tx letterTx) Seal(ctx context.Context, l *letter.Letter, content string) error {
	_, err := tx.NewRaw(`INSERT INTO ?tenant.letter_seal (letter_id, content, sha256, sealed_at) VALUES (?, ?, ?, ?)`,
		l.ID, content, l.SHA256, l.UpdatedAt).Exec(ctx)
	return err
}

// Delete removes an unfinished letter with all that belongs to it.
func (tx letterTx) Delete(ctx context.Context, id uuid.UUID) error {
	return tx.atOnce(ctx,
		tx.NewRaw(`DELETE FROM ?tenant.letter_content WHERE letter_id = ?`, id),
		tx.NewRaw(`DELETE FROM ?tenant.letter_leader WHERE letter_id = ?`, id),
		tx.NewRaw(`DELETE FROM ?tenant.letter WHERE id = ? AND state = 'DRAFT'`, id))
}

// NextNumber counts on under the lock of the call, so that no number is left out.
func (tx letterTx) NextNumber(ctx context.Context, call uuid.UUID) (number int, err error) {
	err = tx.NewRaw("SELECT coalesce(max(number), 0) + 1 FROM ?tenant.letter WHERE call_id = ?", call).Scan(ctx, &number)
	return number, err
}

// Drafts counts the unfinished letters without an account in a call.
func (tx letterTx) Drafts(ctx context.Context, call uuid.UUID) (n int, err error) {
	err = tx.NewRaw("SELECT count(*) FROM ?tenant.letter WHERE call_id = ? AND state = 'DRAFT' AND secret_hash IS NOT NULL", call).Scan(ctx, &n)
	return n, err
}

func (tx letterTx) SetMark(ctx context.Context, id, account uuid.UUID, mark letter.Mark) error {
	_, err := tx.NewRaw(`INSERT INTO ?tenant.letter_mark (letter_id, account_id, starred, read) VALUES (?0, ?1, ?2, ?3)
		ON CONFLICT (letter_id, account_id) DO UPDATE SET starred = excluded.starred, read = excluded.read`,
		id, account, mark.Starred, mark.Read).Exec(ctx)
	return err
}
