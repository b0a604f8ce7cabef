package award

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/money"
)

func TestTotalIsEverythingValued(t *testing.T) {
	t.Parallel()
	grant := money.Som(25_000)
	father := &Award{LocalBudget: money.Som(12_000), ProgrammeGrant: &grant}
	require.Equal(t, money.Amount(3_700_000), father.Total(), "domain.md F-05")
	require.False(t, father.TotalIsEstimate())
	newYear := &Award{LocalBudget: money.Som(39_000), OtherFunds: money.Som(40_000), OtherEstimated: true}
	require.Equal(t, money.Amount(7_900_000), newYear.Total(), "domain.md F-17")
	require.True(t, newYear.TotalIsEstimate())
}

func TestAGrantIsNeverZero(t *testing.T) {
	t.Parallel()
	zero, negative, huge, good := money.Amount(0), money.Amount(-1), money.Max+1, money.Som(27_000)
	require.NoError(t, checkGrant(nil, ""))
	require.NoError(t, checkGrant(&good, "note"))
	for _, bad := range []*money.Amount{&zero, &negative, &huge} {
		require.Equal(t, apperr.Validation, apperr.All(checkGrant(bad, ""))[0].Code)
	}
	require.Error(t, checkGrant(&good, "a\x00"))
}
