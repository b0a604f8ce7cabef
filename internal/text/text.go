// Package text checks what people write: the length, and that a text holds nothing that
// cannot be read or that changes how its neighbours are read.
package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// ErrUnreadable refuses control characters, broken encoding and marks of direction.
var ErrUnreadable = apperr.New(apperr.Validation, i18n.New(
	"Текстте көрүнбөгөн же бузулган белгилер бар. Аны кайра териңиз.",
	"В тексте есть невидимые или испорченные знаки. Наберите его заново.",
	"The text has invisible or broken characters. Type it again."))

// Line checks a text of one line of at most max characters.
func Line(s string, max int, path ...string) *apperr.Error { return check(s, max, false, path) }

// Block checks a text of several lines of at most max characters.
func Block(s string, max int, path ...string) *apperr.Error { return check(s, max, true, path) }

// Localized checks a text of one line in every language.
func Localized(l i18n.Localized, max int, path ...string) apperr.List {
	return each(l, max, false, path)
}

// LocalizedBlock checks a text of several lines in every language.
func LocalizedBlock(l i18n.Localized, max int, path ...string) apperr.List {
	return each(l, max, true, path)
}

func each(l i18n.Localized, max int, lines bool, path []string) apperr.List {
	var errs apperr.List
	errs.Add(check(l.Ky, max, lines, at(path, "ky")))
	errs.Add(check(l.Ru, max, lines, at(path, "ru")))
	errs.Add(check(l.En, max, lines, at(path, "en")))
	return errs
}

// Reason trims a reason of at most max characters, which must be given.
func Reason(s string, max int, path ...string) (string, error) {
	if s = strings.TrimSpace(s); s == "" {
		return "", apperr.ErrRequired.At(path...)
	}
	if err := Block(s, max, path...); err != nil {
		return "", err
	}
	return s, nil
}

func check(s string, max int, lines bool, path []string) *apperr.Error {
	if !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return unreadable(r, lines) }) {
		return ErrUnreadable.At(path...)
	}
	if utf8.RuneCountInString(s) > max {
		return apperr.TooLong(max, path...)
	}
	return nil
}

// unreadable tells controls, marks of direction (which make a name read as another) and
// the replacement character.
func unreadable(r rune, lines bool) bool {
	if lines && (r == '\n' || r == '\t' || r == '\r') {
		return false
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == utf8.RuneError || r == '\u2028' || r == '\u2029'
}

func at(path []string, field string) []string { return append(append([]string{}, path...), field) }
