package pdf

import (
	"strconv"
	"strings"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/paper"
)

const (
	body  = 12.0
	small = 10.0
	tiny  = 8.0
	inset = 12.5 // the first line of a paragraph
)

func (s *sheet) whole(size float64, align paper.Align) box {
	return box{x: s.left, width: s.width, size: size, align: align}
}

// strips are the whole paper from top to bottom.
func (s *sheet) strips() []strip {
	var all []strip
	if mark := s.d.Mark(); mark != "" {
		all = append(all, glue(s.text([]paper.Run{{Text: mark, Italic: true}}, s.whole(small, paper.Right)))...)
	}
	if !s.d.HideHead {
		all = append(all, s.letterhead()...)
	}
	if !s.d.Bare {
		all = append(all, s.opening()...)
	}
	all = append(all, s.blocks(s.d.Blocks, s.left, s.width)...)
	return append(s.closing(all), s.signatures(s.d.Signatures, s.left, s.width)...)
}

// closing holds a short last paragraph beside the first signature, so that no signature
// stands on a page without the text that it signs.
func (s *sheet) closing(all []strip) []strip {
	if len(s.d.Signatures) == 0 {
		return all
	}
	h := 0.0
	for i := len(all) - 1; i >= 0 && h < 18 && !all[i].turn; i-- {
		all[i].keep = true
		h += all[i].h
	}
	return all
}

func (s *sheet) letterhead() []strip {
	const between = 6.0
	width := (s.width - between) / 2
	column := func(lang i18n.Lang, x float64) []strip {
		region, name, contact := s.d.Head().Lines(lang)
		b := box{x: x, width: width, size: small, align: paper.Center}
		strips := s.plain(strings.ToUpper(strings.Join(region[:min(1, len(region))], "")), b)
		for _, line := range region[min(1, len(region)):] {
			strips = append(strips, s.plain(line, b)...)
		}
		b.size = 11.5
		strips = append(append(strips, gap(0.8)), s.bold(strings.ToUpper(name), b)...)
		b.size = 8.5
		for _, line := range contact {
			strips = append(strips, s.plain(line, b)...)
		}
		return strips
	}
	head := beside(column(i18n.Ky, s.left), column(i18n.Ru, s.left+width+between))
	double := strip{h: 5, draw: func(y float64) {
		s.rule(s.left, y+1.6, s.left+s.width, y+1.6, 0.6)
		s.rule(s.left, y+2.5, s.left+s.width, y+2.5, 0.2)
	}}
	return glue(append(head, double))
}

// opening is what stands between letterhead and text.
func (s *sheet) opening() []strip {
	var all []strip
	if s.d.Approval != nil {
		all = append(all, s.approval(*s.d.Approval)...)
	}
	if s.d.Addressee != nil {
		all = append(all, s.addressee()...)
	}
	if title := s.d.Heading(); title != "" {
		all = append(append(all, gap(3)), s.bold(title, s.whole(14, paper.Center))...)
	}
	if s.d.Subtitle != "" {
		all = append(append(all, gap(0.5)), s.bold(s.d.Subtitle, s.whole(body, paper.Center))...)
	}
	if s.d.Addressee == nil {
		place := s.whole(body, paper.Right)
		all = append(append(all, gap(3)), beside(s.plain(s.d.Day(), s.whole(body, paper.Left)), s.plain(s.d.Place, place))...)
	} else if s.d.Addressee.Greeting != "" {
		all = append(append(all, gap(4)), s.bold(s.d.Addressee.Greeting, s.whole(body, paper.Center))...)
	}
	return glue(append(all, gap(3)))
}

func (s *sheet) addressee() []strip {
	right := box{x: s.left + s.width*0.52, width: s.width * 0.48, size: body, align: paper.Left}
	left := box{x: s.left, width: s.width * 0.45, size: body, align: paper.Left}
	return beside(s.plain(s.d.Dateline(), left), s.bold(strings.Join(s.d.Addressee.Lines, "\n"), right))
}

func (s *sheet) approval(by paper.Signature) []strip {
	b := box{x: s.left + s.width*0.52, width: s.width * 0.48, size: body, align: paper.Left}
	strips := s.bold(s.d.Approve(), b)
	strips = append(strips, s.plain(by.Position, b)...)
	strips = append(append(strips, gap(4)), s.plain("_______________ "+by.Name, b)...)
	b.size = small
	strips = append(strips, s.plain(s.d.HandDate(), b)...)
	if by.Stamp {
		strips = append(strips, s.plain(s.d.Stamp(), b)...)
	}
	return beside(strips)
}

// foot names the paper, its check address and the page at the bottom of each page.
func (s *sheet) foot(page, pages int) {
	y := s.bottom + 3
	s.rule(s.left, y, s.left+s.width, y, 0.2)
	x := s.left
	if len(s.qr) > 0 {
		const size = 15.0
		s.code(x, y+1, size)
		x += size + 2
	}
	s.column(s.plain(s.d.Foot(), box{x: x, width: s.left + s.width - 18 - x, size: tiny, align: paper.Left}), y+1.5)
	number := strconv.Itoa(page) + " / " + strconv.Itoa(pages)
	s.column(s.plain(number, s.whole(small, paper.Right)), y+1.2)
}

func (s *sheet) column(strips []strip, y float64) {
	for _, st := range strips {
		st.draw(y)
		y += st.h
	}
}
