package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/migrate"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/territory"
	"github.com/demilge/demilge/tenants"
)

var (
	_ = onConstraint("municipality_code_key", territory.ErrCodeTaken)
	_ = onConstraint("municipality_slug_key", territory.ErrSlugTaken)
	_ = onConstraint("municipality_slug_pkey", territory.ErrSlugTaken)
	_ = onConstraint("municipality_oblast_code_fkey", territory.ErrTerritory)
	_ = onConstraint("municipality_raion_code_fkey", territory.ErrTerritory)
	_ = onConstraint("tenant_pkey", territory.ErrTenantExists)
	_ = onConstraint("tenant_schema_key", territory.ErrTenantExists)
)

// tenantRow is a municipality of the register with what it has as a tenant.
type tenantRow struct {
	ID         uuid.UUID
	Slug       string
	Code       string
	Kind       tenants.Kind
	NameKy     string
	NameRu     string
	NameEn     string
	OblastCode string
	RaionCode  string
	ValidFrom  *clock.Date
	ValidTo    *clock.Date
	Schema     string
	Shard      string
	State      tenants.State
	Version    int64
	Heir       uuid.UUID
	Passed     map[uuid.UUID]uuid.UUID `bun:"type:jsonb"`
}

func tenantColumns(q *bun.SelectQuery) *bun.SelectQuery {
	return q.TableExpr("programme.municipality AS m").Join("LEFT JOIN programme.tenant AS t ON t.id = m.id").
		ColumnExpr("m.id, m.slug, m.code, m.kind, m.name_ky, m.name_ru, m.name_en, m.valid_from, m.valid_to").
		ColumnExpr("coalesce(m.oblast_code, '') AS oblast_code, coalesce(m.raion_code, '') AS raion_code").
		ColumnExpr("coalesce(t.schema, '') AS schema, coalesce(t.shard, '') AS shard, coalesce(t.state, '') AS state").
		ColumnExpr("m.version, programme.last_heir(t.heir_id) AS heir").
		ColumnExpr(`(SELECT jsonb_object_agg(h.agreement_id, programme.last_heir(h.heir_id)) FROM programme.agreement_heir h
			WHERE h.tenant_id = t.id AND t.heir_id IS NOT NULL) AS passed`)
}

func (r tenantRow) tenant() (tenants.Tenant, error) {
	t := tenants.Tenant{
		ID: r.ID, Slug: r.Slug, Code: r.Code, Kind: r.Kind, Shard: r.Shard, State: r.State,
		Name:       i18n.Localized{Ky: r.NameKy, Ru: r.NameRu, En: r.NameEn},
		OblastCode: r.OblastCode, RaionCode: r.RaionCode, ValidFrom: r.ValidFrom, ValidTo: r.ValidTo,
		Heir: r.Heir, Passed: r.Passed, Version: r.Version,
	}
	if r.Schema == "" {
		return t, nil
	}
	var err error
	t.Schema, err = tenants.ParseSchema(r.Schema)
	return t, err
}

// TerritoryStore keeps the register of municipalities and makes tenants.
type TerritoryStore struct {
	db     *DB
	owners *migrate.Clusters
}

// NewTerritoryStore makes the store; owners are the connections that may create schemas.
func NewTerritoryStore(db *DB, owners *migrate.Clusters) *TerritoryStore {
	return &TerritoryStore{db: db, owners: owners}
}

// List reads one page of the register.
func (s *TerritoryStore) List(ctx context.Context, filter territory.Filter, request page.Request) (page.Page[*tenants.Tenant], error) {
	result := page.Page[*tenants.Tenant]{Cursor: func(t *tenants.Tenant) page.Cursor {
		return page.Cursor{Keys: []string{t.Slug}}
	}}
	query := filtered(tenantColumns(s.db.programme().NewSelect()), filter)
	var err error
	if result.Total, err = total(ctx, query, request); err != nil {
		return result, err
	}
	if request.After != nil {
		query = query.Where("m.slug > ?", request.After.Keys[len(request.After.Keys)-1])
	}
	var rows []tenantRow
	if err := query.OrderExpr("m.slug").Limit(int64(request.First)+1).Scan(ctx, &rows); err != nil {
		return result, translate(ctx, err)
	}
	if result.HasNext = len(rows) > request.First; result.HasNext {
		rows = rows[:request.First]
	}
	for _, row := range rows {
		t, err := row.tenant()
		if err != nil {
			return result, err
		}
		result.Items = append(result.Items, &t)
	}
	return result, nil
}

