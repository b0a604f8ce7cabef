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

// Of shows the evaluations of competitions as the caller may see them. The commission and
// the executive body may; those without a commission, or with one that the caller does not
// sit in, are missing from the answer.
func (s *Service) Of(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID) (map[uuid.UUID]*View, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.ScoreSheet, access.Read)
	if err != nil {
		return nil, err
	}
	contests, err := s.store.Contests(ctx, scope, competitions)
	if err != nil {
		return nil, err
	}
	views := make(map[uuid.UUID]*View, len(contests))
	for id, contest := range contests {
		if contest.Commission.Admits(scope) == nil {
			views[id] = s.view(ctx, contest, scope)
		}
	}
	return views, nil
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

// RevisionsOf lists all revisions of sheets, oldest first, to those who may see them; a
// sheet that the caller may not see is missing from the answer.
func (s *Service) RevisionsOf(ctx context.Context, sheets []*Sheet) (map[uuid.UUID][]*Sheet, error) {
	scope, err := s.auth.Authorize(ctx, sheets[0].TenantID, access.ScoreSheet, access.Read)
	if err != nil {
		return nil, err
	}
	var members, applications, competitions []uuid.UUID
	for _, sheet := range sheets {
		members, applications = append(members, sheet.MemberID), append(applications, sheet.ApplicationID)
		competitions = append(competitions, sheet.CompetitionID)
	}
	contests, err := s.store.Contests(ctx, scope, competitions)
	if err != nil {
		return nil, err
	}
	known, err := s.store.Revisions(ctx, scope, members, applications)
	if err != nil {
		return nil, err
	}
	revisions := make(map[uuid.UUID][]*Sheet, len(sheets))
	for _, sheet := range sheets {
		contest := contests[sheet.CompetitionID]
		if contest == nil || contest.Commission.Admits(scope) != nil || !contest.shows(sheet, contest.Commission.MemberOf(scope.UserID())) {
			continue
		}
		for _, revision := range known {
			if revision.MemberID == sheet.MemberID && revision.ApplicationID == sheet.ApplicationID {
				revisions[sheet.ID] = append(revisions[sheet.ID], revision.under(sheet, contest))
			}
		}
	}
	return revisions, nil
}

// under gives a revision the rule of the sheet when it is the sheet itself; earlier ones
// do not change any more.
func (s *Sheet) under(sheet *Sheet, contest *Contest) *Sheet {
	s.rules = &contest.Rules
	s.rule = func(access.Action) error { return ErrSheetSubmitted }
	if s.ID == sheet.ID {
		s.rule = sheet.rule
	}
	return s
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
