// Package workday counts the working days of the Kyrgyz Republic: Monday to Friday
// without public holidays. Days that the Cabinet moves by a decision of its own are not
// known.
package workday

import (
	"time"

	"github.com/demilge/demilge/internal/clock"
)

// Is reports whether people work on a day.
func Is(day clock.Date) bool { return !weekend(day) && !daysOff[day] }

// After is the n-th working day after a day; the day itself does not count. With n of 0
// or less it is the day itself.
func After(day clock.Date, n int) clock.Date {
	for n > 0 {
		if day = day.AddDays(1); Is(day) {
			n--
		}
	}
	return day
}

// Deadline is the end of the n-th working day after the day of an instant: the first
// instant that is too late, in Bishkek.
func Deadline(from time.Time, n int) time.Time {
	return After(clock.DateOf(from), n).AddDays(1).Start()
}

// Between counts the working days after from up to and including to; 0 when to is not later.
func Between(from, to clock.Date) (n int) {
	for day := from.AddDays(1); !day.After(to); day = day.AddDays(1) {
		if Is(day) {
			n++
		}
	}
	return n
}

// Before is the n-th working day before a day; the day itself does not count. With n of 0
// or less it is the day itself.
func Before(day clock.Date, n int) clock.Date {
	for n > 0 {
		if day = day.AddDays(-1); Is(day) {
			n--
		}
	}
	return day
}
