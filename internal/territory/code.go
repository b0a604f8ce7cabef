// Package territory keeps the register of municipalities, oblasts and raions (domain.md
// section 7) and the life of municipalities as tenants.
package territory

import (
	"regexp"
	"strings"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/tenants"
)

// Code is a SOATE code: 14 digits, kept as text (domain.md 7.2).
type Code string

var (
	codePattern = regexp.MustCompile(`^417[0-9]{11}$`)
	// ofKind tells the codes of municipalities from those of oblasts, raions and villages: an
	// aimak is 8xx in a raion or under a city; a city is a republican one, 4xx of an oblast, or
	// a town of a raion.
	ofKind = map[tenants.Kind]*regexp.Regexp{
		tenants.AiylAimak: regexp.MustCompile(`^4170[2-8][24][0-9]{2}8[0-9]{2}000$`),
		tenants.City:      regexp.MustCompile(`^417(11|21)0{9}$|^4170[2-8]4[0-9]{2}000[0-9]{2}0$|^4170[2-8]2[0-9]{2}[456][0-9]{4}0$`),
	}
)

// Valid reports whether the code has the form of the classifier.
func (c Code) Valid() bool { return codePattern.MatchString(string(c)) }

// Names reports whether the code can be that of a municipality of a kind.
func (c Code) Names(kind tenants.Kind) bool {
	pattern := ofKind[kind]
	return pattern != nil && pattern.MatchString(string(c))
}

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
