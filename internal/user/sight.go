package user

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
)

// Get returns one account that the caller may see; NOT_FOUND otherwise. See [Service.Seen].
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*User, error) {
	seen, err := s.Seen(ctx, []uuid.UUID{ref.ID})
	if err == nil && seen[ref.ID] == nil {
		err = apperr.ErrNotFound
	}
	return seen[ref.ID], err
}

// Seen returns those of several accounts that the caller may see: her own; all of them
// for the programme, the contacts of residents masked but for the platform
// administrator; and those of the people who are in office in a municipality that the
// caller administers, once they have accepted the role.
func (s *Service) Seen(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*User, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Profile, access.Read)
	if err != nil {
		return nil, err
	}
	held, err := s.store.MembershipsOf(ctx, scope, ids)
	if err != nil {
		return nil, err
	}
	everywhere, err := s.auth.AuthorizeProgramme(ctx, access.User, access.Read)
	all := err == nil
	var seen []uuid.UUID
	for _, id := range ids {
		if all || id == scope.UserID() || s.colleague(ctx, held[id]) {
			seen = append(seen, id)
		}
	}
	people, err := s.store.Users(ctx, scope, seen)
	if all {
		for id, u := range people {
			people[id] = s.discreet(everywhere, u, held[id])
		}
	}
	return people, err
}

// colleague reports whether one of the roles is held now in a place that the caller
// administers.
func (s *Service) colleague(ctx context.Context, held []*Membership) bool {
	today := clock.DateOf(s.now())
	for _, m := range held {
		if m.Municipality == nil || !m.Accepted() || !m.InOffice(today) {
			continue
		}
		if _, err := s.auth.Authorize(ctx, *m.Municipality, access.Membership, access.Read); err == nil {
			return true
		}
	}
	return false
}

// discreet masks the contacts of a resident: the programme sees those of officials only
// (domain.md 2).
func (s *Service) discreet(scope access.Scope, u *User, held []*Membership) *User {
	if scope.Has(access.PlatformAdmin) || u.ID == scope.UserID() {
		return u
	}
	today := clock.DateOf(s.now())
	for _, m := range held {
		if m.Accepted() && m.InOffice(today) {
			return u
		}
	}
	masked := *u
	masked.Email, masked.Phone = mask(u.Email), mask(u.Phone)
	return &masked
}

func mask(c *Contact) *Contact {
	if c == nil {
		return nil
	}
	masked := Contact(c.Masked())
	return &masked
}

// List returns all accounts, newest first, for the programme's administrators.
func (s *Service) List(ctx context.Context, request page.Request) (page.Page[*User], error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.User, access.Read)
	if err != nil {
		return page.Page[*User]{}, err
	}
	list, err := s.store.List(ctx, scope, request)
	if err != nil {
		return list, err
	}
	ids := make([]uuid.UUID, len(list.Items))
	for i, u := range list.Items {
		ids[i] = u.ID
	}
	held, err := s.store.MembershipsOf(ctx, scope, ids)
	for i, u := range list.Items {
		list.Items[i] = s.discreet(scope, u, held[u.ID])
	}
	return list, err
}

// HoldersOf returns the accounts behind roles that the caller has been shown, as far as
// she may see them, by role.
func (s *Service) HoldersOf(ctx context.Context, memberships []*Membership) (map[uuid.UUID]*User, error) {
	return s.behind(ctx, memberships, func(m *Membership) *uuid.UUID { return &m.AccountID })
}

// DelegatorsOf returns whom acting people stand in for, as far as the caller may see
// them, by role.
func (s *Service) DelegatorsOf(ctx context.Context, memberships []*Membership) (map[uuid.UUID]*User, error) {
	return s.behind(ctx, memberships, func(m *Membership) *uuid.UUID { return m.DelegatedBy })
}

func (s *Service) behind(ctx context.Context, memberships []*Membership, who func(*Membership) *uuid.UUID) (map[uuid.UUID]*User, error) {
	asked := map[uuid.UUID]bool{}
	var ids []uuid.UUID
	for _, m := range memberships {
		if id := who(m); id != nil && !asked[*id] {
			asked[*id] = true
			ids = append(ids, *id)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	seen, err := s.Seen(ctx, ids)
	people := make(map[uuid.UUID]*User, len(memberships))
	for _, m := range memberships {
		if id := who(m); id != nil && seen[*id] != nil {
			people[m.ID] = seen[*id]
		}
	}
	return people, err
}
