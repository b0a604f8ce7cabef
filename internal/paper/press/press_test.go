package press_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/papertest"
	"github.com/demilge/demilge/internal/paper/press"
)

// printer is set in a process that prints digests for the test that began it.
const printer = "DEMILGE_TEST_PRINT"

func TestMain(m *testing.M) {
	if os.Getenv(printer) != "" {
		fmt.Print(printed())
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// printed are the digests of papers in both forms and languages.
func printed() string {
	var list strings.Builder
	for _, lang := range []i18n.Lang{i18n.Ky, i18n.Ru} {
		for _, d := range []paper.Document{papertest.Protocol(lang), papertest.Letter(lang)} {
			for _, form := range []func(paper.Document) ([]byte, error){press.Press{}.PDF, press.Press{}.DOCX} {
				data, err := form(d)
				if err != nil {
					return err.Error()
				}
				sum := sha256.Sum256(data)
				fmt.Fprintln(&list, hex.EncodeToString(sum[:]))
			}
		}
	}
	return list.String()
}

// TestTheSameFactsGiveTheSameBytes prints again in this process, and in others that live in
// other time zones and languages.
func TestTheSameFactsGiveTheSameBytes(t *testing.T) {
	t.Parallel()
	want := printed()
	require.Len(t, slices.Compact(slices.Sorted(strings.SplitSeq(strings.TrimSpace(want), "\n"))), 8, "eight different papers")
	require.Equal(t, want, printed())
	self, err := os.Executable()
	require.NoError(t, err)
	for _, zone := range []string{"Asia/Bishkek", "America/New_York", "Pacific/Kiritimati"} {
		other := exec.CommandContext(t.Context(), self)
		other.Env = append(os.Environ(), printer+"=1", "TZ="+zone, "LANG=ru_RU.UTF-8", "SOURCE_DATE_EPOCH=1")
		out, err := other.Output()
		require.NoError(t, err)
		require.Equal(t, want, string(out), zone)
	}
}
