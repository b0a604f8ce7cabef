//go:build nodynamic

package derive_test

import (
	"testing"

	"github.com/gen2brain/heic"
)

func TestNoLibraryOfTheSystemDecodes(t *testing.T) {
	t.Parallel()
	if err := heic.Dynamic(); err == nil || err.Error() != "heic: dynamic disabled" {
		t.Errorf("dynamic: %v", err)
	}
}
