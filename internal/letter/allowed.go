package letter

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// AllowedOn lists what the caller may do with letters that she sees.
func (s *Service) AllowedOn(ctx context.Context, letters []*Letter) (map[uuid.UUID][]access.Action, error) {
	rules, err := s.rules(ctx, letters)
	if err != nil {
		return nil, err
	}
	allowed := make(map[uuid.UUID][]access.Action, len(letters))
	for _, l := range letters {
		allowed[l.ID], err = access.Permitted(rules(l), access.Update, access.Submit, access.Withdraw, access.Register, access.Reopen)
		if err != nil {
			return nil, err
		}
	}
	return allowed, nil
}

// Rule decides what the caller may do with a letter that she sees.
func (s *Service) Rule(ctx context.Context, l *Letter) (access.Rule, error) {
	rules, err := s.rules(ctx, []*Letter{l})
	if err != nil {
		return nil, err
	}
	return rules(l), nil
}

// rules are those of letters, with the terms of their calls read once.
func (s *Service) rules(ctx context.Context, letters []*Letter) (func(*Letter) access.Rule, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.LetterDraft, access.Read)
	if err != nil {
		return nil, err
	}
	calls := make([]uuid.UUID, len(letters))
	for i, l := range letters {
		calls[i] = l.CallID
	}
	terms, err := s.store.Terms(ctx, scope, calls)
	if err != nil {
		return nil, err
	}
	return func(l *Letter) access.Rule {
		facts := Facts{Terms: terms[l.CallID], SentAt: s.now(), Reason: "?"}
		return func(action access.Action) error {
			if err := s.granted(ctx, l, action); err != nil {
				return err
			}
			return l.takes(action, facts)
		}
	}, nil
}

// granted asks the role: the programme registers and restores, staff write what they began.
func (s *Service) granted(ctx context.Context, l *Letter, action access.Action) error {
	if action == access.Register || action == access.Reopen {
		_, err := s.auth.AuthorizeProgramme(ctx, access.LetterOfInterest, action)
		return err
	}
	if !l.ByAccount() {
		return s.auth.Denied(access.Permission{Object: access.LetterOfInterest, Action: action})
	}
	_, err := s.auth.Authorize(ctx, l.MunicipalityID, access.LetterOfInterest, action)
	if apperr.CodeOf(err) == apperr.NotFound && err != nil {
		return s.auth.Denied(access.Permission{Object: access.LetterOfInterest, Action: action})
	}
	return err
}

// takes tells whether a letter stands where an action is possible.
func (l *Letter) takes(action access.Action, facts Facts) error {
	switch action {
	case access.Update:
		if l.State != Draft {
			return ErrState.With(i18n.Args{"state": l.State.Name()})
		}
	case access.Submit:
		if facts.Terms.late(facts.SentAt) {
			return l.permits(SubmitLate, facts)
		}
		return l.permits(Submit, facts)
	case access.Withdraw:
		if l.State == Draft {
			return nil
		}
		return l.permits(Withdraw, facts)
	case access.Register:
		if l.State == Late {
			return l.permits(AdmitLate, facts)
		}
		return l.permits(Register, facts)
	case access.Reopen:
		return l.permits(Restore, facts)
	}
	return nil
}
