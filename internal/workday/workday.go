// Package workday counts the working days of the Kyrgyz Republic: Monday to Friday without
// public holidays, with the days off and the working days that the Cabinet moves. Which
// those are is data (internal/specialday).
package workday

import (
	"context"
	"time"

	"github.com/demilge/demilge/internal/clock"
)

// Calendar knows the days that are not what their weekday says. It does not change; that of
// nil knows none.
type Calendar struct{ works map[int64]bool }

// key is the same for a day however it was read.
func key(day clock.Date) int64 { return day.Unix() }

// Source gives the days as they are known now.
type Source interface {
	Workdays(ctx context.Context) (*Calendar, error)
}

// New makes a calendar of days off and of weekends on which people work.
func New(off, worked []clock.Date) *Calendar {
	c := &Calendar{works: make(map[int64]bool, len(off)+len(worked))}
	for _, day := range off {
		c.works[key(day)] = false
	}
	for _, day := range worked {
		c.works[key(day)] = true
	}
	return c
}

// Is reports whether people work on a day.
func (c *Calendar) Is(day clock.Date) bool {
	if c != nil {
		if works, special := c.works[key(day)]; special {
			return works
		}
	}
	return !Weekend(day)
}

// Weekend reports whether a day is a Saturday or a Sunday.
func Weekend(day clock.Date) bool {
	return day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
}

// After is the n-th working day after a day; the day itself does not count. With n of 0
// or less it is the day itself.
func (c *Calendar) After(day clock.Date, n int) clock.Date { return c.walk(day, n, 1) }

// Before is the n-th working day before a day; the day itself does not count. With n of 0
// or less it is the day itself.
func (c *Calendar) Before(day clock.Date, n int) clock.Date { return c.walk(day, n, -1) }

func (c *Calendar) walk(day clock.Date, n, step int) clock.Date {
	for n > 0 {
		if day = day.AddDays(step); c.Is(day) {
			n--
		}
	}
	return day
}
