package user

import (
	"context"
	"time"

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
	now     func() time.Time
}

// NewService makes the service. reaches tells whether messages can be sent to a
// contact: without an SMS gateway none can be sent to a phone. now decides who is in
// office.
func NewService(auth access.Authorizer, store Store, reaches func(Contact) bool, now func() time.Time) *Service {
	return &Service{auth: auth, store: store, reaches: reaches, now: now}
}

// Me returns the account of the caller, UNAUTHENTICATED without one.
func (s *Service) Me(ctx context.Context) (*User, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Profile, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Get(ctx, scope, scope.UserID())
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
	return s.store.Members(ctx, scope, request)
}

// ProgrammeMembers lists the roles given in the programme, newest first.
func (s *Service) ProgrammeMembers(ctx context.Context, request page.Request) (page.Page[*Membership], error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Membership, access.ReadAll)
	if err != nil {
		return page.Page[*Membership]{}, err
	}
	return s.store.Members(ctx, scope, request)
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

// MembershipRule decides what the caller may do with a role that she has been shown.
func (s *Service) MembershipRule(ctx context.Context, m *Membership) (access.Rule, error) {
	return func(action access.Action) error { return s.mayChange(ctx, m, action, keptOnce{}) }, nil
}

// AllowedOnUser lists what the caller may do with an account.
func (s *Service) AllowedOnUser(ctx context.Context, u *User) ([]access.Action, error) {
	rule, err := s.UserRule(ctx, u)
	if err != nil {
		return nil, err
	}
	return access.Permitted(rule, access.Suspend, access.Resume)
}

// UserRule decides what the caller may do with an account that she has been shown.
func (s *Service) UserRule(ctx context.Context, u *User) (access.Rule, error) {
	return func(action access.Action) error {
		scope, err := s.auth.AuthorizeProgramme(ctx, access.User, action)
		if err != nil {
			return err
		}
		return maySet(scope, u, action)
	}, nil
}

// maySet is the row rule of the state of accounts: not one's own, and not what it is.
func maySet(scope access.Scope, u *User, action access.Action) error {
	if err := notOneself(scope, u, action); err != nil {
		return err
	}
	return u.takes(action)
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
