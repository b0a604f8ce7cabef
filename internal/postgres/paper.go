package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/paper"
)

var (
	_ = onConstraint("paper_journal_key", apperr.ErrStale)
	_ = onConstraint("paper_standing_key", apperr.ErrStale)
	_ = onConstraint("paper_template_key", apperr.ErrStale)
	_ = onConstraint("letterhead_key", apperr.ErrStale)
)

type paperRow struct {
	bun.BaseModel `bun:"table:?tenant.paper,alias:paper"`
	*paper.Paper
}

func (r *paperRow) entity() *paper.Paper { return r.Paper }

type paperTemplateRow struct {
	bun.BaseModel `bun:"table:?tenant.paper_template,alias:paper_template"`
	*paper.Template
}

type letterheadRow struct {
	bun.BaseModel `bun:"table:?tenant.letterhead,alias:letterhead"`
	*paper.Head
}

// PaperStore keeps papers, their templates and the letterhead.
type PaperStore struct{ db *DB }

// NewPaperStore makes the store.
func NewPaperStore(db *DB) *PaperStore { return &PaperStore{db: db} }

// Get reads one paper.
func (s *PaperStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*paper.Paper, error) {
	row := new(paperRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Paper, err
}

// ByCode finds a paper by the code of its check.
func (s *PaperStore) ByCode(ctx context.Context, scope access.Scope, code string) (*paper.Paper, error) {
	row := new(paperRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("code = ?", code), row)
	return row.Paper, err
}

// List reads one page, newest first.
func (s *PaperStore) List(ctx context.Context, scope access.Scope, filter paper.Filter, request page.Request) (page.Page[*paper.Paper], error) {
	var rows []*paperRow
	query := s.db.read(scope).NewSelect().Model(&rows)
	if filter.Kind != "" {
		query = query.Where("kind = ?", filter.Kind)
	}
	if filter.Year != 0 {
		query = query.Where("journal_year = ?", filter.Year)
	}
	if filter.State != "" {
		query = query.Where("state = ?", filter.State)
	}
	if filter.AboutID != uuid.Nil {
		query = query.Where("about_id = ?", filter.AboutID)
	}
	return listed(ctx, scope, query, &rows, request, newest, (*paperRow).entity)
}

// Templates reads the templates in use.
func (s *PaperStore) Templates(ctx context.Context, scope access.Scope) ([]*paper.Template, error) {
	var rows []*paperTemplateRow
	if err := s.db.read(scope).NewSelect().Model(&rows).Where("retired_at IS NULL").Order("kind", "language").Scan(ctx); err != nil {
		return nil, translate(ctx, err)
	}
	stamp(scope, rows)
	templates := make([]*paper.Template, len(rows))
	for i, row := range rows {
		templates[i] = row.Template
	}
	return templates, nil
}

// Head reads the letterhead, nil when there is none.
func (s *PaperStore) Head(ctx context.Context, scope access.Scope) (*paper.Head, error) {
	row := new(letterheadRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row), row)
	return absent(row.Head, err)
}

// Change runs fn in one transaction.
func (s *PaperStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, paper.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, paperTx{tx}) })
}

type paperTx struct{ *Tx }

func (tx paperTx) LockPaper(ctx context.Context, id uuid.UUID) (*paper.Paper, error) {
	row := new(paperRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("UPDATE"), row)
	return row.Paper, err
}

func (tx paperTx) Standing(ctx context.Context, kind paper.Kind, lang i18n.Lang, about uuid.UUID) (*paper.Paper, error) {
	row := new(paperRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("kind = ?", kind).Where("language = ?", lang).
		Where("about_id = ?", about).Where("state = ?", paper.Issued).Order("id DESC").Limit(1), row)
	return absent(row.Paper, err)
}

func (tx paperTx) NextPaperNumber(ctx context.Context, kind paper.Kind, year int) (int, error) {
	return nextNumber(ctx, tx.Tx, "paper "+string(kind), year)
}

func (tx paperTx) InsertPaper(ctx context.Context, p *paper.Paper) error {
	return insert(ctx, tx.Tx, &paperRow{Paper: p})
}

func (tx paperTx) UpdatePaper(ctx context.Context, p *paper.Paper) error {
	return update(ctx, tx.Tx, &paperRow{Paper: p})
}

func (tx paperTx) Template(ctx context.Context, kind paper.Kind, lang i18n.Lang) (*paper.Template, error) {
	row := new(paperTemplateRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("kind = ?", kind).Where("language = ?", lang).
		Where("retired_at IS NULL").For("UPDATE"), row)
	return absent(row.Template, err)
}

func (tx paperTx) InsertTemplate(ctx context.Context, t *paper.Template) error {
	return insert(ctx, tx.Tx, &paperTemplateRow{Template: t})
}

func (tx paperTx) UpdateTemplate(ctx context.Context, t *paper.Template) error {
	return update(ctx, tx.Tx, &paperTemplateRow{Template: t})
}

func (tx paperTx) LockHead(ctx context.Context) (*paper.Head, error) {
	row := new(letterheadRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).For("UPDATE"), row)
	return absent(row.Head, err)
}

func (tx paperTx) InsertHead(ctx context.Context, h *paper.Head) error {
	return insert(ctx, tx.Tx, &letterheadRow{Head: h})
}

func (tx paperTx) UpdateHead(ctx context.Context, h *paper.Head) error {
	return update(ctx, tx.Tx, &letterheadRow{Head: h})
}
