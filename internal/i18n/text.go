// Package i18n holds the texts that people read, each in Kyrgyz, Russian and English.
//
// A text is declared beside the rule that speaks it, with [New]; the signature
// demands all three languages, so a missing one does not compile.
package i18n

import (
	"fmt"
	"strings"
)

// Lang is a language of the interface.
type Lang string

// The languages of the interface. Kyrgyz is the default.
const (
	Ky Lang = "KY"
	Ru Lang = "RU"
	En Lang = "EN"
)

// Text is one sentence in the three languages, with {name} placeholders.
type Text struct{ ky, ru, en string }

// New declares a text. It panics on an empty translation, so that a program with
// one does not start.
func New(ky, ru, en string) Text {
	if ky == "" || ru == "" || en == "" {
		panic(fmt.Sprintf("i18n: empty translation of %q/%q/%q", ky, ru, en))
	}
	return Text{ky: ky, ru: ru, en: en}
}

// Args fill the placeholders of a text; a [Text] or a [Localized] stands in the language of
// the text around it.
type Args map[string]any

// In returns the text in lang with its placeholders filled.
func (t Text) In(lang Lang, args Args) string {
	s := t.ky
	switch lang {
	case Ru:
		s = t.ru
	case En:
		s = t.en
	}
	if len(args) == 0 {
		return s
	}
	pairs := make([]string, 0, 2*len(args))
	for name, value := range args {
		switch words := value.(type) {
		case Text:
			value = words.In(lang, nil)
		case Localized:
			value = words.In(lang)
		}
		pairs = append(pairs, "{"+name+"}", fmt.Sprint(value))
	}
	return strings.NewReplacer(pairs...).Replace(s)
}

// IsZero reports whether the text was never declared.
func (t Text) IsZero() bool { return t == Text{} }

// Localized is a text that people or laws give in up to three languages. Official
// names have ky and ru; readers fall back from ky to ru to en (domain.md C3).
type Localized struct {
	Ky string `json:"ky,omitempty"`
	Ru string `json:"ru,omitempty"`
	En string `json:"en,omitempty"`
}

// Localized returns the declared text in all its languages, as data.
func (t Text) Localized() Localized { return Localized{Ky: t.ky, Ru: t.ru, En: t.en} }

// In returns the text in lang, or in the first language that has one.
func (l Localized) In(lang Lang) string {
	order := []string{l.Ky, l.Ru, l.En}
	switch lang {
	case Ru:
		order = []string{l.Ru, l.Ky, l.En}
	case En:
		order = []string{l.En, l.Ky, l.Ru}
	}
	for _, s := range order {
		if s != "" {
			return s
		}
	}
	return ""
}

// IsZero reports whether no language has a text.
func (l Localized) IsZero() bool { return l == Localized{} }
