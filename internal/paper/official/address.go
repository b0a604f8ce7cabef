package official

import (
	"strings"
	"unicode/utf8"

	"github.com/demilge/demilge/internal/i18n"
)

// Sex as far as a name tells it.
type Sex int

// The sexes.
const (
	UnknownSex Sex = iota
	Man
	Woman
)

// SexOf reads the sex from the patronymic: «…ович», «уулу» and «…овна», «кызы».
func SexOf(name string) Sex {
	for _, word := range strings.Fields(strings.ToLower(name)) {
		switch {
		case word == "уулу" || ending(word, "ович", "евич", "ильич"):
			return Man
		case word == "кызы" || ending(word, "овна", "евна", "ична"):
			return Woman
		}
	}
	return UnknownSex
}

// bornTo reads the sex from a surname of the Russian form: «Кожонова».
func bornTo(name string) Sex {
	for _, word := range strings.Fields(strings.ToLower(name)) {
		switch {
		case ending(word, "ова", "ева", "ёва", "ина", "ская"):
			return Woman
		case ending(word, "ов", "ев", "ёв", "ин", "ский"):
			return Man
		}
	}
	return UnknownSex
}

func ending(word string, endings ...string) bool {
	for _, e := range endings {
		if strings.HasSuffix(word, e) && len(word) > len(e) {
			return true
		}
	}
	return false
}

// Initials shortens a full name «Асанов Бакыт Асанович» to what is printed under a
// signature: «Б. А. Асанов». «Асан уулу Бакыт» stays as it is: it has no surname to
// shorten to. A name that is already short stays too.
func Initials(full string) string {
	words := strings.Fields(full)
	if len(words) < 2 || strings.Contains(full, ".") {
		return strings.Join(words, " ")
	}
	for _, w := range words {
		if lower := strings.ToLower(w); lower == "уулу" || lower == "кызы" {
			return strings.Join(words, " ")
		}
	}
	var b strings.Builder
	for _, w := range words[1:] {
		first, _ := utf8.DecodeRuneInString(w)
		b.WriteRune(first)
		b.WriteString("." + nbsp)
	}
	return b.String() + words[0]
}

// Greeting opens a letter to a person: «Урматтуу Бакыт Асанович!», «Уважаемая Айгүл
// Асановна!». The surname, which stands first, is left out when a patronymic follows it.
func Greeting(lang i18n.Lang, full string) string {
	words := strings.Fields(full)
	if len(words) >= 3 && !strings.Contains(full, "уулу") && !strings.Contains(full, "кызы") {
		words = words[1:]
	}
	return respect(lang, SexOf(full), strings.Join(words, " "))
}

// GreetingAsPrinted opens a letter to somebody of whom only initials are known: «Уважаемая
// А. К. Кожонова!».
func GreetingAsPrinted(lang i18n.Lang, name string) string {
	return respect(lang, bornTo(name), name)
}

func respect(lang i18n.Lang, sex Sex, name string) string {
	if lang != i18n.Ru {
		return "Урматтуу " + name + "!"
	}
	switch sex {
	case Man:
		return "Уважаемый " + name + "!"
	case Woman:
		return "Уважаемая " + name + "!"
	}
	return "Уважаемый(-ая) " + name + "!"
}
