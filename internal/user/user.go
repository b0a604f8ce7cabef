// Package user knows the people who work with the system: their accounts, and the roles
// they hold by position from a day to a day (domain.md section 2). How they prove who
// they are is the matter of package authn.
package user

import (
	"strings"
	"unicode"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// User is a person with an account. She is the programme's, not a municipality's.
type User struct {
	entity.Base `bun:",extend"`

	FullName string
	Email    *Contact
	Phone    *Contact
	Locale   i18n.Lang
	State    State
	// StateBefore is the state to which a suspended account returns.
	StateBefore State `bun:",nullzero"`
	// PasswordHash is argon2id in PHC form, empty without a password.
	PasswordHash string
}

// Ref is the global address of the person.
func (u *User) Ref() entity.Ref { return u.RefAs("User") }

// Contact is where messages go: the e-mail address where there is one.
func (u *User) Contact() Contact {
	switch {
	case u.Email != nil:
		return *u.Email
	case u.Phone != nil:
		return *u.Phone
	}
	return ""
}

// Contacts are all the names she signs in with.
func (u *User) Contacts() []Contact {
	var list []Contact
	for _, c := range []*Contact{u.Email, u.Phone} {
		if c != nil {
			list = append(list, *c)
		}
	}
	return list
}

// EmailText is the e-mail address as text.
func (u *User) EmailText() *string { return (*string)(u.Email) }

// PhoneText is the phone number as text.
func (u *User) PhoneText() *string { return (*string)(u.Phone) }

// SetContact puts a proved contact in its place.
func (u *User) SetContact(c Contact) {
	if c.IsPhone() {
		u.Phone = &c
		return
	}
	u.Email = &c
}

// Principal is the person as the maker of a request, without the roles she holds.
func (u *User) Principal() access.Principal {
	return access.Principal{Kind: access.Session, UserID: u.ID, Name: u.FullName}
}

// Masked is what the audit keeps of an account: personal data is hidden.
type Masked struct {
	ID       string    `json:"id"`
	Email    string    `json:"email,omitempty"`
	Phone    string    `json:"phone,omitempty"`
	Locale   i18n.Lang `json:"locale"`
	State    State     `json:"state"`
	Password bool      `json:"password"`
	Version  int64     `json:"version"`
}

// Masked hides the personal data of the account for the audit.
func (u *User) Masked() Masked {
	m := Masked{ID: u.ID.String(), Locale: u.Locale, State: u.State, Password: u.PasswordHash != "", Version: u.Version}
	if u.Email != nil {
		m.Email = u.Email.Masked()
	}
	if u.Phone != nil {
		m.Phone = u.Phone.Masked()
	}
	return m
}

// MaxName is the longest full name, in characters.
const MaxName = 150

// ErrName refuses a name with characters that no name has.
var ErrName = apperr.Invalid(i18n.New(
	"Аты-жөнүн тамгалар менен жазыңыз.",
	"Запишите имя буквами.",
	"Write the name with letters."), "fullName")

// CleanName trims a full name and refuses an empty or long one, or one with control or
// direction characters.
func CleanName(name string) (string, error) {
	name = strings.Join(strings.Fields(name), " ")
	letters := 0
	for _, r := range name {
		switch {
		case unicode.IsLetter(r):
			letters++
		case unicode.Is(unicode.C, r), r == unicode.ReplacementChar, strings.ContainsRune("<>{}[]\\", r):
			return "", ErrName
		}
	}
	switch {
	case name == "":
		return "", apperr.ErrRequired.At("fullName")
	case letters < 2:
		return "", ErrName
	case len([]rune(name)) > MaxName:
		return "", apperr.TooLong(MaxName, "fullName")
	}
	return name, nil
}
