package docx

import (
	"fmt"
	"slices"
	"strings"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/paper"
)

// document is the main part: head, opening, content, signatures, section.
func (w *writer) document() string {
	var body []string
	if mark := w.d.Mark(); mark != "" {
		body = append(body, layout{align: paper.Right}.paragraph(run(mark, face{italic: true, size: 20})))
	}
	if !w.d.HideHead {
		body = append(body, w.letterhead())
	}
	if !w.d.Bare {
		body = append(body, w.opening()...)
	}
	body = append(body, w.blocks(closing(w.d), w.width), w.signatures(w.d.Signatures, w.width), w.section())
	return header + tag("w:document "+namespaces, tag("w:body", body...))
}

// closing are the blocks, the last paragraph held beside the first signature: nobody signs
// a page that says nothing.
func closing(d paper.Document) []paper.Block {
	n := len(d.Blocks)
	if n == 0 || len(d.Signatures) == 0 {
		return d.Blocks
	}
	blocks := slices.Clone(d.Blocks)
	switch last := blocks[n-1].(type) {
	case paper.Paragraph:
		last.KeepNext = true
		blocks[n-1] = last
	case paper.List:
		last.KeepNext = true
		blocks[n-1] = last
	}
	return blocks
}

func (w *writer) letterhead() string {
	widths := shares(w.width, []int{1, 1})
	centred := layout{align: paper.Center}
	column := func(lang i18n.Lang) string {
		region, name, contact := w.d.Head().Lines(lang)
		var lines []string
		for i, text := range region {
			lines = append(lines, centred.paragraph(run(text, face{caps: i == 0, size: 20})))
		}
		lines = append(lines, centred.paragraph(run(name, face{bold: true, caps: true, size: 23})))
		for _, text := range contact {
			lines = append(lines, centred.paragraph(run(text, face{size: 17})))
		}
		return strings.Join(lines, "")
	}
	double := tag("w:tcBorders", `<w:bottom w:val="thickThinSmallGap" w:sz="18" w:space="0" w:color="auto"/>`)
	return grid(widths, unlined, row(false, cell(widths[0], 1, double, column(i18n.Ky)), cell(widths[1], 1, double, column(i18n.Ru)))) +
		layout{after: 40}.paragraph()
}

// opening is what stands between letterhead and text.
func (w *writer) opening() []string {
	var all []string
	if w.d.Approval != nil {
		all = append(all, w.approval(*w.d.Approval))
	}
	if w.d.Addressee != nil {
		all = append(all, w.addressee())
	}
	if title := w.d.Heading(); title != "" {
		all = append(all, layout{style: "Title", keepNext: true, before: 120, align: paper.Center}.paragraph(run(title, face{bold: true, size: 28})))
	}
	if w.d.Subtitle != "" {
		all = append(all, layout{style: "Subtitle", keepNext: true, align: paper.Center}.paragraph(run(w.d.Subtitle, face{bold: true})))
	}
	switch {
	case w.d.Addressee == nil:
		tabs := tag("w:tabs", fmt.Sprintf(`<w:tab w:val="right" w:pos="%d"/>`, w.width))
		all = append(all, layout{keepNext: true, tabs: tabs, before: 120, after: 120}.paragraph(
			run(w.d.Day(), face{}), "<w:r><w:tab/></w:r>", run(w.d.Place, face{})))
	case w.d.Addressee.Greeting != "":
		all = append(all, layout{keepNext: true, before: 160, after: 120, align: paper.Center}.paragraph(run(w.d.Addressee.Greeting, face{bold: true})))
	}
	return all
}

func (w *writer) addressee() string {
	widths := shares(w.width, []int{52, 48})
	at := layout{align: paper.Left}
	return grid(widths, unlined, row(false, cell(widths[0], 1, "", at.paragraph(run(w.d.Dateline(), face{}))),
		cell(widths[1], 1, "", at.paragraph(run(strings.Join(w.d.Addressee.Lines, "\n"), face{bold: true}))))) + layout{}.paragraph()
}

func (w *writer) approval(by paper.Signature) string {
	widths := shares(w.width, []int{52, 48})
	at := layout{align: paper.Left}
	lines := []string{
		at.paragraph(run(w.d.Approve(), face{bold: true})), at.paragraph(run(by.Position, face{})),
		layout{before: 160, align: paper.Left}.paragraph(run("_______________ "+by.Name, face{})),
		at.paragraph(run(w.d.HandDate(), face{size: 20})),
	}
	if by.Stamp {
		lines = append(lines, at.paragraph(run(w.d.Stamp(), face{size: 18})))
	}
	return grid(widths, unlined, row(false, cell(widths[0], 1, "", at.paragraph()), cell(widths[1], 1, "", lines...))) + layout{}.paragraph()
}

func (w *writer) section() string {
	size := fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d"/>`, pageShort, pageLong)
	if w.d.Landscape {
		size = fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d" w:orient="landscape"/>`, pageLong, pageShort)
	}
	return tag("w:sectPr", `<w:footerReference w:type="default" r:id="rId4"/>`, size,
		fmt.Sprintf(`<w:pgMar w:top="1021" w:right="%d" w:bottom="1134" w:left="%d" w:header="567" w:footer="567" w:gutter="0"/>`, rightMargin, leftMargin))
}

// footer names the paper, its check address and the page.
func (w *writer) footer() string {
	widths := shares(w.width, []int{11, 74, 15})
	at := layout{style: "Footer", align: paper.Left}
	top := tag("w:tcBorders", "<w:top "+line+"/>")
	picture := at.paragraph()
	if w.d.Check.URL != "" {
		picture = at.paragraph(drawing)
	}
	field := func(name string) string {
		return tag(`w:fldSimple w:instr=" `+name+` "`, run("1", face{size: 20}))
	}
	page := layout{style: "Footer", align: paper.Right}.paragraph(field("PAGE"), run(" / ", face{size: 20}), field("NUMPAGES"))
	return header + tag("w:ftr "+namespaces, grid(widths, unlined, row(false,
		cell(widths[0], 1, top, picture),
		cell(widths[1], 1, top, at.paragraph(run(w.d.Foot(), face{size: 16}))),
		cell(widths[2], 1, top, page))), at.paragraph())
}
