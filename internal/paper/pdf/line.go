package pdf

import (
	"strings"
	"unicode/utf8"

	"github.com/demilge/demilge/internal/paper"
)

// loosest is by how many spaces at most one is widened: a line with few words stays ragged.
const loosest = 2.5

// piece is a stretch of a word in one face.
type piece struct {
	text, style string
	width       float64
}

// word is what stands between two spaces; end breaks the line behind it.
type word struct {
	pieces []piece
	width  float64
	end    bool
}

// line is words that fit into a width.
type line struct {
	words []word
	// width is that of the words alone, without spaces.
	width float64
	// last closes a paragraph: it is not stretched.
	last bool
}

func style(r paper.Run) string {
	s := ""
	if r.Bold {
		s = "B"
	}
	if r.Italic {
		s += "I"
	}
	return s
}

// words cuts runs at plain spaces and line ends; a space that does not break stays inside.
func (s *sheet) words(runs []paper.Run, size float64) []word {
	var words []word
	var current word
	flush := func(end bool) {
		if len(current.pieces) > 0 || end {
			current.end = end
			words, current = append(words, current), word{}
		}
	}
	for _, run := range runs {
		face := style(run)
		for i, part := range strings.Split(paper.Bind(run.Text), "\n") {
			if i > 0 {
				flush(true)
			}
			for j, text := range strings.Split(part, " ") {
				if j > 0 {
					flush(false)
				}
				if text != "" {
					w := s.measure(text, face, size)
					current.pieces = append(current.pieces, piece{text, face, w})
					current.width += w
				}
			}
		}
	}
	flush(false)
	return words
}

// fold breaks words into lines; the first is shorter by indent. A word wider than the
// line is cut.
func (s *sheet) fold(words []word, width, indent, size float64) []line {
	space := s.measure(" ", "", size)
	var lines []line
	var current line
	room := width - indent
	end := func(last bool) {
		current.last = last
		lines, current, room = append(lines, current), line{}, width
	}
	for i := 0; i < len(words); i++ {
		w := words[i]
		used := current.width + space*float64(len(current.words))
		if len(current.words) > 0 && used+w.width > room+0.01 {
			end(false)
		}
		if w.width > room {
			s.divided = append(s.divided, w.text())
			var rest word
			w, rest = s.cut(w, room, size)
			words = append(append(append([]word{}, words[:i+1]...), rest), words[i+1:]...)
		}
		current.words, current.width = append(current.words, w), current.width+w.width
		if w.end {
			end(true)
		}
	}
	if len(current.words) > 0 || len(lines) == 0 {
		end(true)
	}
	lines[len(lines)-1].last = true
	return lines
}

// cut divides a word that is wider than a line; at least one letter stays.
func (s *sheet) cut(w word, room, size float64) (head, rest word) {
	rest.end = w.end
	full := false
	for _, p := range w.pieces {
		for text := p.text; text != ""; {
			_, n := utf8.DecodeRuneInString(text)
			letter := piece{text[:n], p.style, s.measure(text[:n], p.style, size)}
			text = text[n:]
			full = full || len(head.pieces) > 0 && head.width+letter.width > room
			if full {
				rest.add(letter)
			} else {
				head.add(letter)
			}
		}
	}
	return head, rest
}

func (w word) text() string {
	text := ""
	for _, p := range w.pieces {
		text += p.text
	}
	return text
}

// add puts a letter behind a word.
func (w *word) add(letter piece) {
	w.width += letter.width
	if n := len(w.pieces); n > 0 && w.pieces[n-1].style == letter.style {
		w.pieces[n-1].text += letter.text
		w.pieces[n-1].width += letter.width
		return
	}
	w.pieces = append(w.pieces, letter)
}

// set writes a line between x and x+width.
func (s *sheet) set(l line, x, baseline, width, size float64, align paper.Align) {
	space := s.measure(" ", "", size)
	natural := l.width + space*float64(max(len(l.words)-1, 0))
	switch {
	case align == paper.Center:
		x += (width - natural) / 2
	case align == paper.Right:
		x += width - natural
	case align == paper.Justify && !l.last && len(l.words) > 1:
		if wider := (width - natural) / float64(len(l.words)-1); wider < loosest*space {
			space += wider
		}
	}
	for i, w := range l.words {
		for j, p := range w.pieces {
			text := p.text
			if j == len(w.pieces)-1 && i < len(l.words)-1 {
				text += " " // so that a program that reads the page finds the words apart
			}
			s.write(x, baseline, text, p.style, size)
			x += p.width
		}
		x += space
	}
}
