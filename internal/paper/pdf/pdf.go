// Package pdf prints a paper on A4 to sign: a serif face of the width that offices use,
// embedded as far as its letters are used, with ө, ү and ң.
package pdf

import (
	"bytes"
	"fmt"
	"time"

	"codeberg.org/go-fonts/liberation/liberationserifbold"
	"codeberg.org/go-fonts/liberation/liberationserifbolditalic"
	"codeberg.org/go-fonts/liberation/liberationserifitalic"
	"codeberg.org/go-fonts/liberation/liberationserifregular"
	"codeberg.org/go-pdf/fpdf"

	"github.com/demilge/demilge/internal/paper"
)

// Render prints a paper. The same paper gives the same bytes.
func Render(d paper.Document) ([]byte, error) {
	s := newSheet(d)
	pages := s.paginate(s.strips())
	for i, page := range pages {
		s.f.AddPage()
		y := s.top
		for _, strip := range page {
			if strip.draw != nil {
				strip.draw(y)
			}
			y += strip.h
		}
		s.foot(i+1, len(pages))
	}
	var out bytes.Buffer
	if err := s.f.Output(&out); err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	return out.Bytes(), nil
}

// Cut lists the words of a paper that are wider than their line and had to be divided: a
// column that is too narrow for its head.
func Cut(d paper.Document) []string {
	s := newSheet(d)
	s.paginate(s.strips())
	return s.divided
}

// All lengths are in millimetres, type sizes in points.
const (
	marginLeft   = 30.0
	marginRight  = 15.0
	marginTop    = 18.0
	marginBottom = 15.0
	footHeight   = 19.0

	family = "serif"
	// leading is the height of a line for its type size.
	leading = 0.3528 * 1.17
)

// sheet is a paper being printed.
type sheet struct {
	f        *fpdf.Fpdf
	d        paper.Document
	left     float64
	width    float64
	top      float64
	bottom   float64
	fullPage float64
	widths   map[string]float64
	qr       [][]bool
	// divided are the words that did not fit into their line.
	divided []string
}

func newSheet(d paper.Document) *sheet {
	orientation, w, h := "P", 210.0, 297.0
	if d.Landscape {
		orientation, w, h = "L", h, w
	}
	f := fpdf.New(orientation, "mm", "A4", "")
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	f.SetCatalogSort(true)
	stamp := time.Date(d.Date.Year(), d.Date.Month(), d.Date.Day(), 0, 0, 0, 0, time.UTC)
	f.SetCreationDate(stamp)
	f.SetModificationDate(stamp)
	f.SetProducer("Demilge", true)
	f.SetTitle(d.Foot(), true)
	f.SetLang(map[bool]string{true: "ru-KG", false: "ky-KG"}[d.Lang == "RU"])
	for style, font := range map[string][]byte{
		"": liberationserifregular.TTF, "B": liberationserifbold.TTF,
		"I": liberationserifitalic.TTF, "BI": liberationserifbolditalic.TTF,
	} {
		f.AddUTF8FontFromBytes(family, style, font)
	}
	s := &sheet{f: f, d: d, left: marginLeft, width: w - marginLeft - marginRight, top: marginTop,
		bottom: h - marginBottom - footHeight, widths: map[string]float64{}, qr: modules(d.Check.URL)}
	s.fullPage = s.bottom - s.top
	return s
}

// measure is the width of text in a face.
func (s *sheet) measure(text, style string, size float64) float64 {
	key := style + "\x00" + text
	width, ok := s.widths[key]
	if !ok {
		s.f.SetFont(family, style, 100)
		width = s.f.GetStringWidth(text)
		s.widths[key] = width
	}
	return width * size / 100
}

// write puts text with its baseline at y.
func (s *sheet) write(x, y float64, text, style string, size float64) {
	s.f.SetFont(family, style, size)
	s.f.Text(x, y, text)
}

// rule draws a line.
func (s *sheet) rule(x1, y1, x2, y2, thickness float64) {
	s.f.SetLineWidth(thickness)
	s.f.Line(x1, y1, x2, y2)
}
