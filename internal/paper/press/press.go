// Package press prints papers: it joins the renderers of internal/paper.
package press

import (
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/docx"
	"github.com/demilge/demilge/internal/paper/pdf"
)

// Press implements [paper.Press].
type Press struct{}

var _ paper.Press = Press{}

// PDF prints a paper.
func (Press) PDF(d paper.Document) ([]byte, error) { return pdf.Render(d) }

// DOCX writes a paper as a Word document.
func (Press) DOCX(d paper.Document) ([]byte, error) { return docx.Render(d) }

// Fields lists the merge fields of a template.
func (Press) Fields(template []byte) ([]string, error) { return docx.Fields(template) }

// Fill writes a paper into a template.
func (Press) Fill(template []byte, d paper.Document) ([]byte, error) { return docx.Fill(template, d) }

// Read takes the content out of a Word document.
func (Press) Read(document []byte) (paper.Content, error) { return docx.Read(document) }
