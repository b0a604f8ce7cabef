package agreement

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/i18n"
)

// Every pair of state and event is in the table or refused without effect.
func TestEveryStateAndEvent(t *testing.T) {
	t.Parallel()
	now := time.Date(2019, time.December, 18, 10, 0, 0, 0, time.UTC)
	for _, state := range States {
		for _, event := range Events {
			a := &Agreement{State: state}
			before := *a
			err := a.Apply(event, Facts{Reason: "r"}, now)
			to, listed := target(state, event)
			require.Equal(t, listed, err == nil, "%s %s", state, event)
			if !listed {
				require.Equal(t, before, *a)
				require.ErrorIs(t, err, ErrState)
				continue
			}
			require.Equal(t, to, a.State)
			require.EqualValues(t, 1, a.Version)
		}
		require.Contains(t, names, state)
	}
}

func target(state State, event Event) (State, bool) {
	for _, t := range table {
		if t.event == event && slices.Contains(t.from, state) {
			return t.to, true
		}
	}
	return "", false
}

func TestObstaclesKeepTheState(t *testing.T) {
	t.Parallel()
	a := &Agreement{State: Draft}
	require.ErrorIs(t, a.Apply(Submit, Facts{Obstacles: []*apperr.Error{ErrTermsIncomplete}}, time.Now()), ErrTermsIncomplete)
	require.Equal(t, Draft, a.State)
}

func TestEveryTemplateIsComplete(t *testing.T) {
	t.Parallel()
	for _, template := range Templates {
		for _, lang := range []i18n.Lang{i18n.Ky, i18n.Ru} {
			c := template.Content(lang)
			c.Activities = []Activity{{Name: "a"}}
			require.True(t, c.complete(), "%s %s", template, lang)
			require.Empty(t, c.check())
			require.Len(t, c.Items(), 2+len(c.QualityRequirements))
		}
		require.NotEqual(t, template.Content(i18n.Ky), template.Content(i18n.Ru))
	}
	for _, matter := range application.LocalMatters {
		require.Contains(t, Templates, TemplateFor(matter.Key))
	}
	for matter := range templateOf {
		_, known := application.FindLocalMatter(matter)
		require.True(t, known, matter)
	}
	require.Empty(t, StandardTerms(i18n.Ky).missing())
	require.Empty(t, StandardTerms(i18n.Ru).missing())
}
