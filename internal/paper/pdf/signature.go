package pdf

import "github.com/demilge/demilge/internal/paper"

// signatures are places to sign: position, line, name as printed, place of the seal.
func (s *sheet) signatures(signatures []paper.Signature, x, width float64) []strip {
	if len(signatures) == 0 {
		return nil
	}
	all := []strip{gap(5)}
	for _, sign := range signatures {
		if sign.Group != "" {
			b := box{x: x, width: width, size: body, align: paper.Left}
			all = append(all, glue(append(s.plain(sign.Group, b), gap(1)))...)
		}
		all = append(all, s.signature(sign, x, width), strip{h: 2.5, space: true})
	}
	if total(all) < s.fullPage/3 { // nobody signs a page that says nothing
		all = glue(all)
		all[len(all)-1].keep = false
	}
	return all
}

func (s *sheet) signature(sign paper.Signature, x, width float64) strip {
	const ratio, lineShare = 0.42, 0.24
	line := x + width*ratio + 2
	lineEnd := line + width*lineShare
	position := s.plain(sign.Position, box{x: x, width: width * ratio, size: body, align: paper.Left})
	name := s.plain(sign.Name, box{x: lineEnd + 3, width: x + width - lineEnd - 3, size: body, align: paper.Left})
	h := max(total(position), total(name), 7)
	// The line stands on the last line of the position, the name beside it.
	foot := h
	if sign.Stamp {
		h += 6
	}
	return strip{h: h, draw: func(y float64) {
		s.column(position, y+foot-total(position))
		s.column(name, y+foot-total(name))
		s.rule(line, y+foot-0.6, lineEnd, y+foot-0.6, hair)
		if sign.Stamp {
			s.column(s.plain(s.d.Stamp(), box{x: line, width: width * lineShare, size: tiny + 1, align: paper.Left}), y+foot+0.8)
		}
	}}
}
