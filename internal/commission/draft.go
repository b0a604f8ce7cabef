package commission

import (
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// Draft is what a person writes of a commission that is not formed yet.
type Draft struct {
	Name         i18n.Localized
	RegulationID uuid.UUID
	Members      []Seat
	Note         string
}

// Seat is what a person writes of a member.
type Seat struct {
	Category Category
	Role     Role
	Voting   bool
	Name     string
	Post     string
	UserID   *uuid.UUID
}

// Limits of the texts, in characters, and of the list.
const (
	MaxMembers = 99
	MaxName    = 200
	MaxNote    = 2000
)

func (d Draft) validate() error {
	var errs apperr.List
	if d.Name.IsZero() {
		errs.Add(apperr.ErrRequired.At("name"))
	}
	errs = append(errs, text.Localized(d.Name, MaxName, "name")...)
	errs.Add(text.Block(d.Note, MaxNote, "note"))
	if len(d.Members) > MaxMembers {
		errs.Add(apperr.OutOfRange(0, MaxMembers, "members"))
		return errs.Err()
	}
	seen := map[uuid.UUID]bool{}
	for i, seat := range d.Members {
		path := []string{"members", fmt.Sprint(i)}
		errs = append(errs, seat.check(path...)...)
		if seat.UserID != nil {
			if seen[*seat.UserID] {
				errs.Add(ErrPersonTwice.At(append(path, "userId")...))
			}
			seen[*seat.UserID] = true
		}
	}
	return errs.Err()
}

func (s Seat) check(path ...string) apperr.List {
	at := func(field string) []string { return append(append([]string{}, path...), field) }
	var errs apperr.List
	if strings.TrimSpace(s.Name) == "" {
		errs.Add(apperr.ErrRequired.At(at("name")...))
	}
	errs.Add(text.Line(s.Name, MaxName, at("name")...))
	errs.Add(text.Line(s.Post, MaxName, at("post")...))
	if _, ok := groups[s.Category]; !ok {
		errs.Add(apperr.ErrMalformed.At(at("category")...))
	}
	switch s.Role {
	case Chair, OrdinaryMember:
		if !s.Voting {
			errs.Add(ErrMustVote.At(at("voting")...))
		}
	case Secretary:
	default:
		errs.Add(apperr.ErrMalformed.At(at("role")...))
	}
	return errs
}

// member makes a member of what was written.
func (s Seat) member(commissionID uuid.UUID, position int) *Member {
	return &Member{
		CommissionID: commissionID, Position: position, Category: s.Category, Role: s.Role, Voting: s.Voting,
		Name: strings.TrimSpace(s.Name), Post: strings.TrimSpace(s.Post), UserID: s.UserID,
	}
}
