package application_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/regulation"
)

const applicants = 500

// complete writes everything that submission needs.
func (w *world) complete(c *application.Content) {
	quantity, price := budget.Quantity(1000), money.Som(10)
	start, area := clock.NewDate(2019, time.December, 26), w.c.PriorityAreaIDs[0]
	c.Applicant.Surname, c.Applicant.GivenName, c.Applicant.Phone = "А", "Б", "+996700123456"
	c.Applicant.Village = application.Village{Name: "Садовое"}
	c.Proposal = application.Proposal{
		Kind: regulation.Person, Language: i18n.Ky, Title: i18n.Localized{Ky: "Т"}, Goal: "g", Problem: "p", LocalMatter: "SPORT",
		PriorityAreaID: &area, Type: application.CoFinancing, Villages: []application.Village{{Name: "Садовое"}}, Sustainability: "s",
		CitizenParticipation: "c", StartDate: &start, EndDate: &start, Plan: []application.PlanItem{{Activity: "a"}}, Declared: true, Resident: true,
	}
	c.BudgetLines = []budget.Line{
		{Item: "i", Quantity: &quantity, UnitPrice: &price, Source: budget.LocalBudget, Form: budget.Cash, Valuation: budget.Known},
		{Item: "o", Source: budget.Initiator, Form: budget.InKind, Valuation: budget.NotValued},
	}
	c.Consents = []application.Consent{{Purpose: application.Processing, TextVersion: 1, Language: i18n.Ky}}
}

// drafts are complete drafts of one person: whose they are does not matter to the window.
// The first is made by the service, the others are its copies.
func (w *world) drafts(t *testing.T, leader *apptest.Client, n int) []*application.Application {
	t.Helper()
	first, err := w.Resolver.Applications.Create(leader.Context(t.Context()), w.c.Ref(), application.Online, w.complete)
	require.NoError(t, err)
	ids := w.Value(t, fmt.Sprintf(`SET search_path = %[1]s, pg_catalog; WITH copy AS (
		INSERT INTO application SELECT (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid()))).*
			FROM application a, generate_series(2, %[2]d) RETURNING id
	), applicants AS (
		INSERT INTO applicant SELECT (jsonb_populate_record(p, jsonb_build_object('id', copy.id))).* FROM applicant p, copy
	), lines AS (
		INSERT INTO budget_line SELECT (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid(), 'application_id', copy.id))).*
			FROM budget_line l, copy
	) SELECT coalesce(string_agg(id::text, ' '), '') FROM copy`, w.m.Schema, n))
	drafts := []*application.Application{first}
	for _, id := range strings.Fields(ids) {
		copied := *first
		copied.ID = uuid.MustParse(id)
		drafts = append(drafts, &copied)
	}
	require.Len(t, drafts, n)
	return drafts
}

// submitAll submits every draft twice at once through a server and returns how many were
// taken. after is called with the count of answers so far.
func submitAll(t *testing.T, server *app.App, leader *apptest.Client, drafts []*application.Application, after func(int64)) int {
	t.Helper()
	var taken, answered atomic.Int64
	var group sync.WaitGroup
	for _, d := range drafts {
		for range 2 {
			group.Go(func() {
				_, err := server.Resolver.Applications.Submit(leader.Context(t.Context()), d.Ref(), d.Version)
				switch {
				case err == nil:
					taken.Add(1)
				case !errors.Is(err, application.ErrWindowClosed) && !errors.Is(err, apperr.ErrStale):
					t.Errorf("unexpected: %v", err)
				}
				after(answered.Add(1))
			})
		}
	}
	group.Wait()
	require.LessOrEqual(t, int(taken.Load()), len(drafts))
	require.Equal(t, int64(2*len(drafts)), answered.Load())
	return int(taken.Load())
}

// checkRegister demands that what was taken, and nothing else, has a number, without a
// gap and before the end of the window.
func (w *world) checkRegister(t *testing.T, leader *apptest.Client, taken int, closes time.Time) {
	t.Helper()
	var numbers []int
	request := page.Request{First: page.MaxFirst}
	for {
		list, err := w.Resolver.Applications.List(leader.Context(t.Context()), w.m.ID, application.Filter{}, request)
		require.NoError(t, err)
		for _, a := range list.Items {
			if a.State == application.Draft {
				require.Zero(t, a.RegisterNo)
				continue
			}
			require.True(t, a.ReceivedAt.Before(closes), "%s is not before %s", a.ReceivedAt, closes)
			numbers = append(numbers, a.RegisterNo)
		}
		if !list.HasNext {
			break
		}
		cursor := list.Cursor(list.Items[len(list.Items)-1])
		request.After = &cursor
	}
	slices.Sort(numbers)
	require.Len(t, numbers, taken)
	for i, n := range numbers {
		require.Equal(t, i+1, n)
	}
}

