package call

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

// The refusal of a sum of money says the bounds of sums.
func TestTheBoundsOfCofinancing(t *testing.T) {
	t.Parallel()
	for sum, good := range map[money.Amount]bool{-1: false, 0: true, money.Max: true, money.Max + 1: false} {
		err := Terms{Cofinancing: &sum}.check()
		if good {
			require.NoError(t, err)
			continue
		}
		refusal := apperr.All(err)[0]
		require.Equal(t, []string{"cofinancing"}, refusal.Path)
		require.Contains(t, refusal.Message(i18n.En), "between 0 and 1000000000000000")
	}
}
