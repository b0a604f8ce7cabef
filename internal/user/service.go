package user

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
)

// Service is what is done with people and their roles.
type Service struct {
	auth    access.Authorizer
	store   Store
	reaches func(Contact) bool
}

// NewService makes the service. reaches tells whether messages can be sent to a
// contact: without an SMS gateway none can be sent to a phone.
func NewService(auth access.Authorizer, store Store, reaches func(Contact) bool) *Service {
	return &Service{auth: auth, store: store, reaches: reaches}
}

// Me returns the account of the caller, UNAUTHENTICATED without one.
func (s *Service) Me(ctx context.Context) (*User, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Profile, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Get(ctx, scope, scope.UserID())
}

// Get returns one person: oneself, anybody for the programme, and those who hold a role
// in a municipality for the ones who administer it. NOT_FOUND otherwise.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*User, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Profile, access.Read)
	if err != nil {
		return nil, err
	}
	if ref.ID == scope.UserID() {
		return s.store.Get(ctx, scope, ref.ID)
	}
	if everywhere, err := s.auth.AuthorizeProgramme(ctx, access.User, access.Read); err == nil {
		return s.store.Get(ctx, everywhere, ref.ID)
	}
	held, err := s.store.MembershipsOf(ctx, scope, []uuid.UUID{ref.ID})
	if err != nil {
		return nil, err
	}
	for _, m := range held[ref.ID] {
		if m.Municipality == nil {
			continue
		}
		if here, err := s.auth.Authorize(ctx, *m.Municipality, access.Membership, access.Read); err == nil {
			return s.store.Get(ctx, here, ref.ID)
		}
	}
	return nil, apperr.ErrNotFound
}

// List returns all accounts, newest first, for the programme's administrators.
func (s *Service) List(ctx context.Context, request page.Request) (page.Page[*User], error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.User, access.Read)
	if err != nil {
		return page.Page[*User]{}, err
	}
	return s.store.List(ctx, scope, request)
}

// Mine returns the roles that the caller holds, held or will hold.
func (s *Service) Mine(ctx context.Context) ([]*Membership, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Profile, access.Read)
	if err != nil {
		return nil, err
	}
	held, err := s.store.MembershipsOf(ctx, scope, []uuid.UUID{scope.UserID()})
	return held[scope.UserID()], err
}

// Members lists the roles given in a municipality, newest first, for those who
// administer it.
func (s *Service) Members(ctx context.Context, municipality uuid.UUID, request page.Request) (page.Page[*Membership], error) {
	scope, err := s.auth.Authorize(ctx, municipality, access.Membership, access.Read)
	if err != nil {
		return page.Page[*Membership]{}, err
	}
	return s.members(ctx, scope, request)
}

// members reads a page of roles and the people who hold them.
func (s *Service) members(ctx context.Context, scope access.Scope, request page.Request) (page.Page[*Membership], error) {
	list, err := s.store.Members(ctx, scope, request)
	if err != nil {
		return list, err
	}
	ids := make([]uuid.UUID, len(list.Items))
	for i, m := range list.Items {
		ids[i] = m.AccountID
	}
	people, err := s.store.Users(ctx, scope, ids)
	for _, m := range list.Items {
		m.Holder = people[m.AccountID]
	}
	return list, err
}

// ProgrammeMembers lists the roles given in the programme, newest first.
func (s *Service) ProgrammeMembers(ctx context.Context, request page.Request) (page.Page[*Membership], error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Membership, access.ReadAll)
	if err != nil {
		return page.Page[*Membership]{}, err
	}
	return s.members(ctx, scope, request)
}

// Membership returns one role held: one's own, or one in a place that the caller
// administers. NOT_FOUND otherwise.
func (s *Service) Membership(ctx context.Context, ref entity.Ref) (*Membership, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Profile, access.Read)
	if err != nil {
		return nil, err
	}
	m, err := s.store.Membership(ctx, scope, ref.ID)
	if err != nil {
		return nil, err
	}
	if m.AccountID == scope.UserID() {
		return m, nil
	}
	if _, err := s.place(ctx, m.Municipality, access.Read); err != nil {
		return nil, apperr.ErrNotFound
	}
	return m, nil
}

// HolderOf returns the person of a membership that the caller has been shown.
func (s *Service) HolderOf(ctx context.Context, m *Membership) (*User, error) {
	if m.Holder != nil {
		return m.Holder, nil
	}
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Profile, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Get(ctx, scope, m.AccountID)
}

// DelegatorOf returns whom an acting person stands in for, nil for nobody.
func (s *Service) DelegatorOf(ctx context.Context, m *Membership) (*User, error) {
	if m.DelegatedBy == nil {
		return nil, nil
	}
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Profile, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Get(ctx, scope, *m.DelegatedBy)
}

// AllowedOn lists what the caller may do with a role that she has been shown.
func (s *Service) AllowedOn(ctx context.Context, m *Membership) []access.Action {
	allowed := []access.Action{}
	for _, action := range []access.Action{access.Update, access.Revoke} {
		if s.mayChange(ctx, m, action) == nil {
			allowed = append(allowed, action)
		}
	}
	return allowed
}

// AllowedOnUser lists what the caller may do with an account.
func (s *Service) AllowedOnUser(ctx context.Context, u *User) []access.Action {
	allowed := []access.Action{}
	for _, action := range []access.Action{access.Suspend, access.Resume} {
		scope, err := s.auth.AuthorizeProgramme(ctx, access.User, action)
		fits := (action == access.Resume) == (u.State == Suspended)
		if err == nil && fits && notOneself(scope, u, action) == nil {
			allowed = append(allowed, action)
		}
	}
	return allowed
}

// Can tells why the caller may not do something to a person or a role; nil when she may.
func (s *Service) Can(ctx context.Context, ref entity.Ref, action access.Action) error {
	if ref.Kind == "Membership" {
		m, err := s.Membership(ctx, ref)
		if err != nil {
			return err
		}
		return s.mayChange(ctx, m, action)
	}
	u, err := s.Get(ctx, ref)
	if err != nil {
		return err
	}
	scope, err := s.auth.AuthorizeProgramme(ctx, access.User, action)
	if err != nil {
		return err
	}
	return notOneself(scope, u, action)
}

// place authorizes for the memberships of a municipality, or of the programme for nil.
func (s *Service) place(ctx context.Context, municipality *uuid.UUID, action access.Action) (access.Scope, error) {
	switch {
	case municipality != nil:
		return s.auth.Authorize(ctx, *municipality, access.Membership, action)
	case action == access.Read:
		return s.auth.AuthorizeProgramme(ctx, access.Membership, access.ReadAll)
	}
	return s.auth.AuthorizeProgramme(ctx, access.Membership, action)
}
