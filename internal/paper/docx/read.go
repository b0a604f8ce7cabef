package docx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/demilge/demilge/internal/paper"
)

// Read takes paragraphs, faces, lists and tables out of a document, so that it can be
// printed. What else it draws (pictures, text boxes) is left out.
func Read(document []byte) (paper.Content, error) {
	parts, err := open(document)
	if err != nil {
		return paper.Content{}, err
	}
	content := paper.Content{Bare: true, HideHead: true}
	dashes := map[string]bool{}
	for _, p := range parts {
		if p.name == "word/numbering.xml" {
			dashes = bulleted(p.text)
		}
	}
	for _, p := range parts {
		if p.name != "word/document.xml" {
			continue
		}
		r := reader{decoder: xml.NewDecoder(strings.NewReader(p.text)), content: &content, numbers: map[string]int{}, dashes: dashes}
		content.Blocks, err = r.blocks("body")
		if err != nil {
			return paper.Content{}, err
		}
	}
	return content, nil
}

// reader reads the body of a document.
type reader struct {
	decoder *xml.Decoder
	content *paper.Content
	// numbers counts the items of each list at its highest level.
	numbers map[string]int
	// dashes are the lists that have no numbers.
	dashes map[string]bool
}

// bulleted finds the lists of a numbering part whose highest level has no numbers.
func bulleted(text string) map[string]bool {
	var numbering struct {
		Abstract []struct {
			ID     string `xml:"abstractNumId,attr"`
			Levels []struct {
				Format struct {
					Val string `xml:"val,attr"`
				} `xml:"numFmt"`
			} `xml:"lvl"`
		} `xml:"abstractNum"`
		Lists []struct {
			ID       string `xml:"numId,attr"`
			Abstract struct {
				Val string `xml:"val,attr"`
			} `xml:"abstractNumId"`
		} `xml:"num"`
	}
	dashes := map[string]bool{}
	if err := xml.Unmarshal([]byte(text), &numbering); err != nil {
		return dashes // without it every list has numbers
	}
	kinds := map[string]bool{}
	for _, a := range numbering.Abstract {
		kinds[a.ID] = len(a.Levels) > 0 && a.Levels[0].Format.Val == "bullet"
	}
	for _, l := range numbering.Lists {
		dashes[l.ID] = kinds[l.Abstract.Val]
	}
	return dashes
}

// next is the next token of the document; io.EOF at its end.
func (r *reader) next() (xml.Token, error) {
	token, err := r.decoder.RawToken()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, errTemplate
	}
	return token, err
}

// blocks reads paragraphs and tables until the end of an element; the document is entered
// from its beginning.
func (r *reader) blocks(until string) ([]paper.Block, error) {
	var blocks []paper.Block
	for {
		token, err := r.next()
		if errors.Is(err, io.EOF) {
			return blocks, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch word(t.Name) {
			case "p":
				p, err := r.paragraph()
				if err != nil {
					return nil, err
				}
				blocks = append(blocks, p...)
			case "tbl":
				table, err := r.table()
				if err != nil {
					return nil, err
				}
				blocks = append(blocks, table)
			case "pgSz":
				r.content.Landscape = attribute(t, "orient") == "landscape"
			}
		case xml.EndElement:
			if word(t.Name) == until {
				return blocks, nil
			}
		}
	}
}

// passage is a paragraph being read.
type passage struct {
	paper.Paragraph
	face   paper.Run
	number string
	// breaks: it holds a page break; inText: characters that come are its text.
	breaks, inText bool
}

// paragraph reads one; a page break inside it begins a new page before it.
func (r *reader) paragraph() ([]paper.Block, error) {
	p := passage{Paragraph: paper.Paragraph{Align: paper.Left, Flush: true}}
	for depth := 1; depth > 0; {
		token, err := r.next()
		if err != nil {
			return nil, errTemplate
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			p.begin(t)
		case xml.CharData:
			if p.inText {
				p.face.Text = string(t)
				p.Runs = append(p.Runs, p.face)
			}
		case xml.EndElement:
			depth--
			p.inText = p.inText && word(t.Name) != "t"
		}
	}
	if p.number != "" && p.number != "0" {
		p.Runs = append([]paper.Run{{Text: r.count(p.number)}}, p.Runs...)
	}
	if !p.Flush && p.Align == paper.Left {
		p.Align = paper.Justify
	}
	if p.breaks {
		return []paper.Block{paper.PageBreak{}, p.Paragraph}, nil
	}
	return []paper.Block{p.Paragraph}, nil
}

