package pdf

import "github.com/demilge/demilge/internal/paper"

// box is where text goes and how it looks.
type box struct {
	x, width float64
	size     float64
	indent   float64
	align    paper.Align
}

func (b box) height() float64 { return b.size * leading }

// text makes a strip of each line; no line of a paragraph is left alone on a page.
func (s *sheet) text(runs []paper.Run, b box) []strip {
	lines := s.fold(s.words(runs, b.size), b.width, b.indent, b.size)
	strips := make([]strip, len(lines))
	for i, l := range lines {
		x, width := b.x, b.width
		if i == 0 {
			x, width = x+b.indent, width-b.indent
		}
		strips[i] = strip{h: b.height(), keep: i == 0 && len(lines) > 1 || i == len(lines)-2, draw: func(y float64) {
			s.set(l, x, y+b.height()*0.78, width, b.size, b.align)
		}}
	}
	return strips
}

func (s *sheet) plain(text string, b box) []strip {
	return s.text([]paper.Run{{Text: text}}, b)
}

func (s *sheet) bold(text string, b box) []strip {
	return s.text([]paper.Run{{Text: text, Bold: true}}, b)
}

// glue holds strips together and to what follows.
func glue(strips []strip) []strip {
	for i := range strips {
		strips[i].keep = true
	}
	return strips
}

// beside puts columns next to each other, strip by strip from the top.
func beside(columns ...[]strip) []strip {
	h := 0.0
	for _, column := range columns {
		h = max(h, total(column))
	}
	return []strip{{h: h, draw: func(y float64) {
		for _, column := range columns {
			at := y
			for _, st := range column {
				if st.draw != nil {
					st.draw(at)
				}
				at += st.h
			}
		}
	}}}
}
