package specialday_test

import (
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/internal/workday"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

func day(t *testing.T, s string) clock.Date {
	t.Helper()
	d, err := clock.ParseDate(s)
	require.NoError(t, err)
	return d
}

func calendar(t *testing.T, a *apptest.App) *workday.Calendar {
	t.Helper()
	c, err := a.Resolver.Workdays.Workdays(t.Context())
	require.NoError(t, err)
	return c
}

// TestTheDaysOfTheRepublic are known from the beginning.
func TestTheDaysOfTheRepublic(t *testing.T) {
	t.Parallel()
	c := calendar(t, apptest.New(t))
	for s, works := range map[string]bool{
		"2019-12-16": true,
		"2019-12-14": false, // Saturday
		"2019-11-07": false,
		"2020-11-09": false, // 7 and 8 November 2020 were a weekend
		"2020-11-10": false,
		"2020-11-11": true,
		"2020-05-25": false, // Orozo Ait on a Sunday
		"2021-11-09": false, // 7 November on a Sunday, the 8th a holiday itself
		"2023-01-04": false, // by the Cabinet's order
		"2023-01-09": true,
		"2023-02-25": true, // a Saturday
		"2023-04-07": false,
		"2023-04-21": false,
		"2024-02-23": false,
		"2025-04-07": true, // the code of 2025
		"2025-11-07": true,
		"2025-05-06": false,
		"2026-01-05": false,
		"2026-02-23": true,
		"2026-03-09": true, // nothing is moved any more
		"2026-03-20": false,
		"2026-05-27": false,
		"2040-01-06": false,
	} {
		require.Equal(t, works, c.Is(day(t, s)), s)
	}
	require.Equal(t, "2020-01-03", c.After(day(t, "2019-12-31"), 2).String(), "over New Year")
	require.Equal(t, "2026-01-12", c.After(day(t, "2025-12-31"), 3).String(), "over the holidays of the new code")
}

const year = `{ specialDays(year: 2026) { id date kind name { ky ru } basis provisional version } }`

func TestEveryoneReadsTheDaysOfAYear(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	var out struct {
		SpecialDays []struct {
			Date, Kind, Basis string
			Name              struct{ Ky string }
			Provisional       bool
		}
	}
	a.Public().Do(t, year, nil, &out)
	require.Equal(t, "2026-01-01", out.SpecialDays[0].Date)
	require.Equal(t, "Жаңы жыл", out.SpecialDays[0].Name.Ky)
	require.Contains(t, out.SpecialDays[0].Basis, "2025")
	require.Len(t, out.SpecialDays, 21)
	code, _ := a.Public().Refused(t, `{ specialDays(year: 1999) { id } }`, nil)
	require.Equal(t, "VALIDATION", code)
}

// entered is an order of the Cabinet as the manager enters it.
func entered(date, kind string) apptest.Input {
	return apptest.Input{"date": date, "kind": kind, "name": map[string]any{"ky": "Которулган күн", "ru": "Перенесённый день"}, "basis": "Токтом № 1", "provisional": false}
}

const create = `mutation($input: CreateSpecialDayInput!) { createSpecialDay(input: $input) { specialDay { id version } errors { code rule path } } }`

type made struct {
	CreateSpecialDay struct{ SpecialDay struct{ ID string } }
}

// TestAnOrderMovesTheDaysOfAllServers: another server over the same database counts by it
// from then on, and a change is taken back the same way.
func TestAnOrderMovesTheDaysOfAllServers(t *testing.T) {
	t.Parallel()
	cluster := apptest.Cluster(t)
	over := func(c *app.Config) { c.DatabaseURL, c.OwnerURL = cluster.DatabaseURL, cluster.OwnerURL }
	one, two := apptest.New(t, over), apptest.New(t, over)
	manager := one.As(one.Municipality(t), access.ProgrammeManager)
	friday, saturday := day(t, "2035-06-01"), day(t, "2035-06-02")
	require.False(t, calendar(t, one).Is(saturday))
	require.False(t, calendar(t, two).Is(saturday))
	var out made
	manager.Do(t, create, map[string]any{"input": entered("2035-06-02", "WORKDAY")}, &out)
	require.Equal(t, saturday, calendar(t, one).After(friday, 1), "the server that wrote it knows at once")
	require.Eventually(t, func() bool { return calendar(t, two).Is(saturday) }, 10*time.Second, 20*time.Millisecond)

	id := out.CreateSpecialDay.SpecialDay.ID
	manager.Do(t, `mutation($id: ID!) { updateSpecialDay(input: {id: $id, version: 1, date: "2035-06-09"}) { specialDay { date version } errors { code } } }`,
		map[string]any{"id": id}, nil)
	require.False(t, calendar(t, one).Is(saturday))
	const remove = `mutation($id: ID!, $v: Version!) { deleteSpecialDay(input: {id: $id, version: $v}) { deletedId errors { code rule } } }`
	code, _ := manager.Refused(t, remove, map[string]any{"id": id, "v": 1})
	require.Equal(t, "CONFLICT", code)
	manager.Do(t, remove, map[string]any{"id": id, "v": 2}, nil)
	require.False(t, calendar(t, one).Is(day(t, "2035-06-09")))
	require.Equal(t, "3", one.Value(t, "SELECT count(*) FROM programme.audit WHERE object = 'SPECIAL_DAY'"))
}

func TestADayThatChangesNothingIsRefused(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	manager := a.As(a.Municipality(t), access.ProgrammeManager)
	unfounded := entered("2035-06-04", "DAY_OFF")
	unfounded["basis"] = " "
	for _, wrong := range []struct {
		input apptest.Input
		want  string
	}{
		{entered("2035-06-02", "DAY_OFF"), "VALIDATION"}, // a Saturday
		{entered("2035-06-01", "WORKDAY"), "VALIDATION"}, // a Friday
		{entered("2014-06-02", "HOLIDAY"), "VALIDATION"},
		{unfounded, "VALIDATION"},
		{entered("2035-01-01", "HOLIDAY"), "RULE"},
	} {
		code, _ := manager.Refused(t, create, map[string]any{"input": wrong.input})
		require.Equal(t, wrong.want, code, "%v", wrong.input)
	}
	_, rule := manager.Refused(t, create, map[string]any{"input": entered("2035-01-01", "HOLIDAY")})
	require.Equal(t, "SPECIAL_DAY_TAKEN", rule)
}

func TestOnlyTheProgrammeManagerEntersDays(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	for _, role := range access.Roles() {
		if role == access.ProgrammeManager {
			continue
		}
		code, _ := a.As(m, role).Refused(t, create, map[string]any{"input": entered("2036-06-02", "DAY_OFF")})
		require.Equal(t, "FORBIDDEN", code, role)
	}
	code, _ := a.Public().Refused(t, create, map[string]any{"input": entered("2036-06-02", "DAY_OFF")})
	require.Equal(t, "UNAUTHENTICATED", code)
}

// TestAMovedDayMovesTheWayBack: the plan of an event counts by what was entered.
func TestAMovedDayMovesTheWayBack(t *testing.T) {
	t.Parallel()
	cluster := apptest.Cluster(t)
	a := apptest.New(t, func(c *app.Config) { c.DatabaseURL, c.OwnerURL = cluster.DatabaseURL, cluster.OwnerURL })
	m := a.Municipality(t)
	a.Contest(t, m)
	by := func() string {
		var out struct {
			BackPlan struct{ Steps []struct{ Key, By string } }
		}
		a.Public().Do(t, `query($m: ID!) { backPlan(municipalityId: $m, eventOn: "2035-06-06") { steps { key by } } }`, map[string]any{"m": apptest.ID(m)}, &out)
		return out.BackPlan.Steps[8].By
	}
	require.Equal(t, "2035-06-05", by())
	a.As(m, access.ProgrammeManager).Do(t, create, map[string]any{"input": entered("2035-06-05", "DAY_OFF")}, nil)
	require.Equal(t, "2035-06-04", by())
}
