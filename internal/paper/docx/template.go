package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/demilge/demilge/internal/paper"
)

// field is a merge field in a text: {{name}}. A name has no spaces inside.
var field = regexp.MustCompile(`\{\{\s*([^{}\s]+)\s*\}\}`)

// most is how much one part of a template may unpack to. Uploads are checked before.
const most = 16 << 20

var errTemplate = errors.New("docx: not a Word document of ours to fill")

// Fields lists the merge fields of a template, each once, in their order.
func Fields(template []byte) ([]string, error) {
	parts, err := open(template)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, p := range parts {
		if !p.holdsText() {
			continue
		}
		paragraphs, err := paragraphsOf(p.text)
		if err != nil {
			return nil, err
		}
		for _, par := range paragraphs {
			for _, match := range field.FindAllStringSubmatch(par.text(p.text), -1) {
				if !slices.Contains(names, match[1]) {
					names = append(names, match[1])
				}
			}
		}
	}
	return names, nil
}

// Fill writes a paper into a template: values in the place of their fields, and where a
// field stands alone in its paragraph and names a block, the block. The same template and
// paper give the same bytes.
func Fill(template []byte, d paper.Document) ([]byte, error) {
	parts, err := open(template)
	if err != nil {
		return nil, err
	}
	w := &writer{d: d, width: textWidth(d.Landscape), literal: true}
	values := d.Merge()
	for i, p := range parts {
		if p.holdsText() {
			if parts[i].text, err = w.fill(p.text, values); err != nil {
				return nil, err
			}
		}
	}
	return pack(parts)
}

// open unpacks a document.
func open(data []byte) ([]part, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, errTemplate
	}
	var parts []part
	main := false
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, errTemplate
		}
		content, err := io.ReadAll(io.LimitReader(r, most+1))
		_ = r.Close() // it was only read
		if err != nil || len(content) > most {
			return nil, errTemplate
		}
		parts = append(parts, part{f.Name, string(content)})
		main = main || f.Name == "word/document.xml"
	}
	if !main {
		return nil, errTemplate
	}
	return parts, nil
}

// holdsText reports whether the part has text that people write: the body, heads and feet.
func (p part) holdsText() bool {
	name, inWord := strings.CutPrefix(p.name, "word/")
	return inWord && strings.HasSuffix(name, ".xml") && !strings.Contains(name, "/") &&
		(name == "document.xml" || strings.HasPrefix(name, "header") || strings.HasPrefix(name, "footer"))
}

// span is a stretch of bytes of a part.
type span struct{ from, to int }

// markedParagraph is a paragraph: where it stands, and the stretches of its texts.
type markedParagraph struct {
	whole span
	texts []span
}

// text is what the paragraph says.
func (p markedParagraph) text(part string) string {
	var b strings.Builder
	for _, t := range p.texts {
		b.WriteString(plain(part[t.from:t.to]))
	}
	return b.String()
}

// plain reads the entities of XML text.
func plain(s string) string {
	var text string
	if err := xml.Unmarshal([]byte("<t>"+s+"</t>"), &text); err != nil {
		return s
	}
	return text
}

// paragraphsOf finds the paragraphs of a part that hold no other paragraph. The prefix w
// must be the one of WordprocessingML, as every office writes it.
func paragraphsOf(text string) ([]markedParagraph, error) {
	decoder := xml.NewDecoder(strings.NewReader(text))
	var done, open []markedParagraph
	inText := false
	for {
		before := int(decoder.InputOffset())
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			return done, nil
		}
		if err != nil {
			return nil, errTemplate
		}
		after := int(decoder.InputOffset())
		switch t := token.(type) {
		case xml.StartElement:
			switch word(t.Name) {
			case "p":
				open = append(open, markedParagraph{whole: span{from: before}})
			case "t":
				inText = true
			}
		case xml.CharData:
			if inText && len(open) > 0 {
				last := &open[len(open)-1]
				last.texts = append(last.texts, span{before, after})
			}
		case xml.EndElement:
			switch word(t.Name) {
			case "t":
				inText = false
			case "p":
				if len(open) == 0 {
					return nil, errTemplate
				}
				last := open[len(open)-1]
				last.whole.to = after
				open, done = open[:len(open)-1], append(done, last)
			}
		}
	}
}

// word is the local name of an element of WordprocessingML, "" of another one.
func word(name xml.Name) string {
	if name.Space == "w" {
		return name.Local
	}
	return ""
}

// fill replaces the fields of a part, from its end, so that earlier places stay right.
func (w *writer) fill(text string, values map[string]string) (string, error) {
	paragraphs, err := paragraphsOf(text)
	if err != nil {
		return "", err
	}
	slices.SortFunc(paragraphs, func(a, b markedParagraph) int { return b.whole.from - a.whole.from })
	end := len(text)
	for _, p := range paragraphs {
		if p.whole.to > end { // a paragraph around one that was filled
			continue
		}
		filled := w.paragraphFilled(text, p, values)
		if filled != text[p.whole.from:p.whole.to] {
			text = text[:p.whole.from] + filled + text[p.whole.to:]
			end = p.whole.from
		}
	}
	return text, nil
}

func (w *writer) paragraphFilled(part string, p markedParagraph, values map[string]string) string {
	said := p.text(part)
	matches := field.FindAllStringSubmatchIndex(said, -1)
	if len(matches) == 0 {
		return part[p.whole.from:p.whole.to]
	}
	if m := matches[0]; strings.TrimSpace(said) == said[m[0]:m[1]] {
		if blocks, ok := w.named(said[m[2]:m[3]]); ok {
			return blocks
		}
	}
	return rewrite(part, p, said, matches, values)
}

// rewrite puts each value where its field begins; the text around it keeps its face.
func rewrite(part string, p markedParagraph, said string, matches [][]int, values map[string]string) string {
	var b strings.Builder
	at, offset := p.whole.from, 0
	for _, t := range p.texts {
		own := plain(part[t.from:t.to])
		b.WriteString(part[at:t.from])
		out := escape(substituted(said, matches, values, offset, offset+len(own)))
		b.WriteString(strings.ReplaceAll(out, "&#xA;", `</w:t><w:br/><w:t xml:space="preserve">`))
		offset, at = offset+len(own), t.to
	}
	b.WriteString(part[at:p.whole.to])
	return b.String()
}

// substituted is said[from:to] with the values of the fields that begin in it and nothing
// of the fields themselves.
func substituted(said string, matches [][]int, values map[string]string, from, to int) string {
	var b strings.Builder
	for _, m := range matches {
		if m[0] >= from && m[0] < to {
			b.WriteString(said[from:m[0]] + values[said[m[2]:m[3]]])
		} else if m[1] <= from || m[0] >= to {
			continue
		}
		from = min(m[1], to)
	}
	b.WriteString(said[from:to])
	return b.String()
}

// named writes the block that a field names.
func (w *writer) named(name string) (string, bool) {
	switch name {
	case "body":
		return w.blocks(w.d.Blocks, w.width), true
	case "signatures":
		return w.signatures(w.d.Signatures, w.width), true
	}
	table, ok := strings.CutPrefix(name, "table.")
	if !ok {
		return "", false
	}
	for _, block := range w.d.Blocks {
		if t, ok := block.(paper.Table); ok && t.Name == table {
			return w.table(t, w.width), true
		}
	}
	return "", false
}
