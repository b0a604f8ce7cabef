package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// flat is the SQL of each workload alone, as pgbench runs it: what the database gives when
// nobody makes an answer of its rows.
var flat = map[string]string{
	"W1": `\set n random(1, 200)
SELECT id, number, year, title, state, opens_at, closes_at, implement_by, max_amount, reason, announced_at, version, created_at
	FROM {schema}.competition WHERE id = ('01900000-' || lpad(to_hex(:n::int), 4, '0') || '-7000-8000-' || lpad(to_hex(:n::int), 12, '0'))::uuid;
`,
	"W2": `SELECT id, number, year, title, state, opens_at, closes_at, implement_by, max_amount, announced_at, version, created_at
	FROM {schema}.competition ORDER BY id DESC LIMIT 50;
`,
	"W3": `SELECT id, number FROM {schema}.competition ORDER BY id DESC LIMIT 20;
SELECT a.id, a.competition_id, a.register_no, a.register_year, a.title, a.state
	FROM (SELECT id FROM {schema}.competition ORDER BY id DESC LIMIT 20) c,
	LATERAL (SELECT * FROM {schema}.application a WHERE a.competition_id = c.id ORDER BY a.id DESC LIMIT 20) a;
SELECT l.application_id, l.line_no, l.item, l.quantity, l.unit_price, l.amount, l.source
	FROM (SELECT id FROM {schema}.competition ORDER BY id DESC LIMIT 20) c JOIN {schema}.application a ON a.competition_id = c.id
	JOIN {schema}.budget_line l ON l.application_id = a.id;
`,
	"W4": `\set n random(1, 200)
SELECT count(*) FROM {schema}.application
	WHERE competition_id = ('01900000-' || lpad(to_hex(:n::int), 4, '0') || '-7000-8000-' || lpad(to_hex(:n::int), 12, '0'))::uuid AND state = 'ADMITTED';
SELECT id, register_no, register_year, title, state, channel, goal, start_date, end_date, version, created_at FROM {schema}.application
	WHERE competition_id = ('01900000-' || lpad(to_hex(:n::int), 4, '0') || '-7000-8000-' || lpad(to_hex(:n::int), 12, '0'))::uuid AND state = 'ADMITTED'
	ORDER BY id DESC OFFSET 5 LIMIT 6;
`,
	"W5": `BEGIN;
SELECT opens_at, closes_at FROM {schema}.competition WHERE reason = 'open' FOR SHARE;
WITH a AS (INSERT INTO {schema}.application (id, competition_id, state, channel, owner_id, register_year, register_no, edition, sha256, reason,
		consents, kind, language, title, goal, problem, local_matter, type, previous_results, target_groups, participants, villages,
		sustainability, citizen_participation, plan, attachments, declared, version, created_at, updated_at)
	SELECT gen_random_uuid(), id, 'DRAFT', 'ONLINE', gen_random_uuid(), 2026, 0, 0, '', '', '[]', '', 'KY', '{"ky": "Көчөнү жарыктандыруу"}',
		'Кечинде коопсуз басуу', '', '', '', '', '[]', '{}', '[]', '', '', '[]', '[]', false, 1, now(), now()
	FROM {schema}.competition WHERE reason = 'open' RETURNING id),
l AS (INSERT INTO {schema}.budget_line (id, application_id, line_no, item, unit, quantity, unit_price, amount, source, form, valuation)
	SELECT gen_random_uuid(), id, n, 'Шам чырак', 'даана', 2500, 150000, 375000, 'LOCAL_BUDGET', 'CASH', 'KNOWN' FROM a, generate_series(1, 8) n)
INSERT INTO {schema}.audit (id, at, user_id, actor_name, actor_kind, object, action, object_id, before, after, request_id)
	SELECT gen_random_uuid(), now(), NULL, 'bench', 'TOKEN', 'APPLICATION', 'CREATE', id, 'null', '{}', '' FROM a;
COMMIT;
`,
}

var perSecond = regexp.MustCompile(`tps = ([0-9.]+)`)

// pgbench runs the flat SQL of a workload and returns how often a second it went through.
func (b *bench) pgbench(ctx context.Context, workload string, clients int, lasting time.Duration) (float64, error) {
	script := filepath.Join(b.dir, workload+".sql")
	if err := os.WriteFile(script, []byte(strings.ReplaceAll(flat[workload], "{schema}", b.data.schema)), 0o600); err != nil {
		return 0, err
	}
	seconds := max(1, int(lasting.Seconds()))
	command := exec.CommandContext(ctx, b.postgres.Program("pgbench"), "--no-vacuum", "--protocol=prepared", "--file="+script,
		"--client="+strconv.Itoa(clients), "--time="+strconv.Itoa(seconds), b.postgres.DSN("bench"))
	out, err := command.CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("pgbench %s: %w\n%s", workload, err, out)
	}
	found := perSecond.FindSubmatch(out)
	if found == nil { // too short to go through once
		return 0, nil
	}
	return strconv.ParseFloat(string(found[1]), 64)
}
