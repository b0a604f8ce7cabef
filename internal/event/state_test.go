package event

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/clock"
)

// Every pair of state and step is in the table or refused without effect.
func TestEveryStateAndStep(t *testing.T) {
	t.Parallel()
	day := clock.NewDate(2019, time.December, 26)
	for _, state := range States {
		require.Contains(t, names, state)
		for _, step := range Steps {
			e := &Event{State: state, Plan: Plan{PlannedOn: &day}}
			before := *e
			err := e.Apply(step, "r", time.Now())
			at := slices.IndexFunc(table, func(t transition) bool { return t.step == step && slices.Contains(t.from, state) })
			if at < 0 {
				require.ErrorIs(t, err, ErrState, "%s %s", state, step)
				require.Equal(t, before, *e)
				continue
			}
			require.NoError(t, err)
			require.Equal(t, table[at].to, e.State)
			require.Equal(t, step == Postpone, e.PlannedOn == nil)
		}
	}
}

// A photo of children is shown on three grounds only, and no photo without any.
func TestTheGroundOfAPhoto(t *testing.T) {
	t.Parallel()
	for consent, minors := range map[Consent]bool{
		ParentConsent: true, GroupShot: true, DistantShot: true, AdultsConsented: false, NoPeople: false,
	} {
		photo := func(shows bool) *Photo {
			return &Photo{State: Unpublished, About: About{ShowsMinors: shows, Consent: &consent}}
		}
		require.NoError(t, photo(false).publish(time.Now()), consent)
		if minors {
			require.NoError(t, photo(true).publish(time.Now()), consent)
		} else {
			require.ErrorIs(t, photo(true).publish(time.Now()), ErrMinors, consent)
		}
	}
	require.ErrorIs(t, (&Photo{State: Unpublished}).publish(time.Now()), ErrNoConsent)
	require.ErrorIs(t, (&Photo{State: Unpublished, About: About{ShowsMinors: true}}).publish(time.Now()), ErrMinors)
}
