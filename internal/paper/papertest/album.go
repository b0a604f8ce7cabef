package papertest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/docx"
	"github.com/demilge/demilge/internal/paper/pdf"
)

// Album keeps papers as somebody looked at them: their text, the digest of their bytes and,
// where pdftoppm is installed, their pages.
type Album struct {
	// Texts and Pictures are folders; without Pictures only texts and digests are kept.
	Texts, Pictures string
	// Update writes what is compared otherwise.
	Update bool

	sums map[string]string
}

// renderer names the program that drew the pictures of a folder: another version draws
// other pixels of the same page.
const renderer = "RENDERER"

const digests = "SHA256"

// Check compares a paper with what is kept under its name.
func (a *Album) Check(t testing.TB, name string, d paper.Document, pictured bool) {
	t.Helper()
	require.Empty(t, pdf.Cut(d), "%s: a column is too narrow", name)
	printed, err := pdf.Render(d)
	require.NoError(t, err, name)
	written, err := docx.Render(d)
	require.NoError(t, err, name)
	if a.sums == nil {
		a.sums = map[string]string{}
	}
	a.sums[name+".pdf"], a.sums[name+".docx"] = digest(printed), digest(written)
	a.text(t, filepath.Join(a.Texts, name+".txt"), Dump(d))
	if pictured {
		a.picture(t, name, printed)
	}
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func (a *Album) text(t testing.TB, file, got string) {
	t.Helper()
	if a.Update {
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(got), 0o600))
		return
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), got, file)
}

// Close compares the digests of all papers that were checked: the same facts give the same
// bytes.
func (a *Album) Close(t testing.TB) {
	t.Helper()
	var list strings.Builder
	for _, name := range slices.Sorted(maps.Keys(a.sums)) {
		fmt.Fprintf(&list, "%s  %s\n", a.sums[name], name)
	}
	a.text(t, filepath.Join(a.Texts, digests), list.String())
}

// picture compares the pages with those that were looked at, pixel by pixel.
func (a *Album) picture(t testing.TB, name string, printed []byte) {
	t.Helper()
	drawn, ok := a.draw(t, printed)
	if !ok {
		return
	}
	kept := filepath.Join(a.Pictures, name)
	old, err := filepath.Glob(kept + "-*.png")
	require.NoError(t, err)
	if a.Update {
		for _, file := range old {
			require.NoError(t, os.Remove(file))
		}
		require.NoError(t, os.MkdirAll(filepath.Dir(kept), 0o755))
		for i, page := range drawn {
			var out bytes.Buffer
			require.NoError(t, (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, page))
			require.NoError(t, os.WriteFile(fmt.Sprintf("%s-%d.png", kept, i+1), out.Bytes(), 0o600))
		}
		return
	}
	require.Len(t, drawn, len(old), "%s: pages", name)
	for i, page := range drawn {
		want := shades(open(t, fmt.Sprintf("%s-%d.png", kept, i+1)))
		require.True(t, bytes.Equal(want.Pix, page.Pix), "page %d of %s looks otherwise than %s", i+1, name, kept)
	}
}

// draw makes pictures of the pages; false where the program that drew the kept ones is not
// installed.
func (a *Album) draw(t testing.TB, printed []byte) (pages []*image.Paletted, ok bool) {
	t.Helper()
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		return nil, false
	}
	said, err := exec.CommandContext(t.Context(), "pdftoppm", "-v").CombinedOutput()
	require.NoError(t, err)
	version, _, _ := strings.Cut(string(said), "\n")
	by := filepath.Join(a.Pictures, renderer)
	if a.Update {
		require.NoError(t, os.MkdirAll(a.Pictures, 0o755))
		require.NoError(t, os.WriteFile(by, []byte(version+"\n"), 0o600))
	}
	drew, err := os.ReadFile(by)
	require.NoError(t, err)
	if strings.TrimSpace(string(drew)) != version {
		t.Logf("pictures are by %s, this is %s", drew, version)
		return nil, false
	}
	folder := t.TempDir()
	file := filepath.Join(folder, "paper.pdf")
	require.NoError(t, os.WriteFile(file, printed, 0o600))
	require.NoError(t, exec.CommandContext(t.Context(), "pdftoppm", "-r", "60", "-gray", "-png", file, filepath.Join(folder, "page")).Run())
	files, err := filepath.Glob(filepath.Join(folder, "page-*.png"))
	require.NoError(t, err)
	for _, page := range files {
		pages = append(pages, shades(open(t, page)))
	}
	return pages, true
}

func open(t testing.TB, file string) image.Image {
	t.Helper()
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	picture, err := png.Decode(bytes.NewReader(raw))
	require.NoError(t, err)
	return picture
}

// shades keeps a page in eight shades of gray: it is looked at, not printed.
func shades(page image.Image) *image.Paletted {
	palette := make(color.Palette, 8)
	for i := range palette {
		palette[i] = color.Gray{Y: uint8(i * 255 / 7)}
	}
	small := image.NewPaletted(page.Bounds(), palette)
	draw.Draw(small, small.Rect, page, image.Point{}, draw.Src)
	return small
}
