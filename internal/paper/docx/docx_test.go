package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/docx"
	"github.com/demilge/demilge/internal/paper/papertest"
)

// parts reads the files of a document.
func parts(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		require.NoError(t, err)
		content, err := io.ReadAll(r)
		require.NoError(t, err)
		all[f.Name] = string(content)
	}
	return all
}

// wellFormed demands that a part is XML whose prefixes are declared.
func wellFormed(t *testing.T, name, text string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		require.NoError(t, err, name)
		if start, ok := token.(xml.StartElement); ok {
			require.Contains(t, start.Name.Space, "://", name+": "+start.Name.Local)
		}
	}
}

func TestTheSamePaperGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	first, err := docx.Render(papertest.Protocol(i18n.Ky))
	require.NoError(t, err)
	again, err := docx.Render(papertest.Protocol(i18n.Ky))
	require.NoError(t, err)
	require.True(t, bytes.Equal(first, again))
}

func TestEveryPartIsThereAndWellFormed(t *testing.T) {
	t.Parallel()
	for _, lang := range []i18n.Lang{i18n.Ky, i18n.Ru} {
		d := papertest.Protocol(lang)
		d.Approval, d.Landscape = &d.Signatures[0], true
		d.Blocks = append(d.Blocks, paper.PageBreak{}, paper.SignatureLines{Signatures: d.Signatures}, paper.Text("a<b & \x01c\nd"))
		data, err := docx.Render(d)
		require.NoError(t, err)
		all := parts(t, data)
		for name, text := range all {
			if !strings.HasSuffix(name, ".png") {
				wellFormed(t, name, text)
			}
		}
		require.Contains(t, all["word/document.xml"], "a&lt;b &amp; c</w:t><w:br/>")
		require.Contains(t, all["word/document.xml"], "Ү. Ң. Төрөкулов")
		require.Contains(t, all["word/footer1.xml"], "NUMPAGES")
		require.Contains(t, all["word/footer1.xml"], d.Check.URL)
		require.Equal(t, 3, strings.Count(all["word/numbering.xml"], "<w:num w:"), "each list numbers anew")
		require.NotEmpty(t, all["word/media/qr.png"])
	}
}

func TestADraftHasNoCode(t *testing.T) {
	t.Parallel()
	d := papertest.Letter(i18n.Ky)
	d.Number, d.Check = "", paper.Check{}
	data, err := docx.Render(d)
	require.NoError(t, err)
	all := parts(t, data)
	require.NotContains(t, all, "word/media/qr.png")
	require.Contains(t, all["word/document.xml"], "ДОЛБООР")
}
