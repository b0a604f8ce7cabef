package postgres

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/event"
	"github.com/demilge/demilge/internal/figures"
	"github.com/demilge/demilge/internal/i18n"
)

// FiguresStore keeps the sums over municipalities.
type FiguresStore struct{ db *DB }

// NewFiguresStore makes the store.
func NewFiguresStore(db *DB) *FiguresStore { return &FiguresStore{db: db} }

type figuresRow struct {
	bun.BaseModel `bun:"table:programme.figures,alias:figures"`

	TenantID     uuid.UUID
	Year         int
	Priority     string
	PriorityName i18n.Localized `bun:"type:jsonb"`
	Letters      int
	Competitions int
	Applications int
	Awards       int
	Agreements   int
	Events       int
	Participants int
	Visits       int
	OpenFindings int
	LateReports  int
}

type figuresMoneyRow struct {
	bun.BaseModel `bun:"table:programme.figures_money,alias:figures_money"`

	TenantID    uuid.UUID
	Year        int
	Priority    string
	Source      budget.Source
	Requested   int64
	Granted     int64
	Paid        int64
	Contributed int64
}

// Recompute makes the sums of a municipality anew. The lock is taken before the reading, so
// that of two jobs the second sees whatever the first one did.
func (s *FiguresStore) Recompute(ctx context.Context, scope access.Scope) error {
	now := s.db.now()
	err := s.db.programme().RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewRaw("SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('figures ' || ?, 0))", scope.TenantID()).Exec(ctx); err != nil {
			return err
		}
		sums := &figureSums{tenant: scope.TenantID(), rows: map[figureKey]*figuresRow{}, money: map[figureKey]*figuresMoneyRow{}}
		if err := sums.letters(ctx, tx); err != nil {
			return err
		}
		if scope.Tenant().State != "" {
			if err := sums.read(ctx, s.db.read(scope), now); err != nil {
				return err
			}
		}
		if err := oneWriter(ctx, tx); err != nil {
			return err
		}
		return sums.replace(ctx, tx, now)
	})
	return translate(ctx, err)
}

// Counted lists the municipalities that may have sums: those that take part, those that
// sent a letter, and those that have sums already.
func (s *FiguresStore) Counted(ctx context.Context) (ids []uuid.UUID, err error) {
	err = s.db.programme().NewRaw(`SELECT id FROM programme.tenant UNION SELECT municipality_id FROM programme.letter WHERE state <> 'DRAFT'
		UNION SELECT tenant_id FROM programme.figures ORDER BY 1`).Scan(ctx, &ids)
	return ids, translate(ctx, err)
}

// Resum makes the sums of the whole programme anew out of those of municipalities. They
// follow every change by themselves; this is for what nobody thought of.
func (s *FiguresStore) Resum(ctx context.Context) error {
	err := s.db.programme().RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		if err := oneWriter(ctx, tx); err != nil {
			return err
		}
		_, err := tx.NewRaw("SELECT programme.figures_resum()").Exec(ctx)
		return err
	})
	return translate(ctx, err)
}

// oneWriter keeps others from writing figures until the transaction ends: all write into the
// sums of the whole programme, and would wait for each other in a ring.
func oneWriter(ctx context.Context, tx bun.Tx) error {
	_, err := tx.NewRaw("SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('figures', 0))").Exec(ctx)
	return err
}

// replace puts the sums in the place of those before.
func (f *figureSums) replace(ctx context.Context, tx bun.Tx, now time.Time) error {
	for _, table := range []string{"figures", "figures_money"} {
		if _, err := tx.NewRaw("DELETE FROM programme."+table+" WHERE tenant_id = ?", f.tenant).Exec(ctx); err != nil {
			return err
		}
	}
	if rows := slices.Collect(maps.Values(f.rows)); len(rows) > 0 {
		if _, err := tx.NewInsert().Model(&rows).Returning("NULL").Exec(ctx); err != nil {
			return err
		}
	}
	if rows := slices.Collect(maps.Values(f.money)); len(rows) > 0 {
		if _, err := tx.NewInsert().Model(&rows).Returning("NULL").Exec(ctx); err != nil {
			return err
		}
	}
	_, err := tx.NewRaw(`INSERT INTO programme.figures_computed (tenant_id, computed_at) SELECT id, ?1::timestamptz FROM programme.municipality WHERE id = ?0
		ON CONFLICT (tenant_id) DO UPDATE SET computed_at = EXCLUDED.computed_at`, f.tenant, now).Exec(ctx)
	return err
}

// place is a year and a priority area of the municipality.
type place struct {
	Year int
	Area *uuid.UUID
}

