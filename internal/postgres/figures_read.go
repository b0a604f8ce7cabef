package postgres

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/figures"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

// Both statements answer the same rows: the counts of a group, and money of a group by
// source. narrowedFigures adds up what is asked for in every way at once.
var narrowedFigures = `WITH place AS MATERIALIZED (
		SELECT m.*, coalesce(m.oblast_code, m.code) AS oblast FROM programme.municipality m WHERE ?0
	), counted AS (
		SELECT ` + partOf + ` AS part, coalesce(p.slug, f.priority, f.year::text, p.oblast, '') AS key,
			min(f.priority_name::text) AS name, sum(f.letters) AS letters, sum(f.competitions) AS competitions, sum(f.applications) AS applications,
			sum(f.awards) AS awards, sum(f.agreements) AS agreements, sum(f.events) AS events, sum(f.participants) AS participants,
			sum(f.visits) AS visits, sum(f.open_findings) AS open_findings, sum(f.late_reports) AS late_reports
		FROM programme.figures f JOIN place p ON p.id = f.tenant_id WHERE ?1
		GROUP BY GROUPING SETS ((), (p.oblast), (f.year), (f.priority), (p.slug))
	), spent AS (
		SELECT ` + partOf + ` AS part, coalesce(p.slug, f.priority, f.year::text, p.oblast, '') AS key, f.source,
			sum(f.requested) AS requested, sum(f.granted) AS granted, sum(f.paid) AS paid, sum(f.contributed) AS contributed
		FROM programme.figures_money f JOIN place p ON p.id = f.tenant_id WHERE ?1 AND ?2
		GROUP BY GROUPING SETS ((f.source), (f.source, p.oblast), (f.source, f.year), (f.source, f.priority), (f.source, p.slug))
	)
	SELECT c.*, ` + computedAt + `, coalesce(o.name_ky, city.name_ky, m.name_ky) AS name_ky,
		coalesce(o.name_ru, city.name_ru, m.name_ru) AS name_ru, coalesce(o.name_en, city.name_en, m.name_en) AS name_en,
		NULL AS source, NULL::bigint AS requested, NULL::bigint AS granted, NULL::bigint AS paid, NULL::bigint AS contributed
	FROM counted c LEFT JOIN programme.oblast o ON c.part = 'OBLAST' AND o.code = c.key
	LEFT JOIN place city ON c.part = 'OBLAST' AND city.code = c.key
	LEFT JOIN place m ON c.part = 'MUNICIPALITY' AND m.slug = c.key
	UNION ALL
	SELECT part, key, ` + noCounts + `, source, requested, granted, paid, contributed FROM spent`

const partOf = `CASE grouping(p.oblast, f.year, f.priority, p.slug) WHEN 15 THEN 'ALL' WHEN 7 THEN 'OBLAST' WHEN 11 THEN 'YEAR'
			WHEN 13 THEN 'PRIORITY' ELSE 'MUNICIPALITY' END`

// wholeFigures reads what is summed already, and adds up municipalities to oblasts.
var wholeFigures = `WITH place AS MATERIALIZED (
		SELECT m.id, m.id::text AS key, m.slug, m.name_ky, m.name_ru, m.name_en, coalesce(o.code, m.code) AS oblast,
			coalesce(o.name_ky, m.name_ky) AS oblast_ky, coalesce(o.name_ru, m.name_ru) AS oblast_ru, coalesce(o.name_en, m.name_en) AS oblast_en
		FROM programme.municipality m LEFT JOIN programme.oblast o ON o.code = m.oblast_code
	)
	SELECT s.part, coalesce(p.slug, s.key) AS key, s.name::text AS name, s.letters, s.competitions, s.applications, s.awards, s.agreements,
		s.events, s.participants, s.visits, s.open_findings, s.late_reports, ` + computedAt + `, p.name_ky, p.name_ru, p.name_en,
		NULL AS source, NULL::bigint AS requested, NULL::bigint AS granted, NULL::bigint AS paid, NULL::bigint AS contributed
	FROM programme.figures_sum s LEFT JOIN place p ON s.part = 'MUNICIPALITY' AND p.key = s.key WHERE s.rows > 0 OR s.part = 'ALL'
	UNION ALL
	SELECT 'OBLAST', p.oblast, NULL, sum(s.letters), sum(s.competitions), sum(s.applications), sum(s.awards), sum(s.agreements), sum(s.events),
		sum(s.participants), sum(s.visits), sum(s.open_findings), sum(s.late_reports), NULL,
		min(p.oblast_ky), min(p.oblast_ru), min(p.oblast_en), ` + noMoney + `
	FROM programme.figures_sum s JOIN place p ON p.key = s.key WHERE s.part = 'MUNICIPALITY' AND s.rows > 0 GROUP BY p.oblast
	UNION ALL
	SELECT f.part, coalesce(p.slug, f.key), ` + noCounts + `, f.source, f.requested, f.granted, f.paid, f.contributed
	FROM programme.figures_sum_money f LEFT JOIN place p ON f.part = 'MUNICIPALITY' AND p.key = f.key WHERE f.rows > 0 AND ?2
	UNION ALL
	SELECT 'OBLAST', p.oblast, ` + noCounts + `, f.source, sum(f.requested), sum(f.granted), sum(f.paid), sum(f.contributed)
	FROM programme.figures_sum_money f JOIN place p ON p.key = f.key WHERE f.part = 'MUNICIPALITY' AND f.rows > 0 AND ?2 GROUP BY p.oblast, f.source`

