package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/competition"
)

type announcementRow struct {
	bun.BaseModel `bun:"table:?tenant.announcement,alias:announcement"`
	*competition.Announcement
}

type noticeRow struct {
	bun.BaseModel `bun:"table:?tenant.announcement_notice,alias:announcement_notice"`
	*competition.Notice
}

type outreachRow struct {
	bun.BaseModel `bun:"table:?tenant.outreach,alias:outreach"`
	*competition.Outreach
}

// Editions reads the editions of several announcements, oldest first.
func (s *CompetitionStore) Editions(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*competition.Announcement, error) {
	return children(ctx, s.db, scope, ids, func(r *announcementRow) (uuid.UUID, *competition.Announcement) {
		return r.CompetitionID, r.Announcement
	})
}

// Notices reads where several announcements were posted, oldest first.
func (s *CompetitionStore) Notices(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*competition.Notice, error) {
	return children(ctx, s.db, scope, ids, func(r *noticeRow) (uuid.UUID, *competition.Notice) { return r.CompetitionID, r.Notice })
}

// Outreaches reads the explanatory work for several competitions, oldest first.
func (s *CompetitionStore) Outreaches(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*competition.Outreach, error) {
	return children(ctx, s.db, scope, ids, func(r *outreachRow) (uuid.UUID, *competition.Outreach) { return r.CompetitionID, r.Outreach })
}

// children reads the rows that belong to several competitions in one statement, by
// competition and in the order of creation.
func children[R row, T any](ctx context.Context, db *DB, scope access.Scope, ids []uuid.UUID, convert func(R) (uuid.UUID, T)) (map[uuid.UUID][]T, error) {
	found := make(map[uuid.UUID][]T, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	var rows []R
	if err := db.read(scope).NewSelect().Model(&rows).Where("competition_id IN (?)", bun.List(ids)).Order("id").Scan(ctx); err != nil {
		return nil, translate(ctx, err)
	}
	stamp(scope, rows)
	for _, r := range rows {
		owner, child := convert(r)
		found[owner] = append(found[owner], child)
	}
	return found, nil
}

// NewestAnnouncement reads the last edition, nil when there is none.
func (tx competitionTx) NewestAnnouncement(ctx context.Context, c *competition.Competition) (*competition.Announcement, error) {
	newest, err := newestAnnouncements(ctx, tx.scope, tx.Conn, []uuid.UUID{c.ID})
	return newest[c.ID], err
}

// newestAnnouncements reads the last editions of competitions; those without one are
// missing from the answer.
func newestAnnouncements(ctx context.Context, scope access.Scope, db bun.IDB, ids []uuid.UUID) (map[uuid.UUID]*competition.Announcement, error) {
	var rows []*announcementRow
	err := db.NewSelect().Model(&rows).DistinctOn("competition_id").Where("competition_id IN (?)", bun.List(ids)).
		OrderExpr("competition_id, edition DESC").Scan(ctx)
	stamp(scope, rows)
	newest := make(map[uuid.UUID]*competition.Announcement, len(rows))
	for _, row := range rows {
		newest[row.CompetitionID] = row.Announcement
	}
	return newest, err
}

// InsertAnnouncement writes a new edition.
func (tx competitionTx) InsertAnnouncement(ctx context.Context, a *competition.Announcement) error {
	return insert(ctx, tx.Tx, &announcementRow{Announcement: a})
}

// UpdateAnnouncement writes a draft edition back; one that went out is sealed.
func (tx competitionTx) UpdateAnnouncement(ctx context.Context, a *competition.Announcement) error {
	return update(ctx, tx.Tx, &announcementRow{Announcement: a})
}

// NoticesOf lists the notices of a competition, oldest first.
func (tx competitionTx) NoticesOf(ctx context.Context, id uuid.UUID) ([]*competition.Notice, error) {
	var rows []*noticeRow
	found, err := grouped(ctx, tx.scope, tx.NewSelect().Model(&rows), "competition_id", []uuid.UUID{id}, &rows,
		func(r *noticeRow) (uuid.UUID, *competition.Notice) { return r.CompetitionID, r.Notice })
	return found[id], err
}

// Notices keeps where the announcement was posted.
func (tx competitionTx) Notices() competition.Records[*competition.Notice] { return noticeTx{tx.Tx} }

// Outreaches keeps the explanatory work.
func (tx competitionTx) Outreaches() competition.Records[*competition.Outreach] {
	return outreachTx{tx.Tx}
}

type noticeTx struct{ *Tx }

func (tx noticeTx) Find(ctx context.Context, id uuid.UUID) (*competition.Notice, error) {
	r := new(noticeRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(r).Where("id = ?", id), r)
	return r.Notice, err
}

func (tx noticeTx) Insert(ctx context.Context, n *competition.Notice) error {
	return insert(ctx, tx.Tx, &noticeRow{Notice: n})
}

func (tx noticeTx) Update(ctx context.Context, n *competition.Notice) error {
	return update(ctx, tx.Tx, &noticeRow{Notice: n})
}

func (tx noticeTx) Delete(ctx context.Context, n *competition.Notice) error {
	return remove(ctx, tx.Tx, &noticeRow{Notice: n})
}

type outreachTx struct{ *Tx }

func (tx outreachTx) Find(ctx context.Context, id uuid.UUID) (*competition.Outreach, error) {
	r := new(outreachRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(r).Where("id = ?", id), r)
	return r.Outreach, err
}

func (tx outreachTx) Insert(ctx context.Context, o *competition.Outreach) error {
	return insert(ctx, tx.Tx, &outreachRow{Outreach: o})
}

func (tx outreachTx) Update(ctx context.Context, o *competition.Outreach) error {
	return update(ctx, tx.Tx, &outreachRow{Outreach: o})
}

func (tx outreachTx) Delete(ctx context.Context, o *competition.Outreach) error {
	return remove(ctx, tx.Tx, &outreachRow{Outreach: o})
}

// remove deletes a row that nobody changed since it was read; CONFLICT otherwise.
func remove(ctx context.Context, tx *Tx, model row) error {
	base := model.Common()
	result, err := tx.NewDelete().Model(model).Where("id = ?", base.ID).Where("version = ?", base.Version).Exec(ctx)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 1 {
		return err
	}
	return apperr.ErrStale
}
