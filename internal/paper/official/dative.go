package official

import (
	"strings"
	"unicode"

	"github.com/demilge/demilge/internal/i18n"
)

// To writes a person's printed name («Б. А. Асанов») as the one a letter is for:
// «Б. А. Асановго», «Б. А. Асанову». A Russian surname that is not declined, or whose
// bearer's sex the name does not tell, stays as it is.
func To(lang i18n.Lang, name string) string {
	if name = strings.TrimSpace(name); name == "" {
		return ""
	}
	if lang == i18n.Ru {
		return ruDative(name)
	}
	return name + kyDative(name)
}

// ruDative declines the surname, which is the last word of a printed name.
func ruDative(name string) string {
	for _, e := range [][2]string{
		{"ова", "овой"}, {"ева", "евой"}, {"ёва", "ёвой"}, {"ина", "иной"}, {"ская", "ской"},
		{"ов", "ову"}, {"ев", "еву"}, {"ёв", "ёву"}, {"ин", "ину"}, {"ский", "скому"},
	} {
		if stem, ok := strings.CutSuffix(name, e[0]); ok {
			return stem + e[1]
		}
	}
	return name
}

// The vowels and what follows them in the dative: «-га, -ге, -го, -гө».
var kyVowels = map[rune]string{
	'а': "а", 'ы': "а", 'у': "а", 'я': "а", 'ю': "а",
	'э': "е", 'е': "е", 'и': "е",
	'о': "о", 'ё': "о",
	'ө': "ө", 'ү': "ө",
}

// kyDative is the ending of the dative after a word, by the harmony of its last vowel and
// the voice of its last letter.
func kyDative(word string) string {
	vowel, last := "а", 'а'
	for _, r := range strings.ToLower(word) {
		if v, ok := kyVowels[r]; ok {
			vowel = v
		}
		if unicode.IsLetter(r) {
			last = r
		}
	}
	if strings.ContainsRune("пткшсчцщфх", last) {
		return "к" + vowel
	}
	return "г" + vowel
}
