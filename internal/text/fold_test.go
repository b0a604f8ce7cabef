package text

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFoldMakesMistakenLettersAlike(t *testing.T) {
	t.Parallel()
	require.Equal(t, Fold("Онугуу ЁЛКА нан"), Fold("өнүгүү елка ңан"))
	require.NotEqual(t, Fold("суу"), Fold("соо"))
}
