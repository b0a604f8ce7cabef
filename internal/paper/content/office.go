package content

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/official"
)

// Office is the executive body that issues a paper.
type Office struct {
	// Name is the municipality's: «А. Орозбеков айыл аймагы».
	Name i18n.Localized
	City bool
	// Head is whoever heads it on the day; without a name the line stays open.
	Head Official
}

// Official is a person in an office.
type Official struct {
	// Position as printed; the usual one when it is empty.
	Position i18n.Localized
	// Name is the full name, or as printed.
	Name string
}

// body is the executive body's official name: «А. Орозбеков айыл өкмөтү».
func (o Office) body(p pen) string { return official.Body(p.lang, o.Name, o.City) }

// bodyTo is the body as a letter is for it: in the dative in Kyrgyz.
func (o Office) bodyTo(p pen) string {
	body := o.body(p)
	switch {
	case p.lang == i18n.Ru:
		return body
	case strings.HasSuffix(body, "өкмөтү"):
		return body + "нө"
	case strings.HasSuffix(body, "мэриясы"):
		return body + "на"
	}
	return body
}

// short is what the body is called once it was named.
func (o Office) short(p pen) string {
	if o.City {
		return p.by("мэрия", "мэрия")
	}
	return p.by("айыл өкмөтү", "айыл окмоту")
}

func (o Office) position(p pen) string {
	if position := p.of(o.Head.Position); position != "" {
		return position
	}
	if o.City {
		return "Мэр"
	}
	return p.by("Айыл өкмөтүнүн башчысы", "Глава айыл окмоту")
}

// sign is the head's place to sign, with the seal.
func (o Office) sign(p pen) paper.Signature {
	return paper.Signature{Position: o.position(p), Name: printed(o.Head.Name), Stamp: true}
}

// printed is a name as it stands under a signature. An account that is called by its office
// has no name to print.
func printed(name string) string {
	if !personal(name) {
		return ""
	}
	return official.Initials(name)
}

// asPrinted is a name that stands under a signed paper already: it is not shortened.
func asPrinted(name string) string {
	if !personal(name) {
		return ""
	}
	return name
}

// personal reports whether a name is a person's: every word begins with a capital letter, but
// for «уулу» and «кызы».
func personal(name string) bool {
	words := strings.Fields(name)
	for _, word := range words {
		if lower := strings.ToLower(word); lower == "уулу" || lower == "кызы" {
			continue
		}
		if first, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(first) {
			return false
		}
	}
	return len(words) > 1
}
