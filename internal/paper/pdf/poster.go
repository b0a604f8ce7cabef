package pdf

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/demilge/demilge/internal/paper"
)

// The sizes of a poster: type in points, the rest in millimetres.
const (
	posterMargin = 18.0
	posterHead   = 16.0
	posterTitle  = 38.0
	posterAbout  = 24.0
	posterKey    = 15.0
	posterFact   = 19.0
	posterText   = 15.0
	posterCode   = 62.0
)

// Board prints a poster on one A4 page. The same poster gives the same bytes.
func Board(p paper.Poster) ([]byte, error) {
	s := newSheet(paper.Document{
		Frame:   paper.Frame{Lang: p.Lang, Date: p.Date, Check: paper.Check{URL: p.URL}},
		Content: paper.Content{Title: p.Title},
	})
	s.f.SetTitle(strings.TrimSpace(p.Title+". "+p.Subtitle), true)
	s.left, s.width, s.top = posterMargin, 210-2*posterMargin, posterMargin
	foot := 297 - posterMargin - posterCode
	s.f.AddPage()
	y := s.top
	for _, strip := range fitting(s.poster(p), foot-6-s.top) {
		if strip.draw != nil {
			strip.draw(y)
		}
		y += strip.h
	}
	s.rule(s.left, foot-3, s.left+s.width, foot-3, 0.6)
	s.invite(p, foot)
	var out bytes.Buffer
	if err := s.f.Output(&out); err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	return out.Bytes(), nil
}

// poster are the strips above the code.
func (s *sheet) poster(p paper.Poster) []strip {
	all := s.bold(p.Head, s.whole(posterHead, paper.Center))
	all = append(all, gap(8))
	all = append(all, s.bold(p.Title, s.whole(posterTitle, paper.Center))...)
	all = append(all, gap(3))
	all = append(all, s.bold(p.Subtitle, s.whole(posterAbout, paper.Center))...)
	all = append(all, gap(8))
	for _, fact := range p.Facts {
		all = append(all, s.plain(fact.Key, s.whole(posterKey, paper.Left))...)
		all = append(all, s.bold(fact.Value, s.whole(posterFact, paper.Left))...)
		all = append(all, gap(3))
	}
	for line := range strings.SplitSeq(p.Text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, s.plain(line, s.whole(posterText, paper.Left))...)
		}
	}
	return all
}

// fitting are the first strips that have room.
func fitting(strips []strip, room float64) []strip {
	for i, strip := range strips {
		if room -= strip.h; room < 0 {
			return strips[:i]
		}
	}
	return strips
}

// invite draws the code with what it is for.
func (s *sheet) invite(p paper.Poster, y float64) {
	if len(s.qr) > 0 {
		s.code(s.left, y, posterCode)
	}
	beside := box{x: s.left + posterCode + 8, width: s.width - posterCode - 8, size: posterFact, align: paper.Left}
	lines := append(s.bold(p.Call, beside), gap(4))
	beside.size = small
	lines = append(lines, s.plain(p.URL, beside)...)
	for _, line := range lines {
		if line.draw != nil {
			line.draw(y)
		}
		y += line.h
	}
}
