package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
)

// yardstick is a bare net/http + pgx handler: the same rows and the same bytes without
// GraphQL, permissions or tenancy.
type yardstick struct {
	pool   *pgxpool.Pool
	tenant uuid.UUID
	schema string
}

func (y *yardstick) handler() http.Handler {
	mux := http.NewServeMux()
	for name, answer := range map[string]func(context.Context, map[string]json.RawMessage) (any, error){
		"W1": y.competition, "W2": y.competitions, "W3": y.three, "W4": y.page, "W5": y.create,
	} {
		mux.HandleFunc("POST /"+name, func(w http.ResponseWriter, r *http.Request) {
			var body struct{ Variables map[string]json.RawMessage }
			if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			value, err := answer(r.Context(), body.Variables)
			if err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
			w.Header().Set("Content-Type", "application/json")
			raw, err := json.Marshal(map[string]any{"data": value})
			if err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
			_, _ = w.Write(raw)
		})
	}
	return mux
}

func (y *yardstick) sql(format string) string { return fmt.Sprintf(format, y.schema) }

func (y *yardstick) id(kind string, id uuid.UUID) string {
	return scalar.EncodeID(entity.Ref{Kind: kind, Tenant: y.tenant, ID: id})
}

func argument(variables map[string]json.RawMessage, name string) uuid.UUID {
	var s string
	_ = json.Unmarshal(variables[name], &s)
	ref, _ := scalar.DecodeID(s)
	return ref.ID
}

func stamp(t *time.Time) *string {
	if t == nil {
		return nil
	}
	s := t.In(clock.Bishkek).Format(time.RFC3339Nano)
	return &s
}

func date(t *time.Time) *string {
	if t == nil {
		return nil
	}
	s := t.Format(time.DateOnly)
	return &s
}

// state is what the clock makes of an announced competition.
func state(stored string, opens, closes *time.Time, now time.Time) string {
	switch {
	case stored != "ANNOUNCED" || now.Before(*opens):
		return stored
	case now.Before(*closes):
		return "OPEN"
	}
	return "CLOSED"
}

type text struct {
	Ky *string `json:"ky"`
}

type texts struct {
	Ky *string `json:"ky"`
	Ru *string `json:"ru"`
}

type window struct {
	OpensAt  *string `json:"opensAt"`
	ClosesAt *string `json:"closesAt"`
}

func (y *yardstick) competition(ctx context.Context, variables map[string]json.RawMessage) (any, error) {
	var c struct {
		ID          string  `json:"id"`
		Number      string  `json:"number"`
		Year        int     `json:"year"`
		Title       texts   `json:"title"`
		State       string  `json:"state"`
		Window      window  `json:"window"`
		ImplementBy *string `json:"implementBy"`
		MaxAmount   *int64  `json:"maxAmount"`
		Reason      string  `json:"reason"`
		AnnouncedAt *string `json:"announcedAt"`
		Version     int64   `json:"version"`
		CreatedAt   *string `json:"createdAt"`
	}
	var id uuid.UUID
	var opens, closes, implement, announced, created *time.Time
	err := y.pool.QueryRow(ctx, y.sql(`SELECT id, number, year, title->>'ky', title->>'ru', state, opens_at, closes_at, implement_by,
		max_amount, reason, announced_at, version, created_at FROM %s.competition WHERE id = $1`), argument(variables, "id")).
		Scan(&id, &c.Number, &c.Year, &c.Title.Ky, &c.Title.Ru, &c.State, &opens, &closes, &implement, &c.MaxAmount, &c.Reason, &announced, &c.Version, &created)
	if err != nil {
		return nil, err
	}
	c.ID, c.State, c.Window = y.id("Competition", id), state(c.State, opens, closes, time.Now()), window{stamp(opens), stamp(closes)}
	c.ImplementBy, c.AnnouncedAt, c.CreatedAt = date(implement), stamp(announced), stamp(created)
	return map[string]any{"competition": c}, nil
}

// nest wraps a list as the document nests it.
func nest(value any, names ...string) any {
	for i := len(names) - 1; i >= 0; i-- {
		value = map[string]any{names[i]: value}
	}
	return value
}

