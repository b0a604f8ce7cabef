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
	"github.com/demilge/demilge/internal/call"
	"github.com/demilge/demilge/internal/letter"
)

// letterCallRow is what letters need to know of a call.
type letterCallRow struct {
	ID       uuid.UUID
	State    call.State
	OpensAt  *time.Time
	Deadline *time.Time
	OpenedAt *time.Time
	Terms    json.RawMessage
}

const letterCallColumns = "SELECT id, state, opens_at, deadline, opened_at, terms FROM ?tenant.call WHERE id IN (?)"

// Terms reads what calls ask of their letters.
func (s *LetterStore) Terms(ctx context.Context, scope access.Scope, calls []uuid.UUID) (map[uuid.UUID]letter.Terms, error) {
	return letterTerms(ctx, s.db.read(scope), letterCallColumns, calls)
}

// LockCall keeps others from changing the call and from sending letters in it.
func (tx letterTx) LockCall(ctx context.Context, id uuid.UUID) (letter.Terms, error) {
	terms, err := letterTerms(ctx, tx.Conn, letterCallColumns+" FOR NO KEY UPDATE", []uuid.UUID{id})
	if err == nil && len(terms) == 0 {
		err = apperr.ErrNotFound
	}
	return terms[id], err
}

func letterTerms(ctx context.Context, db bun.IDB, sql string, ids []uuid.UUID) (map[uuid.UUID]letter.Terms, error) {
	found := make(map[uuid.UUID]letter.Terms, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	var rows []letterCallRow
	if err := db.NewRaw(sql, bun.List(ids)).Scan(ctx, &rows); err != nil {
		return nil, translate(ctx, err)
	}
	for _, row := range rows {
		var asked call.Terms
		if err := json.Unmarshal(row.Terms, &asked); err != nil {
			return nil, fmt.Errorf("terms of a call: %w", err)
		}
		found[row.ID] = row.terms(asked)
	}
	return found, nil
}

// terms are those of a call for its letters.
func (r letterCallRow) terms(asked call.Terms) letter.Terms {
	terms := letter.Terms{
		CallID: r.ID, Announced: r.OpenedAt != nil && r.State != call.Cancelled, Published: r.State == call.ResultsPublished,
		OpensAt: r.OpensAt, Deadline: r.Deadline,
		PopulationOn: asked.PopulationOn, Oblasts: asked.Oblasts,
	}
	if asked.DonorsFrom != nil && asked.DonorsTo != nil {
		terms.DonorFrom, terms.DonorTo = *asked.DonorsFrom, *asked.DonorsTo
	}
	for _, q := range asked.Questions {
		terms.Questions = append(terms.Questions, letter.Question{
			Code: q.Code, Text: q.Text, Kind: letter.QuestionKind(q.Kind), Required: q.Required, MaxLength: q.MaxLength, Options: len(q.Options),
		})
	}
	return terms
}
