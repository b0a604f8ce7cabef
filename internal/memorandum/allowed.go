package memorandum

import (
	"context"

	"github.com/demilge/demilge/internal/access"
)

// AllowedActions lists what the caller may do with a memorandum.
func (s *Service) AllowedActions(ctx context.Context, m *Memorandum) ([]access.Action, error) {
	rule, err := s.Rule(ctx, m)
	if err != nil {
		return nil, err
	}
	return access.Permitted(rule, access.Update, access.Delete, access.Sign, access.Close, access.Terminate)
}

// Rule decides what the caller may do with a memorandum that she sees.
func (s *Service) Rule(ctx context.Context, m *Memorandum) (access.Rule, error) {
	return func(action access.Action) error {
		if _, err := s.auth.AuthorizeProgramme(ctx, access.Memorandum, action); err != nil {
			return err
		}
		return m.takes(action)
	}, nil
}
