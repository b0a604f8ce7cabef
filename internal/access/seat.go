package access

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
)

// CommissionRoles are held by a seat in one commission and reach no further than the
// competitions that it serves (domain.md 2: "own tenant, one competition").
var CommissionRoles = []Role{CommissionChair, CommissionSecretary, CommissionMember}

// BySeat returns the scope of somebody who holds the permission by offices of a
// commission alone; without roles it stays as it is. Only internal/authz may call it.
func (s Scope) BySeat(roles []Role) Scope {
	s.seats = roles
	return s
}

// Seats are the offices by which alone the permission is held: the store must find one of
// them in the commission in question. Empty when another role carries it as well.
func (s Scope) Seats() []Role { return slices.Clone(s.seats) }

// Reach is where in a municipality a permission holds: everywhere, or in the competitions
// whose commission the caller sits in. The zero value is nowhere.
type Reach struct {
	Everywhere   bool
	Competitions []uuid.UUID
}

// Covers reports whether the permission holds in a competition.
func (r Reach) Covers(competition uuid.UUID) bool {
	return r.Everywhere || slices.Contains(r.Competitions, competition)
}

// Within keeps the competitions in which the permission holds.
func (r Reach) Within(competitions []uuid.UUID) []uuid.UUID {
	if r.Everywhere {
		return competitions
	}
	return slices.DeleteFunc(slices.Clone(competitions), func(id uuid.UUID) bool { return !r.Covers(id) })
}

// Reacher finds where the caller of a scope reaches.
type Reacher interface {
	Reach(ctx context.Context, scope Scope) (Reach, error)
}

// Reaching grants the caller of ctx a permission in a municipality and tells where in it
// the permission holds. It answers what [Authorizer] answers.
func Reaching(ctx context.Context, auth Authorizer, seats Reacher, tenant uuid.UUID, object Object, action Action) (Scope, Reach, error) {
	scope, err := auth.Authorize(ctx, tenant, object, action)
	if err != nil {
		return Scope{}, Reach{}, err
	}
	reach, err := seats.Reach(ctx, scope)
	return scope, reach, err
}

// Reached reads a thing that belongs to a competition, by a permission to act on its
// object. It answers what [Authorizer] answers, and NOT_FOUND where the permission does not
// reach that competition.
func Reached[T any](ctx context.Context, auth Authorizer, seats Reacher, ref entity.Ref, object Object, action Action,
	read func(context.Context, Scope, uuid.UUID) (T, error), competition func(T) uuid.UUID,
) (none T, err error) {
	scope, reach, err := Reaching(ctx, auth, seats, ref.Tenant, object, action)
	if err != nil {
		return none, err
	}
	thing, err := read(ctx, scope, ref.ID)
	switch {
	case err != nil:
		return none, err
	case !reach.Covers(competition(thing)):
		return none, apperr.ErrNotFound
	}
	return thing, nil
}

// ReachOf is where in a municipality the caller of ctx holds a permission, nowhere
// without it.
func ReachOf(ctx context.Context, auth Authorizer, seats Reacher, tenant uuid.UUID, object Object, action Action) (Reach, error) {
	scope, err := auth.Authorize(ctx, tenant, object, action)
	switch {
	case err == nil:
		return seats.Reach(ctx, scope)
	case apperr.Refuses(err):
		return Reach{}, nil
	}
	return Reach{}, err
}

// Once finds the same reach only once, while one question about several actions of one
// caller is answered.
func Once(seats Reacher) Reacher { return &once{seats: seats, known: map[string]Reach{}} }

type once struct {
	seats Reacher
	known map[string]Reach
}

func (o *once) Reach(ctx context.Context, scope Scope) (Reach, error) {
	offices := fmt.Sprint(scope.seats)
	if reach, ok := o.known[offices]; ok {
		return reach, nil
	}
	reach, err := o.seats.Reach(ctx, scope)
	if err == nil {
		o.known[offices] = reach
	}
	return reach, err
}
