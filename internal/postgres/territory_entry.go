package postgres

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/territory"
	"github.com/demilge/demilge/tenants"
)

func (tx territoryTx) LockByCodes(ctx context.Context, codes []territory.Code) (map[territory.Code]*tenants.Tenant, error) {
	known := map[territory.Code]*tenants.Tenant{}
	if len(codes) == 0 {
		return known, nil
	}
	var rows []tenantRow
	err := tenantColumns(tx.NewSelect()).Where("m.code IN (?)", bun.List(codes)).OrderExpr("m.id").For("UPDATE OF m").Scan(ctx, &rows)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		t, err := row.tenant()
		if err != nil {
			return nil, err
		}
		known[territory.Code(t.Code)] = &t
	}
	return known, nil
}

func (tx territoryTx) SlugOwners(ctx context.Context, slugs []string) (map[string]uuid.UUID, error) {
	owners := map[string]uuid.UUID{}
	if len(slugs) == 0 {
		return owners, nil
	}
	var rows []struct {
		Slug           string
		MunicipalityID uuid.UUID
	}
	err := tx.NewRaw(`SELECT slug, municipality_id FROM programme.municipality_slug WHERE slug IN (?)`, bun.List(slugs)).Scan(ctx, &rows)
	for _, row := range rows {
		owners[row.Slug] = row.MunicipalityID
	}
	return owners, err
}

func (tx territoryTx) Insert(ctx context.Context, id uuid.UUID, e territory.Entry, now time.Time) error {
	_, err := tx.NewRaw(`INSERT INTO programme.municipality (id, code, kind, slug, name_ky, name_ru, name_en, oblast_code, raion_code,
		valid_from, valid_to, version, created_at, updated_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''), ?, ?, 1, ?, ?)`,
		id, string(e.Code), string(e.Kind), e.Slug, e.Name.Ky, e.Name.Ru, e.Name.En, e.Code.Oblast(), e.Code.Raion(),
		e.ValidFrom, e.ValidTo, now, now).Exec(ctx)
	if err != nil {
		return err
	}
	_, err = tx.NewRaw(`INSERT INTO programme.municipality_slug (slug, municipality_id) VALUES (?, ?)`, e.Slug, id).Exec(ctx)
	return err
}

func (tx territoryTx) Update(ctx context.Context, id uuid.UUID, e territory.Entry, now time.Time) error {
	_, err := tx.NewRaw(`UPDATE programme.municipality SET code = ?, kind = ?, name_ky = ?, name_ru = ?, name_en = ?,
		oblast_code = nullif(?, ''), raion_code = nullif(?, ''), valid_from = ?, valid_to = ?,
		version = version + 1, updated_at = ? WHERE id = ?`,
		string(e.Code), string(e.Kind), e.Name.Ky, e.Name.Ru, e.Name.En, e.Code.Oblast(), e.Code.Raion(),
		e.ValidFrom, e.ValidTo, now, id).Exec(ctx)
	return err
}

// KeepFormer keeps the first of several changes of one day: what was before all of them.
func (tx territoryTx) KeepFormer(ctx context.Context, t *tenants.Tenant, until clock.Date) error {
	_, err := tx.NewRaw(`INSERT INTO programme.municipality_former (municipality_id, until, code, name_ky, name_ru, name_en)
		VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`, t.ID, until, t.Code, t.Name.Ky, t.Name.Ru, t.Name.En).Exec(ctx)
	return err
}

func (tx territoryTx) Succeed(ctx context.Context, predecessor, successor uuid.UUID, decree string, on clock.Date) error {
	_, err := tx.NewRaw(`INSERT INTO programme.municipality_succession (predecessor_id, successor_id, decree, on_date) VALUES (?, ?, ?, ?)
		ON CONFLICT (predecessor_id, successor_id) DO UPDATE SET decree = EXCLUDED.decree, on_date = EXCLUDED.on_date`,
		predecessor, successor, decree, on).Exec(ctx)
	return err
}
