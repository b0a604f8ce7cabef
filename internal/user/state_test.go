package user

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestASuspendedAccountReturnsToWhereItStood(t *testing.T) {
	t.Parallel()
	for _, before := range []State{Invited, Active} {
		u := &User{State: before}
		require.ErrorIs(t, u.resume(), ErrNotActive)
		require.NoError(t, u.suspend())
		require.Equal(t, Suspended, u.State)
		require.ErrorIs(t, u.suspend(), ErrNotActive)
		require.NoError(t, u.resume())
		require.Equal(t, before, u.State)
		require.Empty(t, u.StateBefore)
	}
}
