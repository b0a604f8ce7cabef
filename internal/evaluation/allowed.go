package evaluation

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/entity"
)

// AllowedActions are what the reader may do with the sheet now.
func (s *Sheet) AllowedActions() ([]access.Action, error) {
	return access.Permitted(s.rule, access.Score, access.Submit, access.Reopen)
}

// Rule decides what the caller may do to a sheet that she sees.
func (s *Service) Rule(_ context.Context, sheet *Sheet) (access.Rule, error) { return sheet.rule, nil }

// ruled gives a sheet that is shown the rule about it and those it adds up by.
func (s *Service) ruled(ctx context.Context, contest *Contest, sheet *Sheet) *Sheet {
	sheet.rules = &contest.Rules
	sheet.rule = func(action access.Action) error {
		scope, err := s.auth.Authorize(ctx, sheet.TenantID, access.ScoreSheet, action)
		if err != nil {
			return err
		}
		if m := contest.Commission.MemberOf(scope.UserID()); action != access.Reopen && (m == nil || m.ID != sheet.MemberID) {
			return s.auth.Denied(scope.Permission())
		}
		return s.mayFill(contest, sheet.ApplicationID, sheet, scope)
	}
	return sheet
}

// ScoreRule decides what the caller may do to the sheets of an application that she sees.
func (s *Service) ScoreRule(ctx context.Context, competition, application entity.Ref) (access.Rule, error) {
	return s.onContest(ctx, competition, access.ScoreSheet, func(contest *Contest, scope access.Scope) error {
		var own *Sheet
		if m := contest.Commission.MemberOf(scope.UserID()); m != nil {
			own = contest.Sheet(m.ID, application.ID)
		}
		return s.mayFill(contest, application.ID, own, scope)
	})
}

// mayFill is the row rule of every change of a sheet, nil when there is none yet.
func (s *Service) mayFill(contest *Contest, application uuid.UUID, sheet *Sheet, scope access.Scope) error {
	switch scope.Permission().Action {
	case access.Reopen:
		chair, err := s.office(contest, scope, commission.Chair)
		if err != nil {
			return err
		}
		if sheet == nil {
			return apperr.ErrNotFound
		}
		return contest.mayReopen(chair, sheet)
	case access.Register:
		if _, err := s.office(contest, scope, commission.Secretary); err != nil {
			return err
		}
		if err := contest.running(); err != nil {
			return err
		}
		return contest.admits(application)
	}
	m, err := s.seat(contest, scope)
	if err != nil {
		return err
	}
	return contest.mayScore(m, application)
}

// DeclarationRule decides whether the caller may declare in a competition that she sees,
// on one application when it is given.
func (s *Service) DeclarationRule(ctx context.Context, competition entity.Ref, application *uuid.UUID) (access.Rule, error) {
	return s.declarationRule(ctx, competition, application, nil)
}

func (s *Service) declarationRule(ctx context.Context, competition entity.Ref, application, declaration *uuid.UUID) (access.Rule, error) {
	return s.onContest(ctx, competition, access.ConflictDeclaration, func(contest *Contest, scope access.Scope) error {
		if declaration != nil && scope.Permission().Action == access.Revoke {
			_, err := s.mayRetract(contest, contest.declared(*declaration), scope)
			return err
		}
		if err := s.mayDeclare(contest, scope); err != nil || application == nil {
			return err
		}
		return contest.admits(*application)
	})
}

func (s *Service) mayDeclare(contest *Contest, scope access.Scope) error {
	if scope.Permission().Action == access.Register {
		if _, err := s.office(contest, scope, commission.Secretary); err != nil {
			return err
		}
		return contest.declaring()
	}
	m, err := s.seat(contest, scope)
	if err != nil {
		return err
	}
	return contest.mayDeclare(m)
}

// admits refuses an application that is not admitted to the competition.
func (c *Contest) admits(application uuid.UUID) error {
	if c.Candidate(application) == nil {
		return ErrNotCandidate
	}
	return nil
}

func (s *Service) onContest(ctx context.Context, competition entity.Ref, object access.Object,
	decide func(*Contest, access.Scope) error,
) (access.Rule, error) {
	return func(action access.Action) error {
		scope, err := s.auth.Authorize(ctx, competition.Tenant, object, action)
		if err != nil {
			return err
		}
		contest, err := s.store.Contest(ctx, scope, competition.ID)
		if err != nil {
			return err
		}
		return decide(contest, scope)
	}, nil
}
