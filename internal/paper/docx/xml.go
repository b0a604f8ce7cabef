package docx

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/demilge/demilge/internal/paper"
)

// tag writes an element: its name with attributes, and what stands inside.
func tag(open string, inside ...string) string {
	name, _, _ := strings.Cut(open, " ")
	content := strings.Join(inside, "")
	if content == "" {
		return "<" + open + "/>"
	}
	return "<" + open + ">" + content + "</" + name + ">"
}

// val writes an element with the attribute w:val.
func val(name string, value any) string { return fmt.Sprintf(`<w:%s w:val="%v"/>`, name, value) }

// escape makes text safe inside an element; what XML cannot hold is left out.
func escape(s string) string {
	var b strings.Builder
	// A strings.Builder takes everything.
	_ = xml.EscapeText(&b, []byte(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)))
	return b.String()
}

// face is how a run looks besides its style; size is in half points, 0 for that of the style.
type face struct {
	bold, italic, caps bool
	size               int
}

func (f face) properties() string {
	var inside string
	if f.bold {
		inside += "<w:b/><w:bCs/>"
	}
	if f.italic {
		inside += "<w:i/><w:iCs/>"
	}
	if f.caps {
		inside += "<w:caps/>"
	}
	if f.size > 0 {
		inside += val("sz", f.size) + val("szCs", f.size)
	}
	if inside == "" {
		return ""
	}
	return tag("w:rPr", inside)
}

// run writes text in a face; a line end becomes a break.
func run(text string, f face) string {
	var inside []string
	for i, line := range strings.Split(paper.Bind(text), "\n") {
		if i > 0 {
			inside = append(inside, "<w:br/>")
		}
		if line != "" {
			inside = append(inside, `<w:t xml:space="preserve">`+escape(line)+"</w:t>")
		}
	}
	return tag("w:r", append([]string{f.properties()}, inside...)...)
}

func runs(all []paper.Run, size int) string {
	var b strings.Builder
	for _, r := range all {
		b.WriteString(run(r.Text, face{bold: r.Bold, italic: r.Italic, size: size}))
	}
	return b.String()
}

// layout is how a paragraph lies, in the order of the schema.
type layout struct {
	style    string
	keepNext bool
	number   string // numPr
	border   string // pBdr
	tabs     string
	before   int
	after    int
	left     int
	hanging  int
	first    int
	align    paper.Align
}

var alignments = map[paper.Align]string{paper.Left: "left", paper.Center: "center", paper.Right: "right", paper.Justify: "both"}

func (l layout) paragraph(inside ...string) string {
	var p []string
	if l.style != "" {
		p = append(p, val("pStyle", l.style))
	}
	if l.keepNext {
		p = append(p, "<w:keepNext/>")
	}
	p = append(p, l.number, l.border, l.tabs, fmt.Sprintf(`<w:spacing w:before="%d" w:after="%d"/>`, l.before, l.after))
	switch {
	case l.hanging > 0:
		p = append(p, fmt.Sprintf(`<w:ind w:left="%d" w:hanging="%d"/>`, l.left, l.hanging))
	case l.left > 0 || l.first > 0:
		p = append(p, fmt.Sprintf(`<w:ind w:left="%d" w:firstLine="%d"/>`, l.left, l.first))
	}
	if l.align != "" {
		p = append(p, val("jc", alignments[l.align]))
	}
	return tag("w:p", append([]string{tag("w:pPr", p...)}, inside...)...)
}