func (y *yardstick) competitions(ctx context.Context, _ map[string]json.RawMessage) (any, error) {
	type item struct {
		ID          string  `json:"id"`
		Number      string  `json:"number"`
		Year        int     `json:"year"`
		Title       text    `json:"title"`
		State       string  `json:"state"`
		ImplementBy *string `json:"implementBy"`
		MaxAmount   *int64  `json:"maxAmount"`
		AnnouncedAt *string `json:"announcedAt"`
		Version     int64   `json:"version"`
		CreatedAt   *string `json:"createdAt"`
	}
	rows, err := y.pool.Query(ctx, y.sql(`SELECT id, number, year, title->>'ky', state, opens_at, closes_at, implement_by, max_amount,
		announced_at, version, created_at FROM %s.competition ORDER BY id DESC LIMIT 50`))
	if err != nil {
		return nil, err
	}
	now := time.Now()
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (c item, err error) {
		var id uuid.UUID
		var opens, closes, implement, announced, created *time.Time
		err = row.Scan(&id, &c.Number, &c.Year, &c.Title.Ky, &c.State, &opens, &closes, &implement, &c.MaxAmount, &announced, &c.Version, &created)
		c.ID, c.State = y.id("Competition", id), state(c.State, opens, closes, now)
		c.ImplementBy, c.AnnouncedAt, c.CreatedAt = date(implement), stamp(announced), stamp(created)
		return c, err
	})
	return nest(list, "municipality", "competitions", "nodes"), err
}

type line struct {
	LineNo    int     `json:"lineNo"`
	Item      string  `json:"item"`
	Quantity  *string `json:"quantity"`
	UnitPrice *int64  `json:"unitPrice"`
	Amount    *int64  `json:"amount"`
	Source    string  `json:"source"`
}

type short struct {
	ID     string `json:"id"`
	Number string `json:"number"`
	Title  text   `json:"title"`
	State  string `json:"state"`
	Budget struct {
		Lines []line `json:"lines"`
	} `json:"budget"`
}

type contest struct {
	ID           string `json:"id"`
	Number       string `json:"number"`
	Applications struct {
		Nodes []*short `json:"nodes"`
	} `json:"applications"`
}

func (y *yardstick) three(ctx context.Context, _ map[string]json.RawMessage) (any, error) {
	list, ids, err := y.contests(ctx)
	if err != nil {
		return nil, err
	}
	applications, found, err := y.applications(ctx, ids, list)
	if err != nil {
		return nil, err
	}
	if err := y.lines(ctx, applications, found); err != nil {
		return nil, err
	}
	ordered := make([]*contest, len(ids))
	for i, id := range ids {
		ordered[i] = list[id]
	}
	return nest(ordered, "municipality", "competitions", "nodes"), nil
}

func (y *yardstick) contests(ctx context.Context) (map[uuid.UUID]*contest, []uuid.UUID, error) {
	rows, err := y.pool.Query(ctx, y.sql(`SELECT id, number FROM %s.competition ORDER BY id DESC LIMIT 20`))
	if err != nil {
		return nil, nil, err
	}
	list, ids := map[uuid.UUID]*contest{}, []uuid.UUID{}
	var id uuid.UUID
	var number string
	_, err = pgx.ForEachRow(rows, []any{&id, &number}, func() error {
		list[id], ids = &contest{ID: y.id("Competition", id), Number: number}, append(ids, id)
		return nil
	})
	return list, ids, err
}

func (y *yardstick) applications(ctx context.Context, competitions []uuid.UUID, list map[uuid.UUID]*contest) ([]uuid.UUID, map[uuid.UUID]*short, error) {
	rows, err := y.pool.Query(ctx, y.sql(`SELECT a.id, a.competition_id, a.register_no, a.register_year, a.title->>'ky', a.state
		FROM unnest($1::uuid[]) WITH ORDINALITY AS c(id, n), LATERAL (SELECT * FROM %s.application a WHERE a.competition_id = c.id
		ORDER BY a.id DESC LIMIT 20) a ORDER BY c.n, a.id DESC`), competitions)
	if err != nil {
		return nil, nil, err
	}
	found, ids := map[uuid.UUID]*short{}, []uuid.UUID{}
	var id, competition uuid.UUID
	var no, year int
	var title *string
	var state string
	_, err = pgx.ForEachRow(rows, []any{&id, &competition, &no, &year, &title, &state}, func() error {
		a := &short{ID: y.id("Application", id), Number: number(no, year), Title: text{title}, State: state}
		found[id], ids = a, append(ids, id)
		nodes := &list[competition].Applications.Nodes
		*nodes = append(*nodes, a)
		return nil
	})
	return ids, found, err
}