func TestWindowClosesUnderFiveHundred(t *testing.T) {
	t.Parallel()
	w := open(t)
	leader := w.As(w.m)
	drafts := w.drafts(t, leader, applicants)
	taken := submitAll(t, w.App.App, leader, drafts, func(answered int64) {
		if answered == applicants {
			w.Clock.Set(apptest.Closes)
		}
	})
	require.Positive(t, taken)
	require.Less(t, taken, applicants)
	w.checkRegister(t, leader, taken, apptest.Closes)
}

// Half of them come in good time, the others around a second that is about to end.
func TestWindowClosesByTheDatabasesClock(t *testing.T) {
	t.Parallel()
	w := open(t)
	leader := w.As(w.m)
	drafts := w.drafts(t, leader, applicants+1)
	last, drafts := drafts[0], drafts[1:]
	real := apptest.New(t, func(c *app.Config) { c.Clock = nil })
	window := func(left string) {
		w.SQL(t, fmt.Sprintf(`UPDATE %s.competition SET closes_at = clock_timestamp() + interval '%s'`, w.m.Schema, left))
	}
	window("1 hour")
	none := func(int64) {}
	require.Equal(t, applicants/2, submitAll(t, real.App, leader, drafts[:applicants/2], none))
	window("300 ms")
	taken := applicants/2 + submitAll(t, real.App, leader, drafts[applicants/2:], none)
	w.SQL(t, fmt.Sprintf(`SELECT pg_sleep_until(closes_at) FROM %s.competition`, w.m.Schema))
	_, err := real.Resolver.Applications.Submit(leader.Context(t.Context()), last.Ref(), last.Version)
	require.ErrorIs(t, err, application.ErrWindowClosed)
	closes, err := time.Parse(time.RFC3339Nano, w.Value(t, fmt.Sprintf(
		`SELECT to_char(closes_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') FROM %s.competition`, w.m.Schema)))
	require.NoError(t, err)
	w.checkRegister(t, leader, taken, closes)
}

func TestStaleVersionsLoseExactly(t *testing.T) {
	t.Parallel()
	w := open(t)
	leader := w.As(w.m)
	d := w.drafts(t, leader, 1)[0]
	var won atomic.Int64
	var group sync.WaitGroup
	for i := range 20 {
		group.Go(func() {
			_, err := w.Resolver.Applications.Update(leader.Context(t.Context()), d.Ref(), d.Version, func(c *application.Content) {
				c.Proposal.Goal = fmt.Sprint("goal ", i)
			})
			if err == nil {
				won.Add(1)
			} else if !errors.Is(err, apperr.ErrStale) {
				t.Error(err)
			}
		})
	}
	group.Wait()
	require.EqualValues(t, 1, won.Load())
}

// The same page of many competitions comes in one statement, as each alone.
func TestListEachEqualsEveryList(t *testing.T) {
	t.Parallel()
	w := open(t)
	leader := w.As(w.m)
	w.drafts(t, leader, 5)
	ctx := leader.Context(t.Context())
	filter := application.Filter{CompetitionIDs: []uuid.UUID{w.c.ID, entity.NewID()}}
	request := page.Request{First: 3, Total: true}
	pages, err := w.Resolver.Applications.ListEach(ctx, w.m.ID, filter, request)
	require.NoError(t, err)
	alone, err := w.Resolver.Applications.List(ctx, w.m.ID, application.Filter{CompetitionIDs: filter.CompetitionIDs[:1]}, request)
	require.NoError(t, err)
	require.Equal(t, alone.Items, pages[w.c.ID].Items)
	require.True(t, pages[w.c.ID].HasNext)
	require.Equal(t, 5, *pages[w.c.ID].Total)
	empty := pages[filter.CompetitionIDs[1]]
	require.Empty(t, empty.Items)
	require.Zero(t, *empty.Total)

	cursor := alone.Cursor(alone.Items[2])
	request.After = &cursor
	next, err := w.Resolver.Applications.ListEach(ctx, w.m.ID, filter, request)
	require.NoError(t, err)
	require.Len(t, next[w.c.ID].Items, 2)
}