const computedAt = "(SELECT min(k.computed_at) FROM programme.figures_computed k JOIN place p ON p.id = k.tenant_id) AS computed_at"

// Columns of one part of the answer that the other leaves empty.
var (
	noCounts = "NULL" + strings.Repeat(", NULL", 14)
	noMoney  = "NULL" + strings.Repeat(", NULL", 4)
)

// programmeFiguresRow is the counts of a group, or its money of one source.
type programmeFiguresRow struct {
	Part, Key              string
	Name                   *i18n.Localized `bun:"type:jsonb"`
	NameKy, NameRu, NameEn string
	ComputedAt             *time.Time

	Letters, Competitions, Applications, Awards, Agreements, Events, Participants, Visits, OpenFindings, LateReports int

	Source                                budget.Source
	Requested, Granted, Paid, Contributed int64
}

// Programme reads the sums in one statement: those of the whole programme as they are kept.
func (s *FiguresStore) Programme(ctx context.Context, _ access.Scope, filter figures.Filter) (*figures.Programme, error) {
	var rows []*programmeFiguresRow
	statement := wholeFigures
	if filter.Narrows() {
		statement = narrowedFigures
	}
	where, narrowed, sources := figureConditions(filter)
	if err := s.db.programme().NewRaw(statement, where, narrowed, sources).Scan(ctx, &rows); err != nil {
		return nil, translate(ctx, err)
	}
	shown := &figures.Programme{}
	parts := map[string]*[]*figures.Group{
		"OBLAST": &shown.ByOblast, "YEAR": &shown.ByYear, "PRIORITY": &shown.ByPriority, "MUNICIPALITY": &shown.ByMunicipality,
	}
	found := map[[2]string]*figures.Figures{}
	for _, row := range rows {
		at := [2]string{row.Part, row.Key}
		switch {
		case row.Source != "":
			row.pay(found[at])
			continue
		case row.Part == "ALL":
			found[at], shown.ComputedAt = &shown.Total, row.ComputedAt
		default:
			group := &figures.Group{Key: row.Key, Name: row.name()}
			found[at], *parts[row.Part] = &group.Figures, append(*parts[row.Part], group)
		}
		row.fill(found[at])
	}
	for _, list := range parts {
		slices.SortFunc(*list, func(a, b *figures.Group) int { return strings.Compare(a.Key, b.Key) })
	}
	return shown, nil
}

// conditions are put together with AND.
type conditions struct {
	texts []string
	args  []any
}

func (c *conditions) in(column string, values any, n int) {
	if n > 0 {
		c.texts, c.args = append(c.texts, column+" IN (?)"), append(c.args, values)
	}
}

func (c *conditions) all() schema.QueryWithArgs {
	return bun.SafeQuery(strings.Join(append(c.texts, "true"), " AND "), c.args...)
}

func figureConditions(filter figures.Filter) (where, narrowed, sources schema.QueryWithArgs) {
	keys := make([]string, len(filter.Priorities))
	for i, name := range filter.Priorities {
		keys[i] = figures.PriorityKey(i18n.Localized{Ky: name})
	}
	var places, parts, money conditions
	places.in("m.id", bun.List(filter.Municipalities), len(filter.Municipalities))
	places.in("coalesce(m.oblast_code, m.code)", bun.List(filter.OblastCodes), len(filter.OblastCodes))
	parts.in("f.year", bun.List(filter.Years), len(filter.Years))
	parts.in("f.priority", bun.List(keys), len(keys))
	money.in("f.source", bun.List(filter.Sources), len(filter.Sources))
	return places.all(), parts.all(), money.all()
}

func (r *programmeFiguresRow) name() i18n.Localized {
	switch r.Part {
	case "YEAR":
		return i18n.Localized{Ky: r.Key, Ru: r.Key, En: r.Key}
	case "PRIORITY":
		if r.Name != nil {
			return *r.Name
		}
	}
	return i18n.Localized{Ky: r.NameKy, Ru: r.NameRu, En: r.NameEn}
}

func (r *programmeFiguresRow) fill(f *figures.Figures) {
	f.Letters, f.Competitions, f.Applications, f.Awards, f.Agreements = r.Letters, r.Competitions, r.Applications, r.Awards, r.Agreements
	f.Events, f.Participants, f.Visits, f.OpenFindings, f.LateReports = r.Events, r.Participants, r.Visits, r.OpenFindings, r.LateReports
}

// pay adds the money of one source; the counts of the group stand before it.
func (r *programmeFiguresRow) pay(f *figures.Figures) {
	if f == nil {
		return
	}
	f.BySource = append(f.BySource, &figures.Money{
		Source: r.Source, Requested: money.Amount(r.Requested), Granted: money.Amount(r.Granted), Paid: money.Amount(r.Paid), Contributed: money.Amount(r.Contributed),
	})
	slices.SortFunc(f.BySource, func(a, b *figures.Money) int {
		return slices.Index(budget.Sources, a.Source) - slices.Index(budget.Sources, b.Source)
	})
}
