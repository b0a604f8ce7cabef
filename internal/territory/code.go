// Package territory keeps the register of municipalities, oblasts and raions (domain.md
// section 7) and the life of municipalities as tenants.
package territory

import (
	"regexp"
	"strings"

	"github.com/demilge/demilge/internal/i18n"
)

// Code is a SOATE code: 14 digits, kept as text (domain.md 7.2).
type Code string

var codePattern = regexp.MustCompile(`^417[0-9]{11}$`)

// Valid reports whether the code has the form of the classifier.
func (c Code) Valid() bool { return codePattern.MatchString(string(c)) }

// Oblast is the code of the oblast, empty for the republican cities.
func (c Code) Oblast() string {
	if c[3:5] > "08" {
		return ""
	}
	return string(c[:5]) + strings.Repeat("0", 9)
}

// Raion is the code of the raion, empty for cities that are not in one.
func (c Code) Raion() string {
	if c[5] != '2' || c.Oblast() == "" {
		return ""
	}
	return string(c[:8]) + strings.Repeat("0", 6)
}

// Oblast is one of the seven.
type Oblast struct {
	Code string
	Name i18n.Localized
}

// Raion is a district of an oblast.
type Raion struct {
	Code       string
	OblastCode string
	Name       i18n.Localized
}
