package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/letter"
)

var _ = onConstraint("letter_active_key", letter.ErrAnotherActive)

type letterRow struct {
	bun.BaseModel `bun:"table:?tenant.letter,alias:letter"`
	*letter.Letter
	SortKey int64 `bun:",scanonly"`
}

func (r *letterRow) sortKey() int64 { return r.SortKey }

func (r *letterRow) entity() *letter.Letter { return r.Letter }

// LetterStore keeps letters of interest, in the programme's schema.
type LetterStore struct{ db *DB }

// NewLetterStore makes the store.
func NewLetterStore(db *DB) *LetterStore { return &LetterStore{db: db} }

// Get reads one letter.
func (s *LetterStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*letter.Letter, error) {
	row := new(letterRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Letter, err
}

// ByReference reads one letter, nil when there is none.
func (s *LetterStore) ByReference(ctx context.Context, scope access.Scope, reference string) (*letter.Letter, error) {
	row := new(letterRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("reference = ?", reference), row)
	return absent(row.Letter, err)
}

// ByIDs reads the letters with some ids that were sent; others are missing.
func (s *LetterStore) ByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*letter.Letter, error) {
	var rows []*letterRow
	query := s.db.read(scope).NewSelect().Model(&rows).Where("state <> 'DRAFT'")
	return named(ctx, scope, query, &rows, ids, (*letterRow).entity)
}

// Expired reads unfinished letters whose secret has ended.
func (s *LetterStore) Expired(ctx context.Context, scope access.Scope, now time.Time, limit int) ([]*letter.Letter, error) {
	var rows []*letterRow
	err := s.db.read(scope).NewSelect().Model(&rows).Where("state = 'DRAFT'").Where("secret_hash IS NOT NULL").
		Where("expires_at <= ?", now).Order("expires_at").Limit(int64(limit)).Scan(ctx)
	letters := make([]*letter.Letter, len(rows))
	for i, row := range rows {
		letters[i] = row.Letter
	}
	return letters, translate(ctx, err)
}

// Arm keeps the hash of the secret that a message carries.
func (s *LetterStore) Arm(ctx context.Context, scope access.Scope, id uuid.UUID, hash []byte) error {
	_, err := s.db.read(scope).NewRaw("UPDATE ?tenant.letter SET mail_hash = ? WHERE id = ?", hash, id).Exec(ctx)
	return translate(ctx, err)
}

// Contents reads what letters say, leaders of groups included.
func (s *LetterStore) Contents(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]letter.Content, error) {
	return letterContents(ctx, s.db.read(scope), ids)
}

// letterContents reads in one statement what letters say and who leads their groups.
func letterContents(ctx context.Context, db bun.IDB, ids []uuid.UUID) (map[uuid.UUID]letter.Content, error) {
	found := make(map[uuid.UUID]letter.Content, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	var rows []struct {
		LetterID uuid.UUID
		Content  json.RawMessage
		Leaders  json.RawMessage
	}
	err := db.NewRaw(`SELECT c.letter_id, c.content, (SELECT coalesce(json_agg(json_build_object('name', l.name, 'contacts', l.contacts)
			ORDER BY l.row_no), '[]') FROM ?tenant.letter_leader AS l WHERE l.letter_id = c.letter_id) AS leaders
		FROM ?tenant.letter_content AS c WHERE c.letter_id IN (?)`, bun.List(ids)).Scan(ctx, &rows)
	if err != nil {
		return nil, translate(ctx, err)
	}
	for _, row := range rows {
		var content letter.Content
		var leaders []letter.Leader
		if err := json.Unmarshal(row.Content, &content); err != nil {
			return nil, fmt.Errorf("letter content: %w", err)
		}
		if err := json.Unmarshal(row.Leaders, &leaders); err != nil {
			return nil, fmt.Errorf("letter leaders: %w", err)
		}
		found[row.LetterID] = content.Joined(leaders)
	}
	return found, nil
}

type markRow struct {
	bun.BaseModel `bun:"table:?tenant.letter_mark,alias:letter_mark"`

	LetterID  uuid.UUID
	AccountID uuid.UUID
	letter.Mark
}

// Marks reads what a person noted on letters.
func (s *LetterStore) Marks(ctx context.Context, scope access.Scope, account uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]letter.Mark, error) {
	marks := make(map[uuid.UUID]letter.Mark, len(ids))
	if len(ids) == 0 || account == uuid.Nil {
		return marks, nil
	}
	var rows []markRow
	err := s.db.read(scope).NewSelect().Model(&rows).Where("account_id = ?", account).Where("letter_id IN (?)", bun.List(ids)).Scan(ctx)
	for _, row := range rows {
		marks[row.LetterID] = row.Mark
	}
	return marks, translate(ctx, err)
}

// Places reads municipalities of the register.
func (s *LetterStore) Places(ctx context.Context, scope access.Scope, municipalities []uuid.UUID) (map[uuid.UUID]letter.Place, error) {
	return letterPlaces(ctx, s.db.read(scope), municipalities)
}

func letterPlaces(ctx context.Context, db bun.IDB, ids []uuid.UUID) (map[uuid.UUID]letter.Place, error) {
	places := make(map[uuid.UUID]letter.Place, len(ids))
	if len(ids) == 0 {
		return places, nil
	}
	var rows []struct {
		ID    uuid.UUID
		Place json.RawMessage
	}
	err := db.NewRaw(`SELECT m.id, json_build_object('ID', m.id, 'Code', m.code, 'Kind', m.kind, 'OblastCode', coalesce(m.oblast_code, ''),
			'Name', json_build_object('ky', m.name_ky, 'ru', m.name_ru, 'en', m.name_en),
			'Raion', json_build_object('ky', r.name_ky, 'ru', r.name_ru, 'en', r.name_en),
			'Oblast', json_build_object('ky', o.name_ky, 'ru', o.name_ru, 'en', o.name_en)) AS place
		FROM ?tenant.municipality AS m LEFT JOIN ?tenant.raion AS r ON r.code = m.raion_code
			LEFT JOIN ?tenant.oblast AS o ON o.code = m.oblast_code
		WHERE m.id IN (?)`, bun.List(ids)).Scan(ctx, &rows)
	if err != nil {
		return nil, translate(ctx, err)
	}
	for _, row := range rows {
		var place letter.Place
		if err := json.Unmarshal(row.Place, &place); err != nil {
			return nil, fmt.Errorf("letter place: %w", err)
		}
		places[row.ID] = place
	}
	return places, nil
}
