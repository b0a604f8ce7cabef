package agreement

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
)

// Sight is which agreements of a municipality somebody may see, with all that hangs on
// them. The zero value sees nothing.
type Sight struct {
	// All of them: executive body, kenesh chair and the programme.
	All bool
	// Estate are those that the caller's municipality got of one that was split.
	Estate access.Estate
	// UserID sees the agreements on her own application, and those that her monitoring group
	// watches while its mandate lasts.
	UserID uuid.UUID
	// On is the day on which a mandate must hold.
	On clock.Date
}

// Part is what somebody has to do with one initiative.
type Part struct {
	// Leader owns the application, Editor was let in by the leader.
	Leader bool
	Editor bool
	// Monitor sits in a monitoring group whose mandate covers the initiative today.
	Monitor bool
}

// sight is what the caller of ctx may see, and the scope to read it with.
func (s *Service) sight(ctx context.Context, tenant uuid.UUID) (access.Scope, Sight, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Agreement, access.Read)
	if err != nil {
		return scope, Sight{}, err
	}
	sight := Sight{UserID: scope.UserID(), On: clock.DateOf(s.now())}
	switch all, err := s.auth.Authorize(ctx, tenant, access.Agreement, access.ReadAll); {
	case err == nil:
		sight.All, sight.Estate = !all.Estate().Limited(), all.Estate()
	case !apperr.Refuses(err):
		return scope, Sight{}, err
	}
	return scope, sight, nil
}

// Visible keeps those of the agreements that the caller may see. Services of what hangs on
// agreements ask it before they read.
func (s *Service) Visible(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) ([]uuid.UUID, error) {
	scope, sight, err := s.sight(ctx, tenant)
	if err != nil || sight.All || len(agreements) == 0 {
		return agreements, err
	}
	return s.store.Visible(ctx, scope, sight, agreements)
}

// Sees answers NOT_FOUND when the caller may not see an agreement.
func (s *Service) Sees(ctx context.Context, tenant, agreement uuid.UUID) error {
	visible, err := s.Visible(ctx, tenant, []uuid.UUID{agreement})
	if err != nil {
		return err
	}
	if len(visible) == 0 {
		return apperr.ErrNotFound
	}
	return nil
}

// Parts says what the caller has to do with agreements; those that she has nothing to do
// with are missing.
func (s *Service) Parts(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) (map[uuid.UUID]Part, error) {
	scope, sight, err := s.sight(ctx, tenant)
	if err != nil || sight.UserID == uuid.Nil || len(agreements) == 0 {
		return map[uuid.UUID]Part{}, err
	}
	return s.store.Parts(ctx, scope, sight, agreements)
}
