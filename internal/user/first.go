package user

import (
	"context"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// First is one of the people with whom a municipality begins.
type First struct {
	Invitee
	Role access.Role
	// Position as printed; the role's usual name when empty.
	Position i18n.Localized
}

// MostFirst bounds the people of a beginning.
const MostFirst = 50

// ErrNoFirst refuses a beginning in which nobody could invite the others.
var ErrNoFirst = apperr.Invalid(i18n.New(
	"Жок дегенде башчыны же жооптуу катчыны чакырыңыз: калгандарды алар чакырат.",
	"Пригласите хотя бы главу или ответственного секретаря: остальных пригласят они.",
	"Invite at least the head or the executive secretary: they invite the others."))

// CheckFirst refuses people who could not be invited; paths begin with the place in the list.
func (s *Service) CheckFirst(people []First, path func(i int, field string) []string) apperr.List {
	var errs apperr.List
	for i := range people {
		p := &people[i]
		name, err := CleanName(p.FullName)
		for _, refusal := range apperr.All(err) {
			errs.Add(refusal.At(path(i, "fullName")...))
		}
		p.FullName = name
		contact, err := ParseContact(p.Contact)
		switch {
		case err != nil:
			errs.Add(ErrContact.At(path(i, "contact")...))
		case !s.reaches(contact):
			errs.Add(ErrUnreachable.At(path(i, "contact")...))
		default:
			p.Contact = string(contact)
		}
	}
	return errs
}

// InviteFirst invites the first people of a municipality within the transaction that makes
// it. Nobody is in office there yet: who may make it appoints all of them at once. The
// people are those that [Service.CheckFirst] has passed.
func (s *Service) InviteFirst(ctx context.Context, tx Tx, scope access.Scope, municipality uuid.UUID, people []First) ([]*Membership, error) {
	now, err := tx.Now(ctx)
	if err != nil {
		return nil, err
	}
	told := map[uuid.UUID]bool{}
	given := make([]*Membership, 0, len(people))
	for i := range people {
		m, u, err := s.appointFirst(ctx, tx, scope, municipality, people[i], now)
		if err == nil && !told[u.ID] {
			told[u.ID] = true
			err = invite(ctx, tx, u, Contact(people[i].Contact))
		}
		if err != nil {
			return nil, apperr.Below(err, strconv.Itoa(i))
		}
		given = append(given, m)
	}
	return given, nil
}

// appointFirst gives one of the first people her role; she has an account from then on.
func (s *Service) appointFirst(ctx context.Context, tx Tx, scope access.Scope, municipality uuid.UUID, p First, now time.Time) (*Membership, *User, error) {
	u, err := invited(ctx, tx, p.Invitee)
	if err != nil {
		return nil, nil, err
	}
	m, err := Term{Municipality: &municipality, Role: p.Role, Position: p.Position}.Membership(u.ID, now, scope.Tenant().Kind)
	if err != nil {
		return nil, nil, err
	}
	m.Invitee, m.HolderName = &p.Invitee, u.FullName
	if scope.Principal().Kind != access.System {
		if err := appointmentBy(scope, m).decide(); err != nil {
			return nil, nil, err
		}
	}
	return m, u, settle(ctx, tx, m)
}
