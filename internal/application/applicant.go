package application

import (
	"strings"

	"github.com/demilge/demilge/internal/entity"
)

// Sex of a person, as the form asks.
type Sex string

// The sexes of the form.
const (
	Man   Sex = "MAN"
	Woman Sex = "WOMAN"
)

// Applicant is the leader's and the organisation's personal data. It is kept in a table
// of its own that only the tenant's database role can read.
type Applicant struct {
	entity.Base `bun:",extend" json:"-"`

	Surname    string  `json:"surname"`
	GivenName  string  `json:"givenName"`
	Patronymic string  `json:"patronymic"`
	BirthYear  *int    `json:"birthYear,omitempty"`
	Sex        Sex     `json:"sex"`
	Village    Village `bun:"type:jsonb" json:"village"`
	Street     string  `json:"street"`
	Phone      string  `json:"phone"`
	Email      string  `json:"email"`
	// Organisation and RegistrationNumber are those of a legal entity.
	Organisation       string `json:"organisation"`
	RegistrationNumber string `json:"registrationNumber"`
	// GroupNames are the other members of an initiative group, as far as they are told.
	GroupNames []string `bun:"type:jsonb" json:"groupNames"`

	// View tells how much of it is shown; see [Applicant.As].
	View View `bun:"-" json:"-"`
}

// FullName is the leader's name as forms print it: "Кожонова Айгүл Асановна".
func (a Applicant) FullName() string {
	return strings.Join(strings.Fields(strings.Join([]string{a.Surname, a.GivenName, a.Patronymic}, " ")), " ")
}

// ShortName is the surname with initials: "Кожонова А. А.".
func (a Applicant) ShortName() string {
	name := a.Surname
	for _, part := range []string{a.GivenName, a.Patronymic} {
		name += " " + initial(part)
	}
	return strings.Join(strings.Fields(name), " ")
}

func initial(name string) string {
	for _, r := range name {
		return string(r) + "."
	}
	return ""
}

// View is how much of an applicant somebody sees.
type View string

// The views, from most to least.
const (
	// ViewFull is for the applicant and for those who register and sign.
	ViewFull View = "FULL"
	// ViewNamed shows the name: a member must know it to declare a conflict.
	ViewNamed View = "NAMED"
	// ViewMasked shows initials and last digits.
	ViewMasked View = "MASKED"
	// ViewCoded shows nothing: the competition is blind.
	ViewCoded View = "CODED"
)

// As returns what a view shows of the applicant.
func (a Applicant) As(view View) Applicant {
	a.View = view
	shown := Applicant{Base: a.Base, View: view, Village: a.Village, Organisation: a.Organisation, GroupNames: []string{}}
	switch view {
	case ViewFull:
		return a
	case ViewNamed:
		shown.Surname, shown.GivenName, shown.Patronymic = a.Surname, a.GivenName, a.Patronymic
		shown.GroupNames = a.GroupNames
	case ViewMasked:
		shown.Surname, shown.GivenName, shown.Patronymic = initial(a.Surname), initial(a.GivenName), initial(a.Patronymic)
		shown.Phone, shown.Email = maskTail(a.Phone), maskMail(a.Email)
	case ViewCoded:
		shown.Village, shown.Organisation = Village{}, ""
	}
	return shown
}

// maskTail leaves the last two characters: "••45".
func maskTail(s string) string {
	if len(s) <= 2 {
		return ""
	}
	return "••" + s[len(s)-2:]
}

func maskMail(s string) string {
	_, domain, ok := strings.Cut(s, "@")
	if !ok {
		return ""
	}
	return "••@" + domain
}
