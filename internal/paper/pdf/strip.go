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

// book is strips being divided into pages.
type book struct {
	full  float64
	room  float64
	page  []strip
	pages [][]strip
}

// turn ends the page, if there is anything on it.
func (b *book) turn() {
	if len(b.page) > 0 {
		b.pages, b.page, b.room = append(b.pages, b.page), nil, b.full
	}
}

// put sets a strip on the page: no white at its top, and the head of a table above its row.
func (b *book) put(st strip) {
	if len(b.page) == 0 {
		if st.space {
			return
		}
		if st.head != nil {
			b.page, b.room = append(b.page, *st.head), b.room-st.head.h
		}
	}
	b.page, b.room = append(b.page, st), b.room-st.h
}

// fit makes room for strips that stay together and tells how many of them are set: only the
// first of those that are longer than a page.
func (b *book) fit(together []strip) int {
	h := total(together)
	switch {
	case h <= b.room:
	case len(b.page) > 0 && h <= b.full:
		b.turn()
	default:
		if together[0].h > b.room {
			b.turn()
		}
		return 1
	}
	return len(together)
}

// paginate divides strips into pages. What stays together moves to the next page as a
// whole, unless it is longer than a page.
func (s *sheet) paginate(strips []strip) [][]strip {
	b := book{full: s.fullPage, room: s.fullPage}
	for len(strips) > 0 {
		if strips[0].turn {
			b.turn()
			strips = strips[1:]
			continue
		}
		n := b.fit(strips[:group(strips)])
		for _, st := range strips[:n] {
			b.put(st)
		}
		strips = strips[n:]
	}
	b.turn()
	if len(b.pages) == 0 {
		return [][]strip{nil}
	}
	return b.pages
}
