package user

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/clock"
)

// AllowedOn lists what the caller may do with each of several roles that she has been
// shown.
func (s *Service) AllowedOn(ctx context.Context, memberships []*Membership) (map[uuid.UUID][]access.Action, error) {
	allowed, known := make(map[uuid.UUID][]access.Action, len(memberships)), keptOnce{}
	for _, m := range memberships {
		allowed[m.ID] = []access.Action{}
		for _, action := range []access.Action{access.Update, access.Revoke} {
			if s.mayChange(ctx, m, action, known) == nil {
				allowed[m.ID] = append(allowed[m.ID], action)
			}
		}
	}
	return allowed, nil
}

// mayChange is mayWrite for the question whether an action is allowed.
func (s *Service) mayChange(ctx context.Context, m *Membership, action access.Action, known keptOnce) error {
	scope, err := s.place(ctx, m.Municipality, action)
	if err != nil {
		return err
	}
	if action == access.Read || action == access.Revoke && m.AccountID == scope.UserID() {
		return nil
	}
	facts := appointmentBy(scope, m)
	if m.Municipality != nil && scope.Has(access.ProgrammeManager) {
		if facts.kept, err = s.kept(ctx, scope, m.Role, known); err != nil {
			return err
		}
	}
	return facts.decide()
}

// keptOnce remembers, while one question is answered, which roles of which municipality
// its own people keep from the programme.
type keptOnce map[keptKey]bool

type keptKey struct {
	municipality uuid.UUID
	head         bool
}

func (s *Service) kept(ctx context.Context, scope access.Scope, role access.Role, known keptOnce) (bool, error) {
	key := keptKey{scope.TenantID(), role == access.Head}
	if kept, ok := known[key]; ok {
		return kept, nil
	}
	kept, err := s.store.AnyInOffice(ctx, scope, clock.DateOf(s.now()), keepers(role)...)
	known[key] = kept
	return kept, err
}
