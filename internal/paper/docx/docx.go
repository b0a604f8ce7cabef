// Package docx writes a paper as a Word document that staff can go on editing: real
// styles, tables with a repeated head, lists that number themselves, a footer with page
// numbers. It also fills the templates that municipalities upload.
//
// WordprocessingML is written by hand, since no well-kept library writes it:
// docs/adr/0015-papers.md. The order of elements is that of ECMA-376, part 1.
package docx

import (
	"archive/zip"
	"bytes"
	"fmt"

	"github.com/demilge/demilge/internal/paper"
)

// MediaType is the content type of a Word document.
const MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// part is one file of the package.
type part struct{ name, text string }

// Render writes a paper. The same paper gives the same bytes.
func Render(d paper.Document) ([]byte, error) {
	w := &writer{d: d, width: textWidth(d.Landscape)}
	document := w.document()
	parts := []part{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRelations},
		{"docProps/core.xml", w.core()},
		{"word/_rels/document.xml.rels", documentRelations},
		{"word/document.xml", document},
		{"word/styles.xml", w.styles()},
		{"word/numbering.xml", w.numbering()},
		{"word/settings.xml", settings},
		{"word/footer1.xml", w.footer()},
	}
	if picture := qrPicture(d.Check.URL); picture != "" {
		parts = append(parts, part{"word/_rels/footer1.xml.rels", footerRelations}, part{"word/media/qr.png", picture})
	}
	return pack(parts)
}

// pack makes the zip file. Its entries carry no time: the format's own zero, 1980.
func pack(parts []part) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		entry, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err != nil {
			return nil, fmt.Errorf("docx: %w", err)
		}
		if _, err := entry.Write([]byte(p.text)); err != nil {
			return nil, fmt.Errorf("docx: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("docx: %w", err)
	}
	return out.Bytes(), nil
}

// writer writes one paper. Lengths are in twentieths of a point (dxa).
type writer struct {
	d     paper.Document
	width int
	// lists are the numbered and dashed lists so far, by which the numbers begin anew.
	lists []paper.List
	// literal writes numbers as text, for the template of a municipality, which has
	// numbering of its own.
	literal bool
}

const (
	pageShort, pageLong     = 11906, 16838 // A4
	leftMargin, rightMargin = 1701, 851    // 30 and 15 mm
)

func textWidth(landscape bool) int {
	if landscape {
		return pageLong - leftMargin - rightMargin
	}
	return pageShort - leftMargin - rightMargin
}
