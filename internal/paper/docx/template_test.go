package docx_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/docx"
	"github.com/demilge/demilge/internal/paper/papertest"
)

// template is a document whose body is given.
func template(t *testing.T, body string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range map[string]string{
		"word/document.xml": `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`,
		"word/styles.xml":   `<w:styles xmlns:w="w">{{not.read}}</w:styles>`,
		"word/header1.xml":  `<w:hdr xmlns:w="w"><w:p><w:r><w:t>{{ municipality.ky }}</w:t></w:r></w:p></w:hdr>`,
	} {
		w, err := z.Create(name)
		require.NoError(t, err)
		_, err = w.Write([]byte(text))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return out.Bytes()
}

func p(runs ...string) string {
	return "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>" + strings.Join(runs, "</w:t></w:r><w:r><w:t>") + "</w:t></w:r></w:p>"
}

func TestFieldsAreFoundEvenWhereWordDividesThem(t *testing.T) {
	t.Parallel()
	names, err := docx.Fields(template(t, p("№ {{num", "ber}} a ", "{{date}}{{number}}")+p("{{body}}")))
	require.NoError(t, err)
	require.ElementsMatch(t, []string{"municipality.ky", "number", "date", "body"}, names)

	_, err = docx.Fields([]byte("PK no zip"))
	require.Error(t, err)
	_, err = docx.Fields(template(t, "<w:p><w:broken"))
	require.Error(t, err)
}

func TestATemplateIsFilled(t *testing.T) {
	t.Parallel()
	d := papertest.Letter(i18n.Ru)
	d.Values = map[string]string{"competition.title": "A & B <C>"}
	filled, err := docx.Fill(template(t, p("до №{{num", "ber}}; ", "{{competition.title}}!")+p("{{addressee}}")+p(" {{body}} ")+p("{{signatures}}")+p("{{unknown}}.")), d)
	require.NoError(t, err)
	document := parts(t, filled)["word/document.xml"]
	wellFormed(t, "document", document)
	require.Contains(t, document, "<w:rPr><w:b/></w:rPr><w:t>до №09-3</w:t></w:r><w:r><w:t>; </w:t></w:r><w:r><w:t>A &amp; B &lt;C&gt;!</w:t>")
	require.Contains(t, document, "Лидеру инициативной группы</w:t><w:br/><w:t xml:space=\"preserve\">А. Садыковой")
	require.Contains(t, document, "признана победителем конкурса")
	require.Contains(t, document, "Председатель комиссии")
	require.NotContains(t, document, "{{")
	require.Contains(t, parts(t, filled)["word/header1.xml"], "Көк-Төбө айыл өкмөтү")
	require.Contains(t, parts(t, filled)["word/styles.xml"], "{{not.read}}", "what is no text is left alone")
}

func TestANamedTableStandsWhereTheTemplateWantsIt(t *testing.T) {
	t.Parallel()
	filled, err := docx.Fill(template(t, p("{{table.scores}}")+p("{{table.other}}")), papertest.Protocol(i18n.Ky))
	require.NoError(t, err)
	document := parts(t, filled)["word/document.xml"]
	require.Equal(t, 1, strings.Count(document, "<w:tbl>"))
	require.Contains(t, document, "1\u202f170\u202f000,00")
}

func TestWhatWeWriteCanBeReadBack(t *testing.T) {
	t.Parallel()
	data, err := docx.Render(papertest.Protocol(i18n.Ky))
	require.NoError(t, err)
	content, err := docx.Read(data)
	require.NoError(t, err)
	require.True(t, content.Bare && content.HideHead && !content.Landscape)
	var text strings.Builder
	tables := 0
	for _, block := range content.Blocks {
		switch b := block.(type) {
		case paper.Paragraph:
			for _, r := range b.Runs {
				text.WriteString(r.Text)
			}
		case paper.Table:
			tables++
			for _, row := range b.Rows {
				for _, c := range row {
					text.WriteString(c.Text + "\n")
				}
			}
		}
	}
	require.Equal(t, 5, tables)
	for _, want := range []string{"Конкурстук комиссиянын протоколу", "КӨК-ТӨБӨ", "Ү. Ң. Төрөкулов", "1 170 000,00", "2. ", "– ачык добуш", "____"} {
		require.Contains(t, strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(text.String())+strings.ToUpper(text.String()), want)
	}
}
