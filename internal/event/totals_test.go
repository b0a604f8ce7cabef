package event

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apperr"
)

func n(value int) *int { return &value }

func held(occurrences int, counts Counts) *Event {
	return &Event{State: Held, Plan: Plan{Occurrences: occurrences}, Outcome: Outcome{Participants: counts}}
}

func TestEventsAddUp(t *testing.T) {
	t.Parallel()
	s := Totals(nil, []*Event{
		held(1, Counts{Men: n(28), Women: n(54), Basis: Unique}),
		held(2, Counts{Men: n(0), Boys: n(8), Estimates: []Number{Boys}, ReportedTotal: n(10), Basis: Attendances}),
		{State: Planned, Plan: Plan{Occurrences: 9}, Outcome: Outcome{Participants: Counts{Men: n(1000)}}},
	})
	require.Equal(t, OfEvents, s.Level)
	require.Equal(t, 2, s.Events)
	require.Equal(t, 3, s.Occurrences)
	require.True(t, s.Partial, "women were counted at one event only")
	require.Equal(t, Counts{
		Men: n(28), Women: n(54), Boys: n(8), ReportedTotal: n(92), Estimates: []Number{Boys}, Basis: Attendances,
	}, s.Participants)
	require.Equal(t, n(90), s.Participants.Total())
	require.Nil(t, s.Participants.Girls, "not counted is not none")

	record := &Record{Participants: Counts{Girls: n(114)}}
	s = Totals(record, []*Event{held(5, Counts{Men: n(1)})})
	require.Equal(t, OfInitiative, s.Level)
	require.Equal(t, record.Participants, s.Participants, "the initiative's own record stands first")
	require.Equal(t, 5, s.Occurrences)

	require.Nil(t, Totals(nil, nil).Participants.Total())
	require.True(t, Totals(nil, nil).Participants.None())
}

func TestContradictionsAreWarnings(t *testing.T) {
	t.Parallel()
	rules := func(c Counts) (names []string) {
		for _, w := range c.Warnings() {
			names = append(names, w.Rule+" "+w.Path[0])
		}
		return names
	}
	alamudun := Counts{Men: n(210), Women: n(295), ChildrenUnspecified: n(300), ReportedTotal: n(800)}
	require.Equal(t, []string{"PARTICIPANTS_SUM_DIFFERS reportedTotal"}, rules(alamudun))
	require.Equal(t, n(805), alamudun.Total())
	require.Equal(t, []string{
		"PARTICIPANTS_SUBSET_ABOVE_TOTAL withDisabilities", "PARTICIPANTS_SUBSET_ABOVE_CHILDREN migrantChildren",
	}, rules(Counts{Men: n(2), Girls: n(3), WithDisabilities: n(6), MigrantChildren: n(4)}))
	require.Equal(t, []string{"PARTICIPANTS_SUBSET_ABOVE_TOTAL childrenWithDisabilities"},
		rules(Counts{Girls: n(9), WithDisabilities: n(1), ChildrenWithDisabilities: n(2)}))
	require.Empty(t, rules(Counts{Boys: n(176), Girls: n(114), WithDisabilities: n(19), MigrantChildren: n(89)}))
	require.Empty(t, rules(Counts{MigrantChildren: n(89)}), "nothing to compare with")
}

func TestNumbersOutOfRangeAreRefused(t *testing.T) {
	t.Parallel()
	require.Empty(t, Counts{Men: n(0), Women: n(MaxPeople), Estimates: []Number{Men}}.check())
	for _, bad := range []Counts{{Men: n(-1)}, {Elderly: n(MaxPeople + 1)}, {Estimates: []Number{Boys}}, {Boys: n(1), Derived: []Number{Girls}}} {
		require.Equal(t, apperr.Validation, apperr.CodeOf(bad.check().Err()))
	}
}

// Small counts of people with disabilities and of migrants' children single people out.
func TestThePublicSeesNoSmallCounts(t *testing.T) {
	t.Parallel()
	counts := Counts{Girls: n(3), WithDisabilities: n(4), MigrantChildren: n(5), Elderly: n(50), Estimates: []Number{WithDisabilities, Girls}}
	shown := counts.public(5)
	require.Equal(t, Counts{Girls: n(3), MigrantChildren: n(5), Estimates: []Number{Girls}}, shown)
	require.Len(t, shown.Warnings(), 1, "no warning speaks of what is hidden")

	secret := (&Initiative{Sensitive: true, Minimum: 5}).show(nil, []*Event{held(2, counts)}, nil)
	require.Nil(t, secret.Participants)
	require.True(t, secret.Events[0].Participants.None())
	require.Equal(t, 2, secret.Events[0].Occurrences)
}
