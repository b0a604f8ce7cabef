package i18n

import (
	"context"
	"strings"

	"golang.org/x/text/language"
)

type contextKey struct{}

// With returns a context whose reader speaks lang.
func With(ctx context.Context, lang Lang) context.Context {
	return context.WithValue(ctx, contextKey{}, lang)
}

// From returns the reader's language, Kyrgyz when nothing says otherwise.
func From(ctx context.Context) Lang {
	if lang, ok := ctx.Value(contextKey{}).(Lang); ok {
		return lang
	}
	return Ky
}

// FromHeader chooses the language that an Accept-Language header names before the others
// we have; false when it names none of them.
func FromHeader(header string) (Lang, bool) {
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return Ky, false
	}
	for _, tag := range tags {
		base, confidence := tag.Base()
		if lang := Lang(strings.ToUpper(base.String())); confidence == language.Exact && lang.known() {
			return lang, true
		}
	}
	return Ky, false
}

func (l Lang) known() bool { return l == Ky || l == Ru || l == En }
