package user

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
)

var (
	today = clock.NewDate(2021, time.September, 11)
	place = uuid.New()
)

func held(role access.Role, from clock.Date, until *clock.Date) *Membership {
	return &Membership{Base: entity.Base{ID: uuid.New()}, AccountID: uuid.New(), Municipality: &place, Role: role, From: from, Until: until}
}

func day(offset int) *clock.Date {
	d := today.AddDays(offset)
	return &d
}

func TestARoleEndsAtOnceAndKeepsItsFirstDay(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		from  int
		until *clock.Date
		last  *clock.Date
		err   error
	}{
		"held for a year":       {-365, nil, day(-1), nil},
		"held since yesterday":  {-1, nil, day(-1), nil},
		"to end next month":     {-365, day(30), day(-1), nil},
		"ended yesterday":       {-365, day(-1), day(-1), ErrEnded},
		"given today":           {0, nil, day(-1), nil},
		"given for next month":  {30, nil, day(29), nil},
		"given and ended today": {0, day(-1), day(-1), ErrEnded},
		"ended before it began": {30, day(29), day(29), ErrEnded},
	} {
		m := held(access.Deputy, today.AddDays(c.from), c.until)
		require.ErrorIs(t, m.end(today), c.err, name)
		require.Equal(t, today.AddDays(c.from), m.From, name)
		require.Equal(t, c.last, m.Until, name)
		for offset := range 60 {
			require.False(t, m.InOffice(today.AddDays(offset)), "%s: in office after %d days", name, offset)
		}
	}
}

func TestARoleThatWasNeverHeldDoesNotGetInTheWay(t *testing.T) {
	t.Parallel()
	long, never := held(access.Deputy, today.AddDays(-10), nil), held(access.Deputy, today, day(-1))
	require.False(t, long.overlaps(never))
	require.False(t, never.overlaps(long))
	require.True(t, long.overlaps(held(access.Deputy, today, nil)))
	require.False(t, never.InOffice(today.AddDays(-1)), "nor yesterday")
}

func TestOnlyWhoHoldsTheRoleInHerOwnRightIsStoodInFor(t *testing.T) {
	t.Parallel()
	acting := held(access.Head, today, nil)
	require.True(t, acting.standsInFor(held(access.Head, today.AddDays(-100), nil)))
	require.False(t, acting.standsInFor(held(access.Accountant, today.AddDays(-100), nil)), "another role")
	require.False(t, acting.standsInFor(held(access.Head, today.AddDays(-100), day(-1))), "no longer")
	require.False(t, acting.standsInFor(held(access.Head, today.AddDays(1), nil)), "not yet")
	other := held(access.Head, today.AddDays(-100), nil)
	other.Acting = true
	require.False(t, acting.standsInFor(other), "acting herself")
	other.Acting, other.AccountID = false, acting.AccountID
	require.False(t, acting.standsInFor(other), "herself")

	acting.DelegatedBy = &other.AccountID
	require.ErrorIs(t, acting.validate(), ErrDelegation)
	acting.Acting = true
	require.NoError(t, acting.validate())
}
