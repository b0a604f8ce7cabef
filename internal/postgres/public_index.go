package postgres

import (
	"context"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/publication"
)

type publicCompetitionRow struct {
	bun.BaseModel `bun:"table:programme.public_competition,alias:public_competition"`

	ID          uuid.UUID `bun:",pk"`
	TenantID    uuid.UUID
	Number      string
	Year        int
	Title       i18n.Localized `bun:"type:jsonb"`
	State       competition.State
	OpensAt     time.Time
	ClosesAt    time.Time
	AnnouncedAt time.Time
	Version     int64
}

// PublicIndex finds announced competitions over all municipalities.
type PublicIndex struct{ db *DB }

// NewPublicIndex makes the index.
func NewPublicIndex(db *DB) *PublicIndex { return &PublicIndex{db: db} }

// put writes the index row of a competition unless it is a draft or a newer one stands.
func (i *PublicIndex) put(ctx context.Context, tenant uuid.UUID, list ...*competition.Competition) error {
	rows := make([]*publicCompetitionRow, 0, len(list))
	for _, c := range list {
		if c.Public() {
			rows = append(rows, &publicCompetitionRow{
				ID: c.ID, TenantID: tenant, Number: c.Number, Year: c.Year, Title: c.Title, State: c.State,
				OpensAt: *c.OpensAt, ClosesAt: *c.ClosesAt, AnnouncedAt: *c.AnnouncedAt, Version: c.Version,
			})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	_, err := i.db.programme().NewInsert().Model(&rows).On("CONFLICT (id) DO UPDATE").
		Set("title = EXCLUDED.title, state = EXCLUDED.state, opens_at = EXCLUDED.opens_at, closes_at = EXCLUDED.closes_at, version = EXCLUDED.version").
		Where("public_competition.version < EXCLUDED.version").Returning("NULL").Exec(ctx)
	return translate(ctx, err)
}

// index refreshes the index once the transaction is committed. A failure is logged and
// mended by the next change or by Rebuild.
func (tx competitionTx) index(c competition.Competition) {
	tx.afterCommit(func(ctx context.Context) {
		if err := NewPublicIndex(tx.db).put(ctx, tx.scope.TenantID(), &c); err != nil {
			slog.ErrorContext(ctx, "public index not refreshed", "competition", c.ID, "err", err, "request", audit.RequestID(ctx))
		}
	})
}

// Rebuild writes the rows of one municipality anew.
func (i *PublicIndex) Rebuild(ctx context.Context, scope access.Scope) error {
	var rows []*competitionRow
	if err := i.db.read(scope).NewSelect().Model(&rows).Where("announced_at IS NOT NULL").Scan(ctx); err != nil {
		return translate(ctx, err)
	}
	list := make([]*competition.Competition, len(rows))
	for n, row := range rows {
		list[n] = row.Competition
	}
	return i.put(ctx, scope.TenantID(), list...)
}

// Search lists the announced competitions of all municipalities, the last announced first.
func (i *PublicIndex) Search(ctx context.Context, filter publication.Filter, request page.Request) (page.Page[publication.Entry], error) {
	var rows []*publicCompetitionRow
	query := publicFilter(i.db.programme().NewSelect().Model(&rows), filter)
	count, err := total(ctx, query, request)
	if err != nil {
		return page.Page[publication.Entry]{}, err
	}
	if request.After != nil {
		at, id := announcedKey(request.After)
		query = query.Where("(announced_at, public_competition.id) < (?, ?)", at, id)
	}
	if err := query.OrderExpr("announced_at DESC, public_competition.id DESC").Limit(int64(request.First) + 1).Scan(ctx); err != nil {
		return page.Page[publication.Entry]{}, translate(ctx, err)
	}
	result := page.Page[publication.Entry]{Total: count, HasNext: len(rows) > request.First, Cursor: func(e publication.Entry) page.Cursor { return e.Cursor }}
	for _, row := range rows[:min(len(rows), request.First)] {
		result.Items = append(result.Items, publication.Entry{
			TenantID: row.TenantID, ID: row.ID,
			Cursor: page.Cursor{Keys: []string{row.AnnouncedAt.UTC().Format(time.RFC3339Nano), row.ID.String()}},
		})
	}
	return result, nil
}

func announcedKey(cursor *page.Cursor) (time.Time, uuid.UUID) {
	at, err := time.Parse(time.RFC3339Nano, cursor.Keys[0])
	if err != nil || at.Year() < 1 || at.Year() > 9999 {
		at = time.Time{} // a cursor of another list: an empty page
	}
	return at, lastKey(cursor)
}

func publicFilter(query *bun.SelectQuery, filter publication.Filter) *bun.SelectQuery {
	if filter.Year != nil {
		query = query.Where("year = ?", *filter.Year)
	}
	if filter.Search != "" {
		like := "%" + likeEscaper.Replace(filter.Search) + "%"
		query = query.Where("concat_ws(' ', number, title->>'ky', title->>'ru', title->>'en') ILIKE ?", like)
	}
	if filter.Open != nil {
		query = query.Where("(state = 'ANNOUNCED' AND opens_at <= ? AND closes_at > ?) = ?", filter.Now, filter.Now, *filter.Open)
	}
	if filter.OblastCode != "" {
		query = query.Where("tenant_id IN (SELECT id FROM programme.municipality WHERE oblast_code = ?)", filter.OblastCode)
	}
	return query
}
