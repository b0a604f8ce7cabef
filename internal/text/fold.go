package text

import (
	"strings"
	"unicode"
)

// Fold makes alike what people write for the same word: capital and small letters, and those
// that are mistaken for one another, as old texts write у for ү.
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch r = unicode.ToLower(r); r {
		case 'ү':
			return 'у'
		case 'ө':
			return 'о'
		case 'ң':
			return 'н'
		case 'ё':
			return 'е'
		}
		return r
	}, s)
}
