package workday

import (
	"slices"
	"time"

	"github.com/demilge/demilge/internal/clock"
)

// holiday is a public holiday with a date of its own, in the years from..until that it
// was a day off; 0 leaves a side open.
type holiday struct {
	month       time.Month
	day         int
	from, until int
}

// lastOld is the last year of the Labour Code of 2004. That of 2025 made 23 February,
// 7 April and 7–8 November working days, gave 1–7 January and 1–9 May, and moves nothing.
const lastOld = 2024

var fixed = []holiday{
	{time.January, 1, 0, 0},
	{time.January, 2, lastOld + 2, 0}, // the code of 2025 came in February
	{time.January, 3, lastOld + 2, 0},
	{time.January, 4, lastOld + 2, 0},
	{time.January, 5, lastOld + 2, 0},
	{time.January, 6, lastOld + 2, 0},
	{time.January, 7, 0, 0}, // Christmas
	{time.February, 23, 0, lastOld},
	{time.March, 8, 0, 0},
	{time.March, 21, 0, 0}, // Nooruz
	{time.April, 7, 2016, lastOld},
	{time.May, 1, 0, 0},
	{time.May, 2, lastOld + 1, 0},
	{time.May, 3, lastOld + 1, 0},
	{time.May, 4, lastOld + 1, 0},
	{time.May, 5, 0, 0},
	{time.May, 6, lastOld + 1, 0},
	{time.May, 7, lastOld + 1, 0},
	{time.May, 8, lastOld + 1, 0},
	{time.May, 9, 0, 0},
	{time.August, 31, 0, 0},
	{time.November, 7, 0, lastOld},
	{time.November, 8, 2018, lastOld},
}

// provisionalAit are the years whose dates of both Aits come from the religious calendar
// and are not confirmed by a decision of the Cabinet that we have read.
var provisionalAit = []int{2025, 2027}

// Provisional reports whether a day's being a day off is provisional: an Ait of a year
// whose dates are not confirmed.
func Provisional(day clock.Date) bool {
	return slices.Contains(provisionalAit, day.Year()) && (slices.Contains(orozoAit, day) || slices.Contains(kurmanAit, day))
}

// orozoAit and kurmanAit follow the moon; the muftiate names the day.
var (
	orozoAit = []clock.Date{
		clock.NewDate(2019, time.June, 5), clock.NewDate(2020, time.May, 24), clock.NewDate(2021, time.May, 13),
		clock.NewDate(2022, time.May, 2), clock.NewDate(2023, time.April, 21), clock.NewDate(2024, time.April, 10),
		clock.NewDate(2025, time.March, 30), clock.NewDate(2026, time.March, 20), clock.NewDate(2027, time.March, 9),
	}
	kurmanAit = []clock.Date{
		clock.NewDate(2019, time.August, 11), clock.NewDate(2020, time.July, 31), clock.NewDate(2021, time.July, 20),
		clock.NewDate(2022, time.July, 9), clock.NewDate(2023, time.June, 28), clock.NewDate(2024, time.June, 16),
		clock.NewDate(2025, time.June, 6), clock.NewDate(2026, time.May, 27), clock.NewDate(2027, time.May, 16),
	}
)

// daysOff are the holidays of the years firstYear..lastYear and the working days that
// follow one on a weekend, while the law moved it there.
var daysOff = calendar()

const (
	firstYear = 2015
	lastYear  = 2040
)

func calendar() map[clock.Date]bool {
	off := map[clock.Date]bool{}
	for year := firstYear; year <= lastYear; year++ {
		for _, h := range fixed {
			if year >= h.from && (h.until == 0 || year <= h.until) {
				off[clock.NewDate(year, h.month, h.day)] = true
			}
		}
	}
	for _, day := range append(append([]clock.Date{}, orozoAit...), kurmanAit...) {
		off[day] = true
	}
	move(off)
	return off
}

// move gives the next working day for every holiday on a weekend, in order: two of them
// on one weekend give two days.
func move(off map[clock.Date]bool) {
	last := clock.NewDate(lastOld, time.December, 31)
	moved := map[clock.Date]bool{}
	for day := clock.NewDate(firstYear, time.January, 1); !day.After(last); day = day.AddDays(1) {
		if !off[day] || moved[day] || !weekend(day) {
			continue
		}
		next := day.AddDays(1)
		for weekend(next) || off[next] {
			next = next.AddDays(1)
		}
		off[next], moved[next] = true, true
	}
}

func weekend(day clock.Date) bool {
	return day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
}
