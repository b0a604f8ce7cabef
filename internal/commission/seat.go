package commission

import (
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// ErrSeat refuses somebody whose office is in another commission.
var ErrSeat = apperr.New(apperr.Forbidden, i18n.New(
	"Бул сынакты тейлеген комиссияда сиздин мындай кызматыңыз жок.",
	"В комиссии этого конкурса вы такой должности не занимаете.",
	"You hold no such office in the commission of this competition."))

// Admits is the row rule of those who act by an office of a commission: it must be an
// office in this one (domain.md 2). The nil commission has no offices.
func (c *Commission) Admits(scope access.Scope) error {
	seats := scope.Seats()
	if len(seats) == 0 {
		return nil
	}
	if c != nil {
		if m := c.MemberOf(scope.UserID()); m != nil && slices.ContainsFunc(m.roles(), func(r access.Role) bool { return slices.Contains(seats, r) }) {
			return nil
		}
	}
	return noSeat(scope)
}

// Reached is [Commission.Admits] for who knows where the caller's offices reach.
func Reached(scope access.Scope, reach access.Reach, competition uuid.UUID) error {
	if reach.Covers(competition) {
		return nil
	}
	return noSeat(scope)
}

func noSeat(scope access.Scope) error {
	refusal := *ErrSeat
	refusal.Permission = scope.Permission().String()
	return &refusal
}

// OfficesOf are the roles of members who hold one of the access roles. A secretary may hold
// that of a member as well; whether she votes is her own row's matter.
func OfficesOf(roles []access.Role) []Role {
	var offices []Role
	for _, m := range []*Member{{Role: Chair}, {Role: Secretary, Voting: true}, {Role: OrdinaryMember}} {
		if slices.ContainsFunc(m.roles(), func(r access.Role) bool { return slices.Contains(roles, r) }) {
			offices = append(offices, m.Role)
		}
	}
	return offices
}
