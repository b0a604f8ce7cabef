package postgres

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/hashicorp/golang-lru/v2/expirable"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/tenants"
)

// Directory finds tenants. It remembers the last ones for a few seconds, and none from
// before a change that some server made: triggers say so on a channel. While that cannot be
// heard nothing is remembered.
type Directory struct {
	db   *DB
	byID *expirable.LRU[uuid.UUID, remembered]
	slug *expirable.LRU[string, remembered]
}

// remembered is a tenant with the age of the register at which it was read.
type remembered struct {
	tenants.Tenant
	age uint64
}

const (
	directorySize = 256
	directoryKeep = 5 * time.Second
)

// NewDirectory makes the directory.
func NewDirectory(db *DB) *Directory {
	return &Directory{
		db:   db,
		byID: expirable.NewLRU[uuid.UUID, remembered](directorySize, nil, directoryKeep),
		slug: expirable.NewLRU[string, remembered](directorySize, nil, directoryKeep),
	}
}

// ByID finds a tenant by the id of its municipality, or answers NOT_FOUND.
func (d *Directory) ByID(ctx context.Context, id uuid.UUID) (tenants.Tenant, error) {
	if t, ok := d.byID.Get(id); ok && d.fresh(t) {
		return t.Tenant, nil
	}
	return d.find(ctx, "", func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("t.id = ?", id) })
}

// BySlug finds a tenant by a short name or a code, of now or of earlier, or answers
// NOT_FOUND.
func (d *Directory) BySlug(ctx context.Context, slug string) (tenants.Tenant, error) {
	if t, ok := d.slug.Get(slug); ok && d.fresh(t) {
		return t.Tenant, nil
	}
	return d.find(ctx, slug, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("m.id = programme.municipality_named(?) AND t.id IS NOT NULL", slug)
	})
}

// Forget drops what is remembered, after a change of a tenant.
func (d *Directory) Forget(tenants.Tenant) { d.db.callers.changed() }

func (d *Directory) fresh(t remembered) bool {
	age, heard := d.db.callers.registerAge()
	return heard && t.age == age
}

// find reads a tenant; named is the name that it was asked by, if any.
func (d *Directory) find(ctx context.Context, named string, where func(*bun.SelectQuery) *bun.SelectQuery) (tenants.Tenant, error) {
	age, _ := d.db.callers.registerAge()
	var row tenantRow
	if err := where(tenantColumns(d.db.programme().NewSelect())).Scan(ctx, &row); err != nil {
		return tenants.Tenant{}, translate(ctx, err)
	}
	t, err := row.tenant()
	if err != nil {
		return tenants.Tenant{}, err
	}
	d.byID.Add(t.ID, remembered{t, age})
	for _, name := range []string{t.Slug, named} {
		if name != "" {
			d.slug.Add(name, remembered{t, age})
		}
	}
	return t, nil
}

// Inherited lists the tenants whose agreements the people of some others finish.
func (d *Directory) Inherited(ctx context.Context, heirs []uuid.UUID) (ids []uuid.UUID, err error) {
	if len(heirs) == 0 {
		return nil, nil
	}
	err = d.db.programme().NewRaw(`SELECT t.id FROM programme.tenant t WHERE t.heir_id IS NOT NULL AND (programme.last_heir(t.heir_id) IN (?0)
		OR EXISTS (SELECT FROM programme.agreement_heir h WHERE h.tenant_id = t.id AND programme.last_heir(h.heir_id) IN (?0))) ORDER BY t.id`,
		bun.List(heirs)).Scan(ctx, &ids)
	return ids, translate(ctx, err)
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
