package docx

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/demilge/demilge/internal/paper"
)

func (w *writer) blocks(blocks []paper.Block, width int) string {
	var b strings.Builder
	for _, block := range blocks {
		b.WriteString(w.block(block, width))
	}
	return b.String()
}

func (w *writer) block(block paper.Block, width int) string {
	switch b := block.(type) {
	case paper.Heading:
		at := layout{style: "Heading1", keepNext: true, before: 140, after: 80, align: paper.Center}
		if b.Level > 1 {
			at.style, at.align = "Heading2", paper.Left
		}
		return at.paragraph(run(b.Text, face{bold: true}))
	case paper.Paragraph:
		return w.paragraph(b)
	case paper.List:
		return w.list(b)
	case paper.Rows:
		return w.rows(b, width)
	case paper.Table:
		return w.table(b, width)
	case paper.SideBySide:
		widths := shares(width, []int{1, 1})
		return grid(widths, unlined, row(false,
			cell(widths[0], 1, "", w.blocks(b.Left, widths[0]-200)),
			cell(widths[1], 1, "", w.blocks(b.Right, widths[1]-200)))) + layout{after: 60}.paragraph()
	case paper.SignatureLines:
		return w.signatures(b.Signatures, width)
	case paper.PageBreak:
		return `<w:p><w:r><w:br w:type="page"/></w:r></w:p>`
	}
	return ""
}

func (w *writer) paragraph(p paper.Paragraph) string {
	at := layout{style: "BodyText", keepNext: p.KeepNext, after: 80, align: p.Align, first: 709}
	if at.align == "" {
		at.align = paper.Justify
	}
	if p.Flush || at.align != paper.Justify {
		at.first = 0
	}
	size := 0
	if p.Small {
		size = 20
	}
	return at.paragraph(runs(p.Runs, size))
}

// list numbers its items by the document's own numbering, which begins anew with each list.
func (w *writer) list(l paper.List) string {
	w.lists = append(w.lists, l)
	return w.items(l, l.Items, "", 0)
}

func (w *writer) items(l paper.List, items []paper.Item, prefix string, level int) string {
	var b strings.Builder
	for i, item := range items {
		start := 1
		if level == 0 {
			start = max(l.Start, 1)
		}
		number := prefix + strconv.Itoa(i+start) + "."
		at := layout{style: "ListParagraph", after: 40, left: 425 + 567*level, hanging: 425, align: paper.Justify, keepNext: l.KeepNext && level == 0 && i == len(items)-1}
		mark := ""
		switch {
		case w.literal && l.Bullets:
			mark = run("– ", face{})
		case w.literal:
			mark = run(number+" ", face{})
		default:
			at.number = tag("w:numPr", val("ilvl", level), val("numId", len(w.lists)))
		}
		b.WriteString(at.paragraph(mark, runs(item.Runs, 0)))
		b.WriteString(w.items(l, item.Sub, number, min(level+1, levels-1)))
	}
	return b.String()
}

// levels is how deep a list may go.
const levels = 4

// numbering declares numbers and dashes, and each list of the paper as one of them.
func (w *writer) numbering() string {
	abstract := func(id int, level func(i int) string) string {
		var all []string
		for i := range levels {
			all = append(all, tag(fmt.Sprintf(`w:lvl w:ilvl="%d"`, i), val("start", 1), level(i), val("lvlJc", "left"),
				tag("w:pPr", fmt.Sprintf(`<w:ind w:left="%d" w:hanging="%d"/>`, 425+567*i, 425))))
		}
		return tag(fmt.Sprintf(`w:abstractNum w:abstractNumId="%d"`, id), append([]string{val("multiLevelType", "multilevel")}, all...)...)
	}
	numbers := abstract(0, func(i int) string {
		text := ""
		for n := range i + 1 {
			text += fmt.Sprintf("%%%d.", n+1)
		}
		return val("numFmt", "decimal") + val("lvlText", text)
	})
	dashes := abstract(1, func(int) string { return val("numFmt", "bullet") + val("lvlText", "–") })
	var lists []string
	for i, l := range w.lists {
		kind := 0
		if l.Bullets {
			kind = 1
		}
		lists = append(lists, tag(fmt.Sprintf(`w:num w:numId="%d"`, i+1), val("abstractNumId", kind),
			tag(`w:lvlOverride w:ilvl="0"`, val("startOverride", max(l.Start, 1)))))
	}
	return header + tag("w:numbering "+namespaces, append([]string{numbers, dashes}, lists...)...)
}

// signatures are places to sign: position, line, name, place of the seal.
func (w *writer) signatures(signatures []paper.Signature, width int) string {
	if len(signatures) == 0 {
		return ""
	}
	widths := shares(width, []int{42, 24, 2, 32})
	below := tag("w:tcBorders", "<w:bottom "+line+"/>") + val("vAlign", "bottom")
	at := layout{keepNext: true, before: 160, align: paper.Left}
	var rows []string
	for _, s := range signatures {
		if s.Group != "" {
			rows = append(rows, row(false, cell(width, 4, "", at.paragraph(run(s.Group, face{})))))
		}
		bottom := val("vAlign", "bottom")
		rows = append(rows, row(false,
			cell(widths[0], 1, bottom, at.paragraph(run(s.Position, face{}))),
			cell(widths[1], 1, below, at.paragraph()),
			cell(widths[2], 1, bottom, at.paragraph()),
			cell(widths[3], 1, bottom, at.paragraph(run(s.Name, face{})))))
		if s.Stamp {
			flat := layout{align: paper.Left}
			rows = append(rows, row(false, cell(widths[0], 1, "", flat.paragraph()),
				cell(widths[1]+widths[2]+widths[3], 3, "", flat.paragraph(run(w.d.Stamp(), face{size: 18})))))
		}
	}
	return layout{keepNext: true, before: 120}.paragraph() + grid(widths, unlined, rows...) + layout{}.paragraph()
}