func filtered(query *bun.SelectQuery, filter territory.Filter) *bun.SelectQuery {
	if filter.Search != "" {
		query = query.Where(`(strpos(lower(concat_ws(' ', m.name_ky, m.name_ru, m.name_en, m.slug)), lower(?0)) > 0 OR m.code = ?0
			OR EXISTS (SELECT FROM programme.municipality_former f WHERE f.municipality_id = m.id
				AND (f.code = ?0 OR strpos(lower(concat_ws(' ', f.name_ky, f.name_ru, f.name_en)), lower(?0)) > 0))
			OR EXISTS (SELECT FROM programme.municipality_slug s WHERE s.municipality_id = m.id AND s.slug = ?0))`, filter.Search)
	}
	if filter.OblastCode != "" {
		query = query.Where("m.oblast_code = ?", filter.OblastCode)
	}
	if filter.TenantsOnly {
		query = query.Where("t.id IS NOT NULL")
	}
	return query
}

// Get reads one municipality, a tenant or not.
func (s *TerritoryStore) Get(ctx context.Context, id uuid.UUID) (*tenants.Tenant, error) {
	return getTenant(ctx, tenantColumns(s.db.programme().NewSelect()).Where("m.id = ?", id))
}

// ByIDs reads several municipalities, tenants or not.
func (s *TerritoryStore) ByIDs(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*tenants.Tenant, error) {
	found := make(map[uuid.UUID]*tenants.Tenant, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	var rows []tenantRow
	if err := tenantColumns(s.db.programme().NewSelect()).Where("m.id IN (?)", bun.List(ids)).Scan(ctx, &rows); err != nil {
		return nil, translate(ctx, err)
	}
	for _, row := range rows {
		t, err := row.tenant()
		if err != nil {
			return nil, err
		}
		found[t.ID] = &t
	}
	return found, nil
}

// BySlug reads one municipality, a tenant or not.
func (s *TerritoryStore) BySlug(ctx context.Context, slug string) (*tenants.Tenant, error) {
	return getTenant(ctx, tenantColumns(s.db.programme().NewSelect()).Where("m.id = programme.municipality_named(?)", slug))
}

func getTenant(ctx context.Context, query *bun.SelectQuery) (*tenants.Tenant, error) {
	var row tenantRow
	if err := query.Scan(ctx, &row); err != nil {
		return nil, translate(ctx, err)
	}
	t, err := row.tenant()
	return &t, err
}

// Oblasts reads the oblasts by code.
func (s *TerritoryStore) Oblasts(ctx context.Context) (list []territory.Oblast, err error) {
	err = s.db.programme().NewRaw("SELECT code, jsonb_build_object('ky', name_ky, 'ru', name_ru, 'en', name_en) AS name FROM programme.oblast ORDER BY code").Scan(ctx, &list)
	return list, translate(ctx, err)
}

// Raions reads the raions by code.
func (s *TerritoryStore) Raions(ctx context.Context) (list []territory.Raion, err error) {
	err = s.db.programme().NewRaw("SELECT code, oblast_code, jsonb_build_object('ky', name_ky, 'ru', name_ru, 'en', name_en) AS name FROM programme.raion ORDER BY code").Scan(ctx, &list)
	return list, translate(ctx, err)
}

// Change runs fn in one transaction of the programme.
func (s *TerritoryStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, territory.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error {
		locks := &locks{}
		defer locks.release()
		return fn(ctx, territoryTx{tx, locks})
	})
}

type territoryTx struct {
	*Tx
	locks *locks
}

func (tx territoryTx) LockTenant(ctx context.Context, id uuid.UUID) (*tenants.Tenant, error) {
	return getTenant(ctx, tenantColumns(tx.NewSelect()).Where("m.id = ?", id).For("UPDATE OF m"))
}

// UnknownOblast finds the first of the codes that is no oblast's, -1 when there is none.
func (tx *Tx) UnknownOblast(ctx context.Context, codes []string) (at int, err error) {
	err = tx.NewRaw(`SELECT coalesce(min(c.n), 0)::int - 1 FROM unnest(?::text[]) WITH ORDINALITY AS c(code, n)
		WHERE NOT EXISTS (SELECT FROM programme.oblast AS o WHERE o.code = c.code)`, pgdialect.Array(codes)).Scan(ctx, &at)
	return at, err
}
