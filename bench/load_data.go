package main

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/tenants"
)

// fill writes 200 competitions × 20 applications × 8 budget lines into a municipality and
// one competition that is open. It is the bench's own shortcut: triggers are off.
func fill(ctx context.Context, pool *pgxpool.Pool, t tenants.Tenant) (*data, error) {
	_, err := pool.Exec(ctx, fmt.Sprintf(`SET session_replication_role = replica; SET search_path = %s, pg_catalog;`, t.Schema)+rows+
		`RESET session_replication_role; RESET search_path; VACUUM ANALYZE`)
	if err != nil {
		_, err = pool.Exec(ctx, fmt.Sprintf(`SET session_replication_role = replica; SET search_path = %s, pg_catalog;`, t.Schema)+rows+
			`RESET session_replication_role; RESET search_path;`)
		if err != nil {
			return nil, err
		}
	}
	d := &data{tenant: t.ID, slug: t.Slug, schema: t.Schema.String(), after: map[uuid.UUID]string{}}
	schema := t.Schema.String()
	found, err := pool.Query(ctx, "SELECT id FROM "+schema+".competition WHERE reason = '' ORDER BY id DESC")
	if err != nil {
		return nil, err
	}
	if d.competitions, err = pgx.CollectRows(found, pgx.RowTo[uuid.UUID]); err != nil {
		return nil, err
	}
	if err := pool.QueryRow(ctx, "SELECT id FROM "+schema+".competition WHERE reason = 'open'").Scan(&d.open); err != nil {
		return nil, err
	}
	for _, c := range d.competitions {
		var fifth uuid.UUID
		if err := pool.QueryRow(ctx, "SELECT id FROM "+schema+".application WHERE competition_id = $1 AND state = 'ADMITTED' ORDER BY id DESC OFFSET 4 LIMIT 1", c).
			Scan(&fifth); err != nil {
			return nil, err
		}
		d.after[c] = page.Cursor{Keys: []string{fifth.String()}}.String()
	}
	return d, nil
}

// rows makes ids that are ordered in time, as version 7 ids are.
//
//nolint:dupword // one id stands for several things
const rows = `
CREATE TEMP TABLE made AS SELECT n, ('01900000-' || lpad(to_hex(n), 4, '0') || '-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid AS id
	FROM generate_series(1, 200) n;
INSERT INTO regulation (id, kind, edition, title, state, rules, note, review_decision, decree_kind, decree_number, decree_date, site_link,
		register_entry, justice_letter, version, created_at, updated_at)
	SELECT id, 'LOCAL_INITIATIVES', 1, '{"ky": "Жобо"}', 'ADOPTED', '{}', '', '', 'DECREE', '1', '2020-01-01', '', '', '', 1, now(), now()
	FROM made WHERE n = 1;
INSERT INTO envelope (id, year, amount, awarded, decree_kind, decree_number, source_line, note, version, created_at, updated_at)
	SELECT id, 2026, 100000000, 0, 'DECREE', '1', '', '', 1, now(), now() FROM made WHERE n = 1;
INSERT INTO competition (id, number, year, title, state, regulation_id, envelope_id, commission_id, priority_area_ids, opens_at, closes_at,
		implement_by, max_amount, reason, announced_at, published_at, history, version, created_at, updated_at)
	SELECT id, n || '/2026', 2026, jsonb_build_object('ky', 'Жергиликтүү демилгелер ' || n, 'ru', 'Местные инициативы ' || n), 'ANNOUNCED',
		(SELECT id FROM made WHERE n = 1), (SELECT id FROM made WHERE n = 1), (SELECT id FROM made WHERE n = 1), '[]',
		'2026-02-01T00:00:00Z', '2026-02-15T00:00:00Z', '2026-12-31', 4700000, '', '2026-01-20T00:00:00Z', NULL, '[]', 3,
		'2026-01-10T00:00:00Z', '2026-01-20T00:00:00Z' FROM made;
INSERT INTO competition (id, number, year, title, state, regulation_id, envelope_id, commission_id, priority_area_ids, opens_at, closes_at,
		implement_by, max_amount, reason, announced_at, published_at, history, version, created_at, updated_at)
	SELECT '01800000-0000-7000-8000-000000000000', '0/2026', 2026, '{"ky": "Ачык"}', 'ANNOUNCED', id, id, id, '[]', now() - interval '1 day',
		now() + interval '30 days', '2099-12-31', 4700000, 'open', now() - interval '2 days', NULL, '[]', 3, now(), now() FROM made WHERE n = 1;
CREATE TEMP TABLE filed AS SELECT m.id AS competition_id, a, (m.n - 1) * 20 + a AS n,
		('01910000-' || lpad(to_hex(m.n), 4, '0') || '-7000-8000-' || lpad(to_hex(a), 12, '0'))::uuid AS id
	FROM made m, generate_series(1, 20) a;
INSERT INTO application (id, competition_id, state, channel, owner_id, register_year, register_no, received_at, edition, sha256, reason, consents,
		kind, language, title, goal, problem, local_matter, type, previous_results, target_groups, participants, villages, sustainability,
		citizen_participation, start_date, end_date, plan, attachments, declared, version, created_at, updated_at)
	SELECT id, competition_id, CASE WHEN a % 4 = 0 THEN 'REJECTED' ELSE 'ADMITTED' END, 'ONLINE', gen_random_uuid(), 2026, n,
		'2026-02-02T00:00:00Z', 1, repeat('0', 64), 'x', '[]', 'PERSON', 'KY', jsonb_build_object('ky', 'Демилге ' || n), 'Максат ' || n, 'Көйгөй',
		'LIGHTING', 'CO_FINANCING', '', '[]', '{}', '[{"name": "Садовое"}]', 'Калат', 'Катышат', '2026-03-01', '2026-06-30', '[]', '[]', true, 2,
		'2026-02-01T10:00:00Z', '2026-02-20T00:00:00Z' FROM filed;
INSERT INTO budget_line (id, application_id, line_no, item, unit, quantity, unit_price, amount, source, form, valuation)
	SELECT gen_random_uuid(), id, l, 'Шам чырак ' || l, 'даана', 2500, 150000, 375000, 'LOCAL_BUDGET', 'CASH', 'KNOWN'
	FROM filed, generate_series(1, 8) l;
`
