package application

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
)

// The methods of this file read parts of applications that the caller was shown, for
// many at once, so that a list costs one statement a part.

// LinesOf reads the budget lines of applications; fields are those of a line that will be
// looked at, nil all.
func (s *Service) LinesOf(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID, fields []string) (map[uuid.UUID][]budget.Line, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Application, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Lines(ctx, scope, ids, fields)
}

// AttachmentsOf lists the files of applications that the caller was shown; papers that
// show who somebody is are for those who see the applicant in full.
func (s *Service) AttachmentsOf(ctx context.Context, tenant uuid.UUID, applications []*Application) (map[uuid.UUID][]Attachment, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Application, access.Read)
	if err != nil {
		return nil, err
	}
	views, err := s.views(ctx, scope, applications)
	if err != nil {
		return nil, err
	}
	shown := make(map[uuid.UUID][]Attachment, len(applications))
	for _, a := range applications {
		for _, attachment := range a.Attachments {
			if views[a.ID] == ViewFull || !slices.Contains(identityKinds, attachment.Kind) {
				shown[a.ID] = append(shown[a.ID], attachment)
			}
		}
	}
	return shown, nil
}

// SeesFiles is the rule for the files of an application: nil for those who see more of
// its people than a code, and for papers that show who somebody is for those who see the
// applicant in full; NOT_FOUND otherwise.
func (s *Service) SeesFiles(ctx context.Context, ref entity.Ref, kind file.Kind) error {
	a, err := s.Get(ctx, ref)
	if err != nil {
		return err
	}
	view, err := s.ViewOf(ctx, a)
	if err == nil && (view == ViewCoded || view != ViewFull && slices.Contains(identityKinds, kind)) {
		return apperr.ErrNotFound
	}
	return err
}

// EditorsOf reads who was invited to edit applications; those of others are missing from
// the answer.
func (s *Service) EditorsOf(ctx context.Context, tenant uuid.UUID, applications []*Application) (map[uuid.UUID][]*Editor, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Application, access.Read)
	if err != nil {
		return nil, err
	}
	editors, err := s.store.Editors(ctx, scope, ids(applications))
	for _, a := range applications {
		if !a.Own(scope.UserID(), editors[a.ID]) {
			delete(editors, a.ID)
		}
	}
	return editors, err
}

// ReadinessOf tells how far applications are from submission and what a check should
// look at. It is for drafts and for the undecided.
func (s *Service) ReadinessOf(ctx context.Context, tenant uuid.UUID, applications []*Application) (map[uuid.UUID]Readiness, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Application, access.Read)
	if err != nil {
		return nil, err
	}
	settings, err := s.settingsOf(ctx, scope, applications)
	if err != nil {
		return nil, err
	}
	people, err := s.store.Applicants(ctx, scope, ids(applications))
	if err != nil {
		return nil, err
	}
	lines, err := s.store.Lines(ctx, scope, ids(applications), nil)
	if err != nil {
		return nil, err
	}
	ready := make(map[uuid.UUID]Readiness, len(applications))
	for _, a := range applications {
		person, ok := people[a.ID]
		if !ok {
			continue // discarded meanwhile
		}
		content := Content{Applicant: *person, Proposal: a.Proposal, BudgetLines: lines[a.ID], Consents: a.Consents}
		r := content.Ready(settings[a.CompetitionID], s.now())
		if a.Late(settings[a.CompetitionID].Competition.ClosesAt) {
			r.Issues.Add(ErrAdmitLate.At("receivedAt"))
		}
		ready[a.ID] = r
	}
	return ready, nil
}

func (s *Service) settingsOf(ctx context.Context, scope access.Scope, applications []*Application) (map[uuid.UUID]*Settings, error) {
	seen := map[uuid.UUID]bool{}
	var competitions []uuid.UUID
	for _, a := range applications {
		if !seen[a.CompetitionID] {
			seen[a.CompetitionID] = true
			competitions = append(competitions, a.CompetitionID)
		}
	}
	return s.store.Settings(ctx, scope, competitions)
}

// AdmissibilityOf reads the checks of applications with the checklists of their
// competitions. Owners see theirs once the application was returned or decided; it is
// missing before.
func (s *Service) AdmissibilityOf(ctx context.Context, tenant uuid.UUID, applications []*Application) (map[uuid.UUID]*Admission, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Admissibility, access.Read)
	if err != nil {
		return nil, err
	}
	checks, err := s.store.Admissibility(ctx, scope, ids(applications))
	if err != nil {
		return nil, err
	}
	settings, err := s.settingsOf(ctx, scope, applications)
	if err != nil {
		return nil, err
	}
	_, sight, err := s.look(ctx, tenant)
	if err != nil {
		return nil, err
	}
	shown := make(map[uuid.UUID]*Admission, len(applications))
	for _, a := range applications {
		decided := a.State != Draft && a.State != Submitted
		if own := settings[a.CompetitionID]; own != nil && (decided || sight.All.Covers(a.CompetitionID) || sight.Admitted.Covers(a.CompetitionID)) {
			shown[a.ID] = checks[a.ID].admission(own)
		}
	}
	return shown, nil
}

// Editions are the sealed contents of an application, oldest first, for one reader.
type Editions struct {
	versions []*Version
	view     View
}

// EditionsOf reads the sealed contents of applications that the caller was shown.
func (s *Service) EditionsOf(ctx context.Context, tenant uuid.UUID, applications []*Application) (map[uuid.UUID]Editions, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Application, access.Read)
	if err != nil {
		return nil, err
	}
	views, err := s.views(ctx, scope, applications)
	if err != nil {
		return nil, err
	}
	versions, err := s.store.Versions(ctx, scope, ids(applications))
	if err != nil {
		return nil, err
	}
	editions := make(map[uuid.UUID]Editions, len(applications))
	for _, a := range applications {
		editions[a.ID] = Editions{versions: versions[a.ID], view: views[a.ID]}
	}
	return editions, nil
}

// Versions lists them; the text itself is for those who see the applicant in full.
func (e Editions) Versions() []*Version {
	shown := make([]*Version, len(e.versions))
	for i, v := range e.versions {
		version := *v
		if e.view != ViewFull {
			version.Content = ""
		}
		shown[i] = &version
	}
	return shown
}

// Compare lists the fields that differ between two of them. The applicant's data are shown
// as far as the reader may see them.
func (e Editions) Compare(from, to int) ([]Change, error) {
	if from < 1 || from > len(e.versions) {
		return nil, apperr.OutOfRange(1, len(e.versions), "from")
	}
	if to < 1 || to > len(e.versions) {
		return nil, apperr.OutOfRange(1, len(e.versions), "to")
	}
	before, err := e.versions[from-1].open()
	if err != nil {
		return nil, err
	}
	after, err := e.versions[to-1].open()
	if err != nil {
		return nil, err
	}
	before.Applicant, after.Applicant = before.Applicant.As(e.view), after.Applicant.As(e.view)
	return compare(before, after)
}

func ids(applications []*Application) []uuid.UUID {
	list := make([]uuid.UUID, len(applications))
	for i, a := range applications {
		list[i] = a.ID
	}
	return list
}

// CountEach counts the submitted applications of competitions by state; missing for
// those who do not see them all.
func (s *Service) CountEach(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID) (map[uuid.UUID]map[State]Tally, error) {
	scope, sight, err := s.look(ctx, tenant)
	if err != nil {
		return nil, err
	}
	if competitions = sight.All.Within(competitions); len(competitions) == 0 {
		return nil, nil
	}
	return s.store.CountEach(ctx, scope, competitions)
}
