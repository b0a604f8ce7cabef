package file

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// Name is a file name that can be shown and sent safely. [ParseName] is its only
// constructor; nothing on a disk is ever called by it.
type Name string

// MaxName is the longest name, in characters.
const MaxName = 120

// ErrName refuses a name that could deceive the eye or a program.
var ErrName = apperr.New(apperr.Validation, i18n.New(
	"Файлдын атында жол белгилери (/ \\), көрүнбөгөн же оңдон солго жазуу белгилери болбошу керек.",
	"В имени файла не должно быть знаков пути (/ \\), невидимых знаков и знаков письма справа налево.",
	"A file name must have no path signs (/ \\), no invisible characters and no right-to-left marks."))

// ParseName composes letters, joins spaces and takes dots and spaces off the ends. It
// answers VALIDATION for a path, control and invisible characters, marks that turn the
// direction of writing, invalid UTF-8, and for a name that is empty or too long.
func ParseName(s string) (Name, error) {
	if !utf8.ValidString(s) || strings.ContainsAny(s, `/\`) || strings.ContainsFunc(s, deceptive) {
		return "", ErrName
	}
	s = strings.Join(strings.Fields(norm.NFC.String(s)), " ")
	s = strings.Trim(s, ". ")
	switch {
	case s == "":
		return "", apperr.ErrRequired
	case utf8.RuneCountInString(s) > MaxName:
		return "", apperr.TooLong(MaxName)
	}
	return Name(s), nil
}

// deceptive are control, format (direction, zero width) and private characters.
func deceptive(r rune) bool {
	return r == utf8.RuneError || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs, unicode.Zl, unicode.Zp)
}

// Extension is the part from the last dot, in lower case; empty without one.
func (n Name) Extension() string { return strings.ToLower(path.Ext(string(n))) }

// Disposition is the value of Content-Disposition that saves the file under its name
// (RFC 6266, RFC 8187), with an ASCII name for old programs.
func (n Name) Disposition() string {
	var plain, coded strings.Builder
	for _, r := range string(n) {
		if r < ' ' || r > '~' || strings.ContainsRune(`"\%`, r) {
			r = '_'
		}
		plain.WriteRune(r)
	}
	for _, b := range []byte(n) {
		if attrChar(b) {
			coded.WriteByte(b)
			continue
		}
		const hex = "0123456789ABCDEF"
		coded.Write([]byte{'%', hex[b>>4], hex[b&15]})
	}
	return `attachment; filename="` + plain.String() + `"; filename*=UTF-8''` + coded.String()
}

func attrChar(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || strings.IndexByte("!#$&+-.^_`|~", b) >= 0
}
