package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/objectstore"
)

// Without a MinIO program and without Go to build one, people are told so.
func TestAMachineWithoutMinioSaysSo(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	t.Setenv("DEMILGE_CACHE", t.TempDir())
	store := objectstore.New()
	o := keepObjects(t.Context(), t.TempDir(), store)
	t.Cleanup(o.end)
	require.Eventually(t, func() bool {
		_, err := store.Get(context.Background(), "x", 0, 1)
		return err != nil && strings.Contains(err.Error(), reasonMissing.In(i18n.En, nil))
	}, 10*time.Second, 10*time.Millisecond)
}

func TestAttemptsBecomeRare(t *testing.T) {
	t.Parallel()
	pause := firstPause
	for range 20 {
		require.GreaterOrEqual(t, longer(pause), pause)
		pause = longer(pause)
	}
	require.Equal(t, lastPause, pause)
}
