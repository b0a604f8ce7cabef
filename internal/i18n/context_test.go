package i18n_test

import (
	"fmt"
	"testing"

	"github.com/demilge/demilge/internal/i18n"
)

func TestFromHeader(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]string{
		"":                               "KY false",
		"*":                              "KY false",
		"de, uk;q=0.9":                   "KY false",
		"ru":                             "RU true",
		"en-GB":                          "EN true",
		"ky-KG, ru;q=0.9, en;q=0.8":      "KY true",
		"de, ru;q=0.3, ky;q=0.8, *;q=.1": "KY true",
		"ky;q=0, en;q=0.1":               "EN true",
		"ru;q=zero":                      "KY false",
		"\x00":                           "KY false",
	} {
		lang, named := i18n.FromHeader(header)
		if got := fmt.Sprint(lang, " ", named); got != want {
			t.Errorf("%q: %s, want %s", header, got, want)
		}
	}
}
