package pdf

// strip is a horizontal piece of a page that is not divided: a line, a row of a table, a
// signature.
type strip struct {
	h    float64
	draw func(y float64)
	// keep holds it on the page of the next strip.
	keep bool
	// head is repeated above it when it comes first on a page: the head of its table.
	head *strip
	// space is white and is left out at the top of a page.
	space bool
	// turn begins a new page.
	turn bool
}

func gap(h float64) strip { return strip{h: h, space: true, keep: true} }

// total is the height of strips.
func total(strips []strip) float64 {
	h := 0.0
	for _, s := range strips {
		h += s.h
	}
	return h
}

// group is how many strips from the first one stay together.
func group(strips []strip) int {
	n := 1
	for n < len(strips) && strips[n-1].keep && !strips[n].turn {
		n++
	}
	return n
}

// paginate divides strips into pages. What stays together moves to the next page as a
// whole, unless it is longer than a page.
func (s *sheet) paginate(strips []strip) [][]strip {
	var pages [][]strip
	var page []strip
	room := s.fullPage
	next := func() {
		if len(page) > 0 {
			pages, page, room = append(pages, page), nil, s.fullPage
		}
	}
	for len(strips) > 0 {
		n := group(strips)
		h := total(strips[:n])
		switch {
		case strips[0].turn:
			next()
			strips = strips[1:]
			continue
		case h > room && len(page) > 0 && h <= s.fullPage:
			next()
		case h > room:
			n = 1
			if strips[0].h > room {
				next()
			}
		}
		for _, st := range strips[:n] {
			if len(page) == 0 {
				if st.space {
					continue
				}
				if st.head != nil {
					page, room = append(page, *st.head), room-st.head.h
				}
			}
			page, room = append(page, st), room-st.h
		}
		strips = strips[n:]
	}
	next()
	if len(pages) == 0 {
		pages = [][]strip{nil}
	}
	return pages
}
