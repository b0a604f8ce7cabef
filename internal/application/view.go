package application

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
)

// ApplicantsOf reads the applicants of applications, each with what the caller may see:
// all for herself and for those who register and sign, the name for members of the
// commission, nothing in a blind competition until the protocol is signed, else
// initials and last digits.
func (s *Service) ApplicantsOf(ctx context.Context, tenant uuid.UUID, applications []*Application) (map[uuid.UUID]Applicant, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Application, access.Read)
	if err != nil {
		return nil, err
	}
	views, err := s.views(ctx, scope, applications)
	if err != nil {
		return nil, err
	}
	people, err := s.store.Applicants(ctx, scope, ids(applications))
	if err != nil {
		return nil, err
	}
	shown := make(map[uuid.UUID]Applicant, len(people))
	for id, person := range people {
		shown[id] = person.As(views[id])
	}
	return shown, nil
}

// ViewOf tells how much of one application's people the caller may see.
func (s *Service) ViewOf(ctx context.Context, a *Application) (View, error) {
	scope, err := s.auth.Authorize(ctx, a.TenantID, access.Application, access.Read)
	if err != nil {
		return ViewCoded, err
	}
	views, err := s.views(ctx, scope, []*Application{a})
	return views[a.ID], err
}

func (s *Service) views(ctx context.Context, scope access.Scope, applications []*Application) (map[uuid.UUID]View, error) {
	full, err := s.reach(ctx, scope.TenantID(), access.Applicant, access.Read)
	if err != nil {
		return nil, err
	}
	named, err := s.reach(ctx, scope.TenantID(), access.Application, access.ReadAdmitted)
	if err != nil {
		return nil, err
	}
	editors, err := s.store.Editors(ctx, scope, ids(applications))
	if err != nil {
		return nil, err
	}
	settings, err := s.settingsOf(ctx, scope, applications)
	if err != nil {
		return nil, err
	}
	views := make(map[uuid.UUID]View, len(applications))
	for _, a := range applications {
		switch {
		case full.Covers(a.CompetitionID) || a.Own(scope.UserID(), editors[a.ID]):
			views[a.ID] = ViewFull
		case settings[a.CompetitionID].Competition.HidesNames():
			views[a.ID] = ViewCoded
		case named.Covers(a.CompetitionID):
			views[a.ID] = ViewNamed
		default:
			views[a.ID] = ViewMasked
		}
	}
	return views, nil
}
