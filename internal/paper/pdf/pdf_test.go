package pdf_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/papertest"
	"github.com/demilge/demilge/internal/paper/pdf"
)

func TestTheSamePaperGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	first, err := pdf.Render(papertest.Protocol(i18n.Ky))
	require.NoError(t, err)
	for range 3 {
		again, err := pdf.Render(papertest.Protocol(i18n.Ky))
		require.NoError(t, err)
		require.True(t, bytes.Equal(first, again))
	}
	other := papertest.Protocol(i18n.Ky)
	other.Number = "06-2"
	changed, err := pdf.Render(other)
	require.NoError(t, err)
	require.False(t, bytes.Equal(first, changed))
}

// text reads a PDF as a person would copy it.
func text(t *testing.T, data []byte) string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext (Debian: poppler-utils) is not installed")
	}
	name := filepath.Join(t.TempDir(), "paper.pdf")
	require.NoError(t, os.WriteFile(name, data, 0o600))
	out, err := exec.CommandContext(t.Context(), tool, "-layout", name, "-").Output()
	require.NoError(t, err)
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(string(out))
}

func TestThePaperReadsAsItWasWritten(t *testing.T) {
	t.Parallel()
	for lang, want := range map[i18n.Lang][]string{
		i18n.Ky: {"КОК-ТОБИНСКИЙ АЙЫЛ ОКМОТУ", "КӨК-ТӨБӨ АЙЫЛ ӨКМӨТҮ", "Конкурстук комиссиянын протоколу № 06-1", "2019-жылдын 17-декабры", "Ү. Ң. Төрөкулов", "М. О.", "39 000,00"},
		i18n.Ru: {"Протокол конкурсной комиссии № 06-1", "17 декабря 2019 года", "Члены комиссии:", "М. П.", "1.2. студия танца."},
	} {
		data, err := pdf.Render(papertest.Protocol(lang))
		require.NoError(t, err)
		got := text(t, data)
		for _, w := range want {
			require.Contains(t, got, w)
		}
		pages := strings.Split(strings.TrimRight(got, "\f"), "\f")
		require.Len(t, pages, 3)
		for i, page := range pages {
			require.Regexp(t, fmt.Sprintf(`%d ?/ ?3`, i+1), page)
		}
		require.Contains(t, pages[1], paper.By(lang, "Демилге", "Инициатива"), "the head of the table is repeated")
		require.Equal(t, 1, strings.Count(got, paper.By(lang, "Комиссиянын катчысы", "Секретарь комиссии")))
	}
}

func TestALongCellIsDividedAndALongWordIsCut(t *testing.T) {
	t.Parallel()
	d := papertest.Letter(i18n.Ru)
	d.Blocks = []paper.Block{
		paper.Table{Columns: []paper.Column{{Title: "А", Width: 1}, {Title: "Б", Width: 1}}, Rows: [][]paper.Cell{
			paper.Cells(strings.Repeat("слово ", 2500)+"конец", strings.Repeat("щ", 300)),
		}},
		paper.PageBreak{}, paper.PageBreak{},
		paper.Text(""),
	}
	data, err := pdf.Render(d)
	require.NoError(t, err)
	got := text(t, data)
	require.Contains(t, got, "конец")
	require.Equal(t, 2500, strings.Count(got, "слово"))
	require.Equal(t, 300, strings.Count(got, "щ"))
}