// countedSQL counts what stands in a municipality, by year and priority area.
const countedSQL = `SELECT year, area, sum(competitions)::int AS competitions, sum(applications)::int AS applications, sum(awards)::int AS awards,
		sum(agreements)::int AS agreements, sum(visits)::int AS visits, sum(findings)::int AS open_findings, sum(late)::int AS late_reports
	FROM (
		SELECT year, NULL::uuid AS area, 1 AS competitions, 0 AS applications, 0 AS awards, 0 AS agreements, 0 AS visits, 0 AS findings, 0 AS late
		FROM ?tenant.competition WHERE announced_at IS NOT NULL
		UNION ALL
		SELECT c.year, a.priority_area_id, 0, (a.state NOT IN ('DRAFT', 'WITHDRAWN'))::int,
			(SELECT count(*) FROM ?tenant.award w WHERE w.application_id = a.id AND w.annulled_at IS NULL), 0, 0, 0, 0
		FROM ?tenant.application a JOIN ?tenant.competition c ON c.id = a.competition_id
		UNION ALL
		SELECT c.year, a.priority_area_id, 0, 0, 0, (g.signed_at IS NOT NULL)::int,
			(SELECT count(*) FROM ?tenant.visit v WHERE v.agreement_id = g.id AND v.state = 'DONE'),
			(SELECT count(*) FROM ?tenant.finding f WHERE f.agreement_id = g.id AND f.state <> 'CLOSED'),
			(SELECT count(*) FROM ?tenant.report r WHERE r.agreement_id = g.id AND g.ended_at IS NULL
				AND r.state IN ('DUE', 'RETURNED') AND coalesce(r.fix_by, r.due_on) < ?0::date)
		FROM ?tenant.agreement g JOIN ?tenant.application a ON a.id = g.application_id JOIN ?tenant.competition c ON c.id = g.competition_id
	) AS one GROUP BY year, area`

// spentSQL adds up the money of a municipality, by year, priority area and source.
const spentSQL = `SELECT year, area, source, sum(requested)::bigint AS requested, sum(granted)::bigint AS granted, sum(paid)::bigint AS paid,
		sum(contributed)::bigint AS contributed
	FROM (
		SELECT a.id, l.source, coalesce(l.amount, 0) AS requested, 0 AS granted, 0 AS paid, 0 AS contributed
		FROM ?tenant.budget_line l JOIN ?tenant.application a ON a.id = l.application_id WHERE a.state NOT IN ('DRAFT', 'WITHDRAWN')
		UNION ALL
		SELECT application_id, 'LOCAL_BUDGET', 0, local_budget, 0, 0 FROM ?tenant.award WHERE annulled_at IS NULL
		UNION ALL
		SELECT application_id, 'PROGRAMME', 0, programme_grant, 0, 0 FROM ?tenant.award WHERE annulled_at IS NULL AND programme_grant IS NOT NULL
		UNION ALL
		SELECT g.application_id, p.source, 0, 0, p.amount, 0 FROM ?tenant.payment p JOIN ?tenant.agreement g ON g.id = p.agreement_id WHERE p.state <> 'VOIDED'
		UNION ALL
		SELECT g.application_id, d.source, 0, 0, 0, coalesce(d.amount, 0) FROM ?tenant.contribution d JOIN ?tenant.agreement g ON g.id = d.agreement_id
		WHERE d.state = 'RECORDED'
	) AS one (id, source, requested, granted, paid, contributed)
	JOIN LATERAL (SELECT c.year, a.priority_area_id AS area FROM ?tenant.application a JOIN ?tenant.competition c ON c.id = a.competition_id
		WHERE a.id = one.id) AS placed ON true
	GROUP BY year, area, source`

// heldSQL reads what event.Totals adds up: the record of each initiative and its events.
const heldSQL = `SELECT c.year, a.priority_area_id AS area, r.participants AS record,
		coalesce((SELECT jsonb_agg(jsonb_build_object('occurrences', e.occurrences, 'participants', e.participants) ORDER BY e.id)
			FROM ?tenant.event e WHERE e.agreement_id = g.id AND e.state = 'HELD'), '[]') AS held
	FROM ?tenant.agreement g JOIN ?tenant.application a ON a.id = g.application_id JOIN ?tenant.competition c ON c.id = g.competition_id
	LEFT JOIN ?tenant.participant_record r ON r.agreement_id = g.id`

// read adds up what stands in the municipality's own schema.
func (f *figureSums) read(ctx context.Context, db *bun.DB, now time.Time) (err error) {
	if f.names, err = areaNames(ctx, db); err != nil {
		return err
	}
	if err := f.count(ctx, db, clock.DateOf(now)); err != nil {
		return err
	}
	if err := f.gather(ctx, db); err != nil {
		return err
	}
	return f.spend(ctx, db)
}

// letters counts what the municipality sent, by the year in which the call opened.
func (f *figureSums) letters(ctx context.Context, tx bun.Tx) error {
	var counted []struct{ Year, Letters int }
	err := tx.NewRaw(`SELECT extract(year FROM coalesce(c.opens_at, l.submitted_at) AT TIME ZONE 'Asia/Bishkek')::int AS year, count(*) AS letters
		FROM programme.letter l JOIN programme.call c ON c.id = l.call_id
		WHERE l.municipality_id = ? AND l.state <> 'DRAFT' GROUP BY 1`, f.tenant).Scan(ctx, &counted)
	for _, c := range counted {
		f.at(place{Year: c.Year}).Letters = c.Letters
	}
	return err
}

