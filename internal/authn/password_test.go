package authn

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var cheap = Argon2{MemoryKiB: 8, Passes: 1}

func TestAPasswordIsVerified(t *testing.T) {
	t.Parallel()
	h := NewHasher(cheap, 1)
	hash, err := h.Hash(t.Context(), "үч кызыл алма 7")
	require.NoError(t, err)
	for password, want := range map[string]bool{"үч кызыл алма 7": true, "үч кызыл алма 8": false, "": false} {
		ok, stale, err := h.Verify(t.Context(), password, hash)
		require.NoError(t, err)
		require.Equal(t, want, ok)
		require.False(t, stale)
	}
	_, stale, err := NewHasher(Argon2{MemoryKiB: 16, Passes: 1}, 1).Verify(t.Context(), "", hash)
	require.NoError(t, err)
	require.True(t, stale)
	ok, _, err := h.Verify(t.Context(), "", "")
	require.NoError(t, err)
	require.False(t, ok, "no account, no password")
}

// TestACrowdIsAskedToComeBack instead of waiting: the one turn is taken.
func TestACrowdIsAskedToComeBack(t *testing.T) {
	t.Parallel()
	h := NewHasher(cheap, 1)
	leave, err := h.enter(t.Context())
	require.NoError(t, err)

	h.patience = time.Millisecond
	_, err = h.Hash(t.Context(), "a")
	require.ErrorIs(t, err, ErrBusy)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	h.patience = time.Hour
	_, err = h.Hash(gone, "a")
	require.ErrorIs(t, err, context.Canceled)

	for range mostWaiting {
		h.queue <- struct{}{}
	}
	_, err = h.Hash(t.Context(), "a")
	require.ErrorIs(t, err, ErrBusy, "at once")
	for range mostWaiting {
		<-h.queue
	}
	leave()
	_, err = h.Hash(t.Context(), "a")
	require.NoError(t, err)
}

// BenchmarkHash is what one sign-in costs.
func BenchmarkHash(b *testing.B) {
	h := NewHasher(DefaultArgon2, 1)
	for b.Loop() {
		if _, err := h.Hash(b.Context(), "үч кызыл алма 7"); err != nil {
			b.Fatal(err)
		}
	}
}
