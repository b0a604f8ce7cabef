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

// programmeFigures groups the sums in every way at once; each group is one row a source of
// money, or one without when it has none.
const programmeFigures = `WITH place AS MATERIALIZED (
		SELECT m.id, m.slug, coalesce(m.oblast_code, m.code) AS oblast FROM programme.municipality m WHERE ?0
	), counted AS (
		SELECT grouping(p.oblast, f.year, f.priority, p.slug) AS grouped, coalesce(p.slug, f.priority, f.year::text, p.oblast, '') AS key,
			min(f.priority_name::text) AS name, sum(f.letters) AS letters, sum(f.competitions) AS competitions, sum(f.applications) AS applications, sum(f.awards) AS awards,
			sum(f.agreements) AS agreements, sum(f.events) AS events, sum(f.participants) AS participants, sum(f.visits) AS visits,
			sum(f.open_findings) AS open_findings, sum(f.late_reports) AS late_reports
		FROM programme.figures f JOIN place p ON p.id = f.tenant_id WHERE ?1
		GROUP BY GROUPING SETS ((), (p.oblast), (f.year), (f.priority), (p.slug))
	), spent AS (
		SELECT grouping(p.oblast, f.year, f.priority, p.slug) AS grouped, coalesce(p.slug, f.priority, f.year::text, p.oblast, '') AS key, f.source,
			sum(f.requested) AS requested, sum(f.granted) AS granted, sum(f.paid) AS paid, sum(f.contributed) AS contributed
		FROM programme.figures_money f JOIN place p ON p.id = f.tenant_id WHERE ?1 AND ?2
		GROUP BY GROUPING SETS ((f.source), (f.source, p.oblast), (f.source, f.year), (f.source, f.priority), (f.source, p.slug))
	)
	SELECT c.*, s.source, s.requested, s.granted, s.paid, s.contributed,
		(SELECT min(k.computed_at) FROM programme.figures_computed k JOIN place p ON p.id = k.tenant_id) AS computed_at,
		jsonb_build_object('ky', coalesce(o.name_ky, city.name_ky, m.name_ky), 'ru', coalesce(o.name_ru, city.name_ru, m.name_ru),
			'en', coalesce(o.name_en, city.name_en, m.name_en)) AS called
	FROM counted c LEFT JOIN spent s ON s.grouped = c.grouped AND s.key = c.key
	LEFT JOIN programme.oblast o ON c.grouped = 7 AND o.code = c.key
	LEFT JOIN programme.municipality city ON c.grouped = 7 AND city.code = c.key
	LEFT JOIN programme.municipality m ON c.grouped = 14 AND m.slug = c.key
	ORDER BY c.grouped DESC, c.key, s.source`

type programmeFiguresRow struct {
	Key          string
	Name, Called *i18n.Localized `bun:"type:jsonb"`
	Grouped      int
	ComputedAt   *time.Time

	Letters, Competitions, Applications, Awards, Agreements, Events, Participants, Visits, OpenFindings, LateReports int

	Source                                budget.Source
	Requested, Granted, Paid, Contributed int64
}

// By what a row is grouped: the bits of PostgreSQL's grouping(), set for what it is not.
const (
	groupedByAll          = 0b1111
	groupedByOblast       = 0b0111
	groupedByYear         = 0b1011
	groupedByPriority     = 0b1101
	groupedByMunicipality = 0b1110
)

// Programme reads the sums in one statement.
func (s *FiguresStore) Programme(ctx context.Context, _ access.Scope, filter figures.Filter) (*figures.Programme, error) {
	var rows []*programmeFiguresRow
	where, narrowed, sources := figureConditions(filter)
	if err := s.db.programme().NewRaw(programmeFigures, where, narrowed, sources).Scan(ctx, &rows); err != nil {
		return nil, translate(ctx, err)
	}
	shown := &figures.Programme{}
	groups := map[int]*[]*figures.Group{
		groupedByOblast: &shown.ByOblast, groupedByYear: &shown.ByYear, groupedByPriority: &shown.ByPriority, groupedByMunicipality: &shown.ByMunicipality,
	}
	for _, row := range rows {
		shown.ComputedAt = row.ComputedAt
		into := &shown.Total
		if list := groups[row.Grouped]; list != nil {
			if n := len(*list); n == 0 || (*list)[n-1].Key != row.Key {
				*list = append(*list, &figures.Group{Key: row.Key, Name: row.name()})
			}
			into = &(*list)[len(*list)-1].Figures
		}
		row.fill(into)
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
	switch {
	case r.Grouped == groupedByYear:
		return i18n.Localized{Ky: r.Key, Ru: r.Key, En: r.Key}
	case r.Grouped == groupedByPriority && r.Name != nil:
		return *r.Name
	case r.Called != nil:
		return *r.Called
	}
	return i18n.Localized{}
}

func (r *programmeFiguresRow) fill(f *figures.Figures) {
	f.Letters, f.Competitions, f.Applications, f.Awards, f.Agreements = r.Letters, r.Competitions, r.Applications, r.Awards, r.Agreements
	f.Events, f.Participants, f.Visits, f.OpenFindings, f.LateReports = r.Events, r.Participants, r.Visits, r.OpenFindings, r.LateReports
	if r.Source == "" {
		return
	}
	f.BySource = append(f.BySource, &figures.Money{
		Source: r.Source, Requested: money.Amount(r.Requested), Granted: money.Amount(r.Granted), Paid: money.Amount(r.Paid), Contributed: money.Amount(r.Contributed),
	})
	slices.SortFunc(f.BySource, func(a, b *figures.Money) int {
		return slices.Index(budget.Sources, a.Source) - slices.Index(budget.Sources, b.Source)
	})
}