func areaNames(ctx context.Context, db *bun.DB) (map[uuid.UUID]i18n.Localized, error) {
	var areas []struct {
		ID   uuid.UUID
		Name i18n.Localized `bun:"type:jsonb"`
	}
	err := db.NewRaw("SELECT id, name FROM ?tenant.priority_area").Scan(ctx, &areas)
	names := make(map[uuid.UUID]i18n.Localized, len(areas))
	for _, area := range areas {
		names[area.ID] = area.Name
	}
	return names, err
}

// figureKey is a place and, of money, a source.
type figureKey struct {
	year     int
	priority string
	source   budget.Source
}

// figureSums adds up a municipality; areas of one name are one priority.
type figureSums struct {
	tenant uuid.UUID
	names  map[uuid.UUID]i18n.Localized
	rows   map[figureKey]*figuresRow
	money  map[figureKey]*figuresMoneyRow
}

func (f *figureSums) at(p place) *figuresRow {
	var name i18n.Localized
	if p.Area != nil {
		name = f.names[*p.Area]
	}
	key := figureKey{year: p.Year, priority: figures.PriorityKey(name)}
	if f.rows[key] == nil {
		f.rows[key] = &figuresRow{TenantID: f.tenant, Year: p.Year, Priority: key.priority, PriorityName: name}
	}
	return f.rows[key]
}

func (f *figureSums) count(ctx context.Context, db *bun.DB, today clock.Date) error {
	var counted []struct {
		place `bun:",extend"`

		Competitions, Applications, Awards, Agreements, Visits, OpenFindings, LateReports int
	}
	err := db.NewRaw(countedSQL, today).Scan(ctx, &counted)
	for _, c := range counted {
		row := f.at(c.place)
		row.Competitions += c.Competitions
		row.Applications += c.Applications
		row.Awards += c.Awards
		row.Agreements += c.Agreements
		row.Visits += c.Visits
		row.OpenFindings += c.OpenFindings
		row.LateReports += c.LateReports
	}
	return err
}

// gather counts events and participants as an initiative's own page does.
func (f *figureSums) gather(ctx context.Context, db *bun.DB) error {
	var initiatives []struct {
		place `bun:",extend"`

		Record *event.Counts `bun:"type:jsonb"`
		Held   []struct {
			Occurrences  int          `json:"occurrences"`
			Participants event.Counts `json:"participants"`
		} `bun:"type:jsonb"`
	}
	if err := db.NewRaw(heldSQL).Scan(ctx, &initiatives); err != nil {
		return err
	}
	for _, i := range initiatives {
		var record *event.Record
		if i.Record != nil {
			record = &event.Record{Participants: *i.Record}
		}
		events := make([]*event.Event, len(i.Held))
		for n, held := range i.Held {
			events[n] = &event.Event{State: event.Held}
			events[n].Occurrences, events[n].Participants = held.Occurrences, held.Participants
		}
		total := event.Totals(record, events)
		row := f.at(i.place)
		row.Events += total.Occurrences
		if known := total.Participants.Known(); known != nil {
			row.Participants += *known
		}
	}
	return nil
}

func (f *figureSums) spend(ctx context.Context, db *bun.DB) error {
	var spent []struct {
		place `bun:",extend"`

		Source                                budget.Source
		Requested, Granted, Paid, Contributed int64
	}
	err := db.NewRaw(spentSQL).Scan(ctx, &spent)
	for _, m := range spent {
		at := f.at(m.place)
		key := figureKey{at.Year, at.Priority, m.Source}
		row := f.money[key]
		if row == nil {
			row = &figuresMoneyRow{TenantID: f.tenant, Year: at.Year, Priority: at.Priority, Source: m.Source}
			f.money[key] = row
		}
		row.Requested += m.Requested
		row.Granted += m.Granted
		row.Paid += m.Paid
		row.Contributed += m.Contributed
	}
	return err
}

// count has the figures made anew once what changed them is committed.
func (tx *Tx) count(ctx context.Context, object access.Object, action access.Action) error {
	if tx.scope.Tenant().IsProgramme() || !figures.Counts(object, action) {
		return nil
	}
	return tx.recount(ctx)
}

// recount has the figures of the transaction's municipality made anew.
func (tx *Tx) recount(ctx context.Context) error {
	if tx.counting {
		return nil
	}
	tx.counting = true
	return tx.recountOf(ctx, tx.scope.TenantID())
}

// recountOf has the figures of a municipality made anew.
func (tx *Tx) recountOf(ctx context.Context, municipality uuid.UUID) error {
	return tx.EnqueueOnce(ctx, figures.Recompute{TenantID: municipality})
}
