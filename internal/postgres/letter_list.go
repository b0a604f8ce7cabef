package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/page"
)

// letterOrders sort letters by a whole number; the place of a municipality in the register
// is its code, whose 14 digits fit.
var letterOrders = map[letter.Order]sorting{
	letter.Oldest:         {rising: true},
	letter.ByNumber:       {number: "coalesce(?TableAlias.number, 0)::bigint", rising: true},
	letter.BySubmitted:    {number: "coalesce(extract(epoch FROM ?TableAlias.submitted_at) * 1000, 0)::bigint"},
	letter.ByMunicipality: {number: "(SELECT m.code::bigint FROM ?tenant.municipality AS m WHERE m.id = ?TableAlias.municipality_id)", rising: true},
}

// List reads one page of the letters that a filter chooses.
func (s *LetterStore) List(ctx context.Context, scope access.Scope, filter letter.Filter, request page.Request) (page.Page[*letter.Letter], error) {
	var rows []*letterRow
	query := filterLetters(s.db.read(scope).NewSelect().Model(&rows), filter)
	count, err := total(ctx, query, request)
	if err != nil {
		return page.Page[*letter.Letter]{}, err
	}
	order := letterOrders[filter.Order]
	if err := order.page(order.columns(query), request).Scan(ctx); err != nil {
		return page.Page[*letter.Letter]{}, translate(ctx, err)
	}
	stamp(scope, rows)
	result := sortedPage(order, rows, request, (*letterRow).entity)
	result.Total = count
	return result, nil
}

func filterLetters(query *bun.SelectQuery, f letter.Filter) *bun.SelectQuery {
	if f.Own {
		query = query.Where("(?TableAlias.state <> 'DRAFT' OR ?TableAlias.author_id IS NOT NULL)")
	} else {
		query = query.Where("?TableAlias.state <> 'DRAFT'")
	}
	if f.CallID != uuid.Nil {
		query = query.Where("?TableAlias.call_id = ?", f.CallID)
	}
	if f.MunicipalityID != uuid.Nil {
		query = query.Where("?TableAlias.municipality_id = ?", f.MunicipalityID)
	}
	if len(f.States) > 0 {
		query = lettersIn(query, f)
	}
	if len(f.Channels) > 0 {
		query = query.Where("?TableAlias.channel IN (?)", bun.List(f.Channels))
	}
	if len(f.OblastCodes) > 0 {
		query = query.Where(`EXISTS (SELECT FROM ?tenant.municipality AS m WHERE m.id = ?TableAlias.municipality_id
			AND coalesce(m.oblast_code, '') IN (?))`, bun.List(f.OblastCodes))
	}
	if f.Late != nil {
		query = query.Where("?TableAlias.late = ?", *f.Late)
	}
	if f.SubmittedFrom != nil {
		query = query.Where("?TableAlias.submitted_at >= ?", *f.SubmittedFrom)
	}
	if f.SubmittedTo != nil {
		query = query.Where("?TableAlias.submitted_at < ?", *f.SubmittedTo)
	}
	return markedLetters(searchLetters(query, f.Search), f)
}

// lettersIn chooses letters by the state in which whoever asks sees them.
func lettersIn(query *bun.SelectQuery, f letter.Filter) *bun.SelectQuery {
	const in = "?TableAlias.state IN (?)"
	if !f.Own {
		return query.Where(in, bun.List(f.States))
	}
	const published = "EXISTS (SELECT FROM ?tenant.call AS c WHERE c.id = ?TableAlias.call_id AND c.state = 'RESULTS_PUBLISHED')"
	behind := append(letter.Behind(f.States), "") // never an empty list
	return query.Where("("+published+" AND "+in+" OR NOT "+published+" AND "+in+")", bun.List(f.States), bun.List(behind))
}

func searchLetters(query *bun.SelectQuery, search string) *bun.SelectQuery {
	if search == "" {
		return query
	}
	return query.Where(`(?TableAlias.number::text = ?0 OR lower(?TableAlias.incoming_number) = lower(?0) OR ?TableAlias.reference = upper(?0)
		OR EXISTS (SELECT FROM ?tenant.municipality AS m WHERE m.id = ?TableAlias.municipality_id
			AND (m.code = ?0 OR strpos(lower(concat_ws(' ', m.name_ky, m.name_ru, m.name_en, m.slug)), lower(?0)) > 0)))`, search)
}

func markedLetters(query *bun.SelectQuery, f letter.Filter) *bun.SelectQuery {
	const mark = "SELECT FROM ?tenant.letter_mark AS k WHERE k.letter_id = ?TableAlias.id AND k.account_id = ?"
	if f.Starred {
		query = query.Where("EXISTS ("+mark+" AND k.starred)", f.Viewer)
	}
	if f.Unread {
		query = query.Where("NOT EXISTS ("+mark+" AND k.read)", f.Viewer)
	}
	return query
}

// Beside finds a letter's neighbours in a list and its place in it.
func (s *LetterStore) Beside(ctx context.Context, scope access.Scope, filter letter.Filter, id uuid.UUID) (*letter.Adjacent, error) {
	order := letterOrders[filter.Order]
	beside := new(letter.Adjacent)
	var err error
	if beside.Next, err = s.following(ctx, scope, filter, order, id); err != nil {
		return nil, err
	}
	if beside.Previous, err = s.following(ctx, scope, filter, order.backwards(), id); err != nil {
		return nil, err
	}
	all := filterLetters(s.db.read(scope).NewSelect().Model((*letterRow)(nil)), filter)
	count, err := all.Count(ctx)
	if err != nil {
		return nil, translate(ctx, err)
	}
	beside.Total = int(count)
	before := order.backwards().past(filterLetters(s.db.read(scope).NewSelect().Model((*letterRow)(nil)), filter), "?tenant.letter", id)
	count, err = before.Count(ctx)
	beside.Position = int(count) + 1
	return beside, translate(ctx, err)
}

// following reads the letter that follows another in a sorted list, nil without one.
func (s *LetterStore) following(ctx context.Context, scope access.Scope, filter letter.Filter, order sorting, id uuid.UUID) (*letter.Letter, error) {
	var rows []*letterRow
	query := filterLetters(s.db.read(scope).NewSelect().Model(&rows), filter)
	if err := order.first(order.past(query, "?tenant.letter", id)).Scan(ctx); err != nil {
		return nil, translate(ctx, err)
	}
	stamp(scope, rows)
	if len(rows) == 0 {
		return nil, nil
	}
	return rows[0].Letter, nil
}
