package postgres

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/file"
)

type fileRow struct {
	bun.BaseModel `bun:"table:?tenant.file,alias:file"`
	*file.File
}

// FileStore keeps the facts of files.
type FileStore struct{ db *DB }

// NewFileStore makes the store.
func NewFileStore(db *DB) *FileStore { return &FileStore{db: db} }

// Get reads one file.
func (s *FileStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*file.File, error) {
	row := new(fileRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.File, err
}

// ByIDs reads the files of a list of ids.
func (s *FileStore) ByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) ([]*file.File, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return s.list(ctx, scope, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("id IN (?)", bun.List(ids)) })
}

// ByOwners reads the ready files of things, oldest first.
func (s *FileStore) ByOwners(ctx context.Context, scope access.Scope, object access.Object, ids []uuid.UUID) ([]*file.File, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return s.list(ctx, scope, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("owner_object = ?", object).Where("owner_id IN (?)", bun.List(ids)).Order("id")
	})
}

// Overdue reads awaited and unused files that expired before now.
func (s *FileStore) Overdue(ctx context.Context, scope access.Scope, now time.Time, limit int) ([]*file.File, error) {
	return s.list(ctx, scope, func(q *bun.SelectQuery) *bun.SelectQuery {
		return unused(q).Where("expires_at <= ?", now).Where("published_at IS NULL").Order("id").Limit(int64(limit))
	})
}

// Awaiting reads files that wait for bytes, by id.
func (s *FileStore) Awaiting(ctx context.Context, scope access.Scope, after uuid.UUID, limit int) ([]*file.File, error) {
	return s.list(ctx, scope, func(q *bun.SelectQuery) *bun.SelectQuery {
		return unused(q).Where("state = ?", file.Awaited).Where("id > ?", after).Order("id").Limit(int64(limit))
	})
}

// ReadyAfter reads ready files, by id.
func (s *FileStore) ReadyAfter(ctx context.Context, scope access.Scope, after uuid.UUID, limit int) ([]*file.File, error) {
	return s.list(ctx, scope, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("state = ?", file.Ready).Where("id > ?", after).Order("id").Limit(int64(limit))
	})
}

// unused are the rows of the index file_unused_idx.
func unused(q *bun.SelectQuery) *bun.SelectQuery {
	return q.Where("owner_id IS NULL").Where("state IN ('AWAITED', 'READY')")
}

func (s *FileStore) list(ctx context.Context, scope access.Scope, narrow func(*bun.SelectQuery) *bun.SelectQuery) ([]*file.File, error) {
	var rows []*fileRow
	if err := narrow(s.db.read(scope).NewSelect().Model(&rows)).Scan(ctx); err != nil {
		return nil, translate(ctx, err)
	}
	stamp(scope, rows)
	files := make([]*file.File, len(rows))
	for i, row := range rows {
		files[i] = row.File
	}
	return files, nil
}

// Look records that somebody opened a file.
func (s *FileStore) Look(ctx context.Context, scope access.Scope, entry audit.Entry) error {
	return s.db.look(ctx, scope, entry)
}

// Change runs fn in one transaction.
func (s *FileStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, file.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, fileTx{tx}) })
}

type fileTx struct{ *Tx }

func (tx fileTx) Lock(ctx context.Context, id uuid.UUID) (*file.File, error) {
	return tx.lockFile(ctx, id)
}

func (tx fileTx) Insert(ctx context.Context, f *file.File) error {
	return insert(ctx, tx.Tx, &fileRow{File: f})
}

func (tx fileTx) Update(ctx context.Context, f *file.File) error {
	return update(ctx, tx.Tx, &fileRow{File: f})
}

// Usage sums up what the tenant keeps, under a lock that makes tickets wait for each other.
func (tx fileTx) Usage(ctx context.Context, user uuid.UUID) (bytes int64, unused int, err error) {
	err = tx.NewRaw(`SELECT pg_advisory_xact_lock(hashtextextended('file quota ' || ?, 0))`, tx.scope.TenantID().String()).Scan(ctx, new(any))
	if err != nil {
		return 0, 0, err
	}
	err = tx.NewRaw(`SELECT coalesce(sum(size + small_size + medium_size), 0)::bigint,
		count(*) FILTER (WHERE owner_id IS NULL AND published_at IS NULL AND uploaded_by = ?)
		FROM ?tenant.file WHERE state IN ('AWAITED', 'READY')`, user).Scan(ctx, &bytes, &unused)
	return bytes, unused, err
}
