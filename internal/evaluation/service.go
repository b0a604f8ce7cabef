package evaluation

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/entity"
)

// Service is what people do in an evaluation.
type Service struct {
	auth  access.Authorizer
	store Store
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store) *Service {
	return &Service{auth: auth, store: store}
}

// Of shows the evaluation of a competition as the caller may see it. The commission and
// the executive body may; NOT_FOUND before there is a commission.
func (s *Service) Of(ctx context.Context, competition entity.Ref) (*View, error) {
	scope, err := s.auth.Authorize(ctx, competition.Tenant, access.ScoreSheet, access.Read)
	if err != nil {
		return nil, err
	}
	contest, err := s.store.Contest(ctx, scope, competition.ID)
	if err != nil {
		return nil, err
	}
	if contest.Commission.Admits(scope) != nil {
		return nil, apperr.ErrNotFound
	}
	return s.view(ctx, contest, scope), nil
}

// Sheet reads one sheet. The member's own always; those of others once the session is
// closed and the own one is in; NOT_FOUND otherwise (domain.md 2).
func (s *Service) Sheet(ctx context.Context, ref entity.Ref) (*Sheet, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.ScoreSheet, access.Read)
	if err != nil {
		return nil, err
	}
	contest, sheet, err := s.store.ContestOfSheet(ctx, scope, ref.ID)
	if err != nil {
		return nil, err
	}
	if contest.Commission.Admits(scope) != nil || !contest.shows(sheet, contest.Commission.MemberOf(scope.UserID())) {
		return nil, apperr.ErrNotFound
	}
	return s.ruled(ctx, contest, sheet), nil
}

// Revisions lists all revisions of a sheet, oldest first, to those who may see it.
func (s *Service) Revisions(ctx context.Context, sheet *Sheet) ([]*Sheet, error) {
	scope, err := s.auth.Authorize(ctx, sheet.TenantID, access.ScoreSheet, access.Read)
	if err != nil {
		return nil, err
	}
	shown, err := s.Sheet(ctx, sheet.Ref())
	if err != nil {
		return nil, err
	}
	revisions, err := s.store.Revisions(ctx, scope, sheet.MemberID, sheet.ApplicationID)
	for _, revision := range revisions {
		revision.rules = shown.rules
		revision.rule = func(access.Action) error { return ErrSheetSubmitted }
		if revision.ID == sheet.ID {
			revision.rule = sheet.rule
		}
	}
	return revisions, err
}

// Declaration reads one declaration. The commission and the executive body may.
func (s *Service) Declaration(ctx context.Context, ref entity.Ref) (*Declaration, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.ConflictDeclaration, access.Read)
	if err != nil {
		return nil, err
	}
	contest, err := s.store.ContestOfDeclaration(ctx, scope, ref.ID)
	if err != nil {
		return nil, err
	}
	for _, d := range contest.Declarations {
		if d.ID == ref.ID && contest.Commission.Admits(scope) == nil {
			return d, nil
		}
	}
	return nil, apperr.ErrNotFound
}

// SeesPapers is the rule of scanned declarations: nil for those who see declarations.
func (s *Service) SeesPapers(ctx context.Context, owner entity.Ref) error {
	_, err := s.auth.Authorize(ctx, owner.Tenant, access.ConflictDeclaration, access.Read)
	return err
}

// seat is the row rule of everything a member does: the caller's own place in this
// commission.
func (s *Service) seat(contest *Contest, scope access.Scope) (*commission.Member, error) {
	if m := contest.Commission.MemberOf(scope.UserID()); m != nil {
		return m, nil
	}
	return nil, s.auth.Denied(scope.Permission())
}

// office is seat for one who holds an office in this commission.
func (s *Service) office(contest *Contest, scope access.Scope, role commission.Role) (*commission.Member, error) {
	m, err := s.seat(contest, scope)
	if err != nil {
		return nil, err
	}
	if m.Role != role {
		return nil, s.auth.Denied(scope.Permission())
	}
	return m, nil
}

// onPaper finds a member for whom the secretary enters a signed paper: one without an
// account, and with the scan.
func (s *Service) onPaper(contest *Contest, scope access.Scope, member uuid.UUID, scan *uuid.UUID) (*commission.Member, error) {
	if _, err := s.office(contest, scope, commission.Secretary); err != nil {
		return nil, err
	}
	m := contest.Member(member)
	switch {
	case m == nil:
		return nil, apperr.ErrNotFound
	case m.HasAccount():
		return nil, ErrHasAccount.At("memberId")
	case scan == nil:
		return nil, ErrScanMissing.At("scanFileId")
	}
	return m, nil
}
