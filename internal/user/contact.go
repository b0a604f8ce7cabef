package user

import (
	"net/mail"
	"regexp"
	"strings"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// Contact is where a person is reached and what she signs in with: an e-mail address in
// lower case, or a phone number in E.164 form (+996700123456). [ParseContact] makes one.
type Contact string

// ErrContact refuses what is neither an e-mail address nor a phone number.
var ErrContact = apperr.Invalid(i18n.New(
	"Электрондук почта дарегин же телефон номерин жазыңыз, мисалы aida@mail.kg же +996700123456.",
	"Укажите адрес электронной почты или номер телефона, например aida@mail.kg или +996700123456.",
	"Give an e-mail address or a phone number, for example aida@mail.kg or +996700123456."), "contact")

var (
	phonePattern  = regexp.MustCompile(`^\+[1-9][0-9]{7,14}$`)
	emailPattern  = regexp.MustCompile(`^[a-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$`)
	phoneFillers  = strings.NewReplacer(" ", "", "-", "", "(", "", ")", "")
	kyrgyzCountry = "+996"
)

// ParseContact reads what a person typed. A Kyrgyz number may be written from its zero
// (0700 12 34 56); spaces, hyphens and parentheses do not matter.
func ParseContact(s string) (Contact, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	if len(s) > 254 {
		return "", ErrContact
	}
	if strings.Contains(s, "@") {
		return parseEmail(s)
	}
	s = phoneFillers.Replace(s)
	switch {
	case strings.HasPrefix(s, "0") && len(s) == 10:
		s = kyrgyzCountry + s[1:]
	case strings.HasPrefix(s, "996") && len(s) == 12:
		s = "+" + s
	}
	if !phonePattern.MatchString(s) || strings.HasPrefix(s, kyrgyzCountry) && len(s) != 13 {
		return "", ErrContact
	}
	return Contact(s), nil
}

func parseEmail(s string) (Contact, error) {
	address, err := mail.ParseAddress(s)
	if err != nil || address.Address != s || !emailPattern.MatchString(s) {
		return "", ErrContact
	}
	return Contact(s), nil
}

// IsPhone reports whether the contact is a phone number.
func (c Contact) IsPhone() bool { return strings.HasPrefix(string(c), "+") }

// Masked hides most of the contact, for logs and the audit: a***@mail.kg, +996*****456.
func (c Contact) Masked() string {
	s := string(c)
	if c.IsPhone() {
		if len(s) < 8 {
			return "***"
		}
		return s[:4] + strings.Repeat("*", len(s)-7) + s[len(s)-3:]
	}
	at := strings.LastIndex(s, "@")
	if at < 1 {
		return "***"
	}
	return s[:1] + "***" + s[at:]
}