func number(no, year int) string { return strconv.Itoa(no) + "/" + strconv.Itoa(year) }

func (y *yardstick) lines(ctx context.Context, applications []uuid.UUID, found map[uuid.UUID]*short) error {
	rows, err := y.pool.Query(ctx, y.sql(`SELECT application_id, line_no, item, quantity, unit_price, amount, source
		FROM %s.budget_line WHERE application_id = ANY($1) ORDER BY application_id, line_no`), applications)
	if err != nil {
		return err
	}
	var id uuid.UUID
	var l line
	var quantity *int64
	_, err = pgx.ForEachRow(rows, []any{&id, &l.LineNo, &l.Item, &quantity, &l.UnitPrice, &l.Amount, &l.Source}, func() error {
		if quantity != nil {
			s := budget.Quantity(*quantity).String()
			l.Quantity = &s
		}
		b := &found[id].Budget
		b.Lines = append(b.Lines, l)
		l.UnitPrice, l.Amount, quantity = nil, nil, nil
		return nil
	})
	return err
}

//nolint:funlen // one handler, as bare as it can be
func (y *yardstick) page(ctx context.Context, variables map[string]json.RawMessage) (any, error) {
	type item struct {
		ID        string  `json:"id"`
		Number    string  `json:"number"`
		Title     text    `json:"title"`
		State     string  `json:"state"`
		Channel   string  `json:"channel"`
		Goal      string  `json:"goal"`
		StartDate *string `json:"startDate"`
		EndDate   *string `json:"endDate"`
		Version   int64   `json:"version"`
		CreatedAt *string `json:"createdAt"`
	}
	type info struct {
		HasNextPage bool    `json:"hasNextPage"`
		EndCursor   *string `json:"endCursor"`
	}
	var answer struct {
		TotalCount int    `json:"totalCount"`
		PageInfo   info   `json:"pageInfo"`
		Nodes      []item `json:"nodes"`
	}
	var after string
	_ = json.Unmarshal(variables["after"], &after)
	cursor, err := page.ParseCursor(after)
	if err != nil {
		return nil, err
	}
	competition := argument(variables, "id")
	if err := y.pool.QueryRow(ctx, y.sql(`SELECT count(*) FROM %s.application WHERE competition_id = $1 AND state = 'ADMITTED'`),
		competition).Scan(&answer.TotalCount); err != nil {
		return nil, err
	}
	rows, err := y.pool.Query(ctx, y.sql(`SELECT id, register_no, register_year, title->>'ky', state, channel, goal, start_date, end_date,
		version, created_at FROM %s.application WHERE competition_id = $1 AND state = 'ADMITTED' AND id < $2 ORDER BY id DESC LIMIT 6`),
		competition, cursor.Keys[len(cursor.Keys)-1])
	if err != nil {
		return nil, err
	}
	var ids []uuid.UUID
	answer.Nodes, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (a item, err error) {
		var id uuid.UUID
		var no, year int
		var starts, ends, created *time.Time
		err = row.Scan(&id, &no, &year, &a.Title.Ky, &a.State, &a.Channel, &a.Goal, &starts, &ends, &a.Version, &created)
		a.ID, a.Number, ids = y.id("Application", id), number(no, year), append(ids, id)
		a.StartDate, a.EndDate, a.CreatedAt = date(starts), date(ends), stamp(created)
		return a, err
	})
	if err != nil {
		return nil, err
	}
	if answer.PageInfo.HasNextPage = len(answer.Nodes) > 5; answer.PageInfo.HasNextPage {
		answer.Nodes = answer.Nodes[:5]
	}
	if n := len(answer.Nodes); n > 0 {
		end := page.Cursor{Keys: []string{ids[n-1].String()}}.String()
		answer.PageInfo.EndCursor = &end
	}
	return nest(answer, "competition", "applications"), nil
}
