package territory

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/tenants"
)

// Preview tells what a change would meet now: competitions that run, agreements that are
// open with those who would finish them, roles that would end. Platform administrators and
// programme managers.
func (s *Service) Preview(ctx context.Context, municipality uuid.UUID, kind ChangeKind, terms Terms) (*Effects, error) {
	if _, err := s.auth.AuthorizeProgramme(ctx, access.Tenant, access.Read); err != nil {
		return nil, err
	}
	t, err := s.store.Get(ctx, municipality)
	if err != nil {
		return nil, apperr.At(err, "municipalityId")
	}
	effects := &Effects{}
	if !kind.ends() || t.State == "" {
		return effects, nil
	}
	if effects, err = s.store.Effects(ctx, t); err != nil {
		return nil, err
	}
	if !kind.goesOver() {
		effects.Members = 0
		return effects, nil
	}
	for i, a := range effects.Agreements {
		effects.Agreements[i].Heir = terms.heirOf(a.ID)
	}
	return effects, nil
}

func (t Terms) heirOf(agreement uuid.UUID) uuid.UUID {
	for _, p := range t.Passing {
		if p.AgreementID == agreement {
			return p.SuccessorID
		}
	}
	if len(t.Successors) == 0 {
		return uuid.Nil
	}
	return t.Successors[0]
}

// ChangesOf lists the changes of a municipality, oldest first. Platform administrators and
// programme managers.
func (s *Service) ChangesOf(ctx context.Context, municipality uuid.UUID) ([]*Change, error) {
	if _, err := s.auth.AuthorizeProgramme(ctx, access.Tenant, access.Read); err != nil {
		return nil, err
	}
	return s.store.ChangesOf(ctx, municipality)
}

// Change reads one change. Platform administrators and programme managers.
func (s *Service) Change(ctx context.Context, ref entity.Ref) (*Change, error) {
	if _, err := s.auth.AuthorizeProgramme(ctx, access.Tenant, access.Read); err != nil {
		return nil, err
	}
	return s.store.GetChange(ctx, ref.ID)
}

// Inherited lists the municipalities whose agreements the people of another finish. Everyone
// may see them.
func (s *Service) Inherited(ctx context.Context, heir uuid.UUID) ([]*tenants.Tenant, error) {
	return s.store.Inherited(ctx, heir)
}

// ChangeRule decides what the caller may do with a change that she sees.
func (s *Service) ChangeRule(ctx context.Context, c *Change) (access.Rule, error) {
	return func(action access.Action) error {
		if _, err := s.auth.AuthorizeProgramme(ctx, access.Tenant, action); err != nil {
			return err
		}
		if c.State != Planned {
			return ErrChangeState
		}
		return nil
	}, nil
}
