package postgres

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/hashicorp/golang-lru/v2/expirable"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/tenants"
)

// Directory finds tenants. It remembers the last ones for a few seconds: an address or a
// name may be that old, a suspension is not, since the database itself refuses changes.
type Directory struct {
	db   *DB
	byID *expirable.LRU[uuid.UUID, tenants.Tenant]
	slug *expirable.LRU[string, tenants.Tenant]
}

const (
	directorySize = 256
	directoryKeep = 5 * time.Second
)

// NewDirectory makes the directory.
func NewDirectory(db *DB) *Directory {
	return &Directory{
		db:   db,
		byID: expirable.NewLRU[uuid.UUID, tenants.Tenant](directorySize, nil, directoryKeep),
		slug: expirable.NewLRU[string, tenants.Tenant](directorySize, nil, directoryKeep),
	}
}

// ByID finds a tenant by the id of its municipality, or answers NOT_FOUND.
func (d *Directory) ByID(ctx context.Context, id uuid.UUID) (tenants.Tenant, error) {
	if t, ok := d.byID.Get(id); ok {
		return t, nil
	}
	return d.find(ctx, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("t.id = ?", id) })
}

// BySlug finds a tenant by its slug, or answers NOT_FOUND.
func (d *Directory) BySlug(ctx context.Context, slug string) (tenants.Tenant, error) {
	if t, ok := d.slug.Get(slug); ok {
		return t, nil
	}
	return d.find(ctx, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("m.slug = ? AND t.id IS NOT NULL", slug) })
}

// Forget drops what is remembered of a tenant after a change of its state.
func (d *Directory) Forget(t tenants.Tenant) {
	d.byID.Remove(t.ID)
	d.slug.Remove(t.Slug)
}

func (d *Directory) find(ctx context.Context, where func(*bun.SelectQuery) *bun.SelectQuery) (tenants.Tenant, error) {
	var row tenantRow
	if err := where(tenantColumns(d.db.programme().NewSelect())).Scan(ctx, &row); err != nil {
		return tenants.Tenant{}, translate(ctx, err)
	}
	t, err := row.tenant()
	if err != nil {
		return tenants.Tenant{}, err
	}
	d.byID.Add(t.ID, t)
	d.slug.Add(t.Slug, t)
	return t, nil
}

// All lists every tenant by slug, for jobs that visit each in turn.
func (d *Directory) All(ctx context.Context) ([]tenants.Tenant, error) {
	var rows []tenantRow
	if err := tenantColumns(d.db.programme().NewSelect()).Where("t.id IS NOT NULL").Order("m.slug").Scan(ctx, &rows); err != nil {
		return nil, translate(ctx, err)
	}
	list := make([]tenants.Tenant, len(rows))
	for i, row := range rows {
		t, err := row.tenant()
		if err != nil {
			return nil, err
		}
		list[i] = t
	}
	return list, nil
}
