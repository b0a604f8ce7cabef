package tenants

import (
	"regexp"
	"slices"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

var slugPattern = regexp.MustCompile(`^[a-z][a-z0-9-]{1,39}$`)

var reservedSlugs = []string{"public", "pg-catalog", "pg-toast", "information-schema", "programme", "ops", "river",
	"postgres", "admin", "api", "files", "graphql", "health", "playground", "www"}

// ErrSlug refuses a slug that is malformed or reserved.
var ErrSlug = apperr.Invalid(i18n.New(
	"Кыска аталыш кичине латын тамгасынан башталып, тамга, сан жана дефистен турушу керек (2–40 белги); айрым сөздөргө жол берилбейт.",
	"Короткое имя начинается со строчной латинской буквы и состоит из букв, цифр и дефиса (2–40 знаков); некоторые слова заняты.",
	"A slug starts with a lower-case Latin letter and has letters, digits and hyphens (2–40 characters); some words are reserved."), "slug")

// CheckSlug refuses a slug that may not name a municipality.
func CheckSlug(slug string) error {
	if !slugPattern.MatchString(slug) || slices.Contains(reservedSlugs, slug) || len(slug) >= 3 && slug[:3] == "pg-" {
		return ErrSlug
	}
	return nil
}