// begin takes an element of a paragraph: how it lies, how a run looks, or what stands in one.
func (p *passage) begin(t xml.StartElement) {
	switch word(t.Name) {
	case "jc":
		p.Align = alignOf(attribute(t, "val"), p.Align)
	case "ind":
		if first := attribute(t, "firstLine"); first != "" && first != "0" {
			p.Flush = false
		}
	case "numId":
		p.number = attribute(t, "val")
	case "r":
		p.face = paper.Run{}
	case "b":
		p.face.Bold = on(t)
	case "i":
		p.face.Italic = on(t)
	case "t":
		p.inText = true
	case "tab":
		p.Runs = append(p.Runs, paper.Run{Text: "\u2003", Bold: p.face.Bold})
	case "br":
		p.lineEnd(t)
	}
}

func (p *passage) lineEnd(t xml.StartElement) {
	if attribute(t, "type") == "page" {
		p.breaks = true
		return
	}
	p.Runs = append(p.Runs, paper.Run{Text: "\n", Bold: p.face.Bold, Italic: p.face.Italic})
}

// count gives the next number of a list, or its dash.
func (r *reader) count(list string) string {
	if r.dashes[list] {
		return "–\u00a0"
	}
	r.numbers[list]++
	return fmt.Sprintf("%d.\u00a0", r.numbers[list])
}

// table reads one as a table without a head of its own.
func (r *reader) table() (paper.Table, error) {
	t := paper.Table{Unlined: true}
	var row []paper.Cell
	for {
		token, err := r.next()
		if err != nil {
			return t, errTemplate
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch word(e.Name) {
			case "gridCol":
				width := 0
				_, _ = fmt.Sscan(attribute(e, "w"), &width) // a width that is no number counts as the narrowest
				t.Columns = append(t.Columns, paper.Column{Width: max(width, 1)})
			case "insideH", "insideV":
				t.Unlined = t.Unlined && !drawn(attribute(e, "val"))
			case "tblStyle":
				t.Unlined = false
			case "tr":
				row = nil
			case "tc":
				cell, err := r.cell()
				if err != nil {
					return t, err
				}
				row = append(row, cell)
			}
		case xml.EndElement:
			switch word(e.Name) {
			case "tr":
				t.Rows = append(t.Rows, row)
			case "tbl":
				return t, nil
			}
		}
	}
}

// cell reads what stands in a cell as lines of one face: that of its first text.
func (r *reader) cell() (paper.Cell, error) {
	var cell paper.Cell
	blocks, inside, err := r.cellBlocks()
	if err != nil {
		return cell, err
	}
	var lines []string
	for _, block := range blocks {
		switch b := block.(type) {
		case paper.Paragraph:
			text := ""
			for _, run := range b.Runs {
				text += run.Text
				cell.Bold = cell.Bold || run.Bold
			}
			lines = append(lines, text)
			cell.Align = b.Align
		case paper.Table:
			for _, row := range b.Rows {
				for _, inner := range row {
					lines = append(lines, inner.Text)
				}
			}
		}
	}
	cell.Text, cell.Span = strings.Join(lines, "\n"), inside.span
	if inside.signed && strings.TrimSpace(cell.Text) == "" {
		cell.Text = signatureLine
	}
	return cell, nil
}

// signatureLine is what an empty cell with a line below it is there for.
const signatureLine = "__________________"

// cellFrame is how a cell lies in its table.
type cellFrame struct {
	span int
	// signed tells that a line of its own stands below it.
	signed bool
}

func (r *reader) cellBlocks() (blocks []paper.Block, frame cellFrame, err error) {
	for {
		token, err := r.next()
		if err != nil {
			return nil, frame, errTemplate
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch word(t.Name) {
			case "gridSpan":
				_, _ = fmt.Sscan(attribute(t, "val"), &frame.span) // a span that is no number counts as one column
			case "bottom":
				frame.signed = drawn(attribute(t, "val"))
			case "p":
				p, err := r.paragraph()
				if err != nil {
					return nil, frame, err
				}
				blocks = append(blocks, p...)
			case "tbl":
				table, err := r.table()
				if err != nil {
					return nil, frame, err
				}
				blocks = append(blocks, table)
			}
		case xml.EndElement:
			if word(t.Name) == "tc" {
				return blocks, frame, nil
			}
		}
	}
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// on reads a switch such as w:b: there means on, unless its value says no.
func on(t xml.StartElement) bool {
	switch attribute(t, "val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

func drawn(border string) bool { return border != "" && border != "nil" && border != "none" }

func alignOf(value string, otherwise paper.Align) paper.Align {
	switch value {
	case "left", "start":
		return paper.Left
	case "center":
		return paper.Center
	case "right", "end":
		return paper.Right
	case "both", "distribute":
		return paper.Justify
	}
	return otherwise
}
