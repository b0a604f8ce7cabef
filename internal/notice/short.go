package notice

import (
	"maps"
	"unicode/utf16"

	"github.com/demilge/demilge/internal/i18n"
)

// ShortMost is how many characters an SMS in Cyrillic has: UCS-2 units of one part.
const ShortMost = 70

// Short writes the short form, cutting texts that people wrote, the longest first, until it
// fits; numbers, sums and days stay whole as long as there is a text to cut.
func (k Kind) Short(lang i18n.Lang, facts Facts) string {
	form := kinds[k].Short
	args := facts.args(lang)
	written := form.In(lang, args)
	for units(written) > ShortMost {
		name, ok := longest(facts, args)
		if !ok {
			return cut(written, ShortMost)
		}
		over, text := units(written)-ShortMost, args[name].(string)
		shorter := maps.Clone(args)
		shorter[name] = cut(text, max(units(text)-over, 1))
		args, written = shorter, form.In(lang, shorter)
	}
	return written
}

// longest is the text that is cut next, false when none can be.
func longest(facts Facts, args i18n.Args) (name string, ok bool) {
	most := 1
	for key, fact := range facts {
		text, _ := args[key].(string)
		if n := units(text); fact.cuttable() && (n > most || n == most && n > 1 && key < name) {
			name, most, ok = key, n, true
		}
	}
	return name, ok
}

func units(s string) int { return len(utf16.Encode([]rune(s))) }

// cut leaves at most n units of a text, the last of them a mark that there was more.
func cut(s string, n int) string {
	if units(s) <= n {
		return s
	}
	kept, used := []rune{}, 1
	for _, r := range s {
		if used += max(utf16.RuneLen(r), 1); used > n {
			break
		}
		kept = append(kept, r)
	}
	return string(kept) + "…"
}
