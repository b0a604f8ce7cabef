package i18n

import (
	"context"

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

var matcher = language.NewMatcher([]language.Tag{language.Make("ky"), language.Russian, language.English})

// FromHeader chooses a language from an Accept-Language header.
func FromHeader(header string) Lang {
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil || len(tags) == 0 {
		return Ky
	}
	_, index, _ := matcher.Match(tags...)
	return []Lang{Ky, Ru, En}[index]
}
