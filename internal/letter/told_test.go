package letter_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/letter"
)

// Before the list is published no state tells those who wrote what the choice comes to, and
// no filter finds it out.
func TestWhatIsToldBeforeTheListIsPublished(t *testing.T) {
	t.Parallel()
	for _, s := range letter.States {
		require.Equal(t, s, s.Told(true))
		require.NotContains(t, []letter.State{letter.Eligible, letter.Ineligible, letter.Selected, letter.SelectedWithCofinance, letter.Reserve,
			letter.NotSelected}, s.Told(false))
	}
	require.Empty(t, letter.Behind([]letter.State{letter.Selected, letter.NotSelected}))
	require.Equal(t, []letter.State{letter.Evaluation, letter.Selected, letter.SelectedWithCofinance, letter.Reserve, letter.NotSelected},
		letter.Behind([]letter.State{letter.Evaluation}))
}
