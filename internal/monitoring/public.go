package monitoring

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/clock"
)

// Watched is what everyone may know of the monitoring of one initiative: no names.
type Watched struct {
	ApplicationID uuid.UUID
	// Visits that are done, Protocols that are signed, findings that are not closed.
	Visits, Protocols, OpenFindings int
	// Conclusions are those of the signed protocols, by their day.
	Conclusions []Concluded `bun:"-"`
}

// Concluded is what a signed protocol concludes.
type Concluded struct {
	ApplicationID uuid.UUID
	Date          clock.Date `bun:"type:date"`
	Number        string
	Verdict       Result
	Conclusion    string
}

// PublicGroup is what everyone may know of the group that watches a competition's
// initiatives.
type PublicGroup struct {
	CompetitionID uuid.UUID
	Size          int
	OrderDate     clock.Date `bun:"type:date"`
}

// PublicOf is what everyone may know of the monitoring of competitions' initiatives, by
// application; those whose work has not begun are missing.
func (s *Service) PublicOf(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID) (map[uuid.UUID]*Watched, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Publication, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Watched(ctx, scope, competitions)
}

// PublicGroups finds the last group that was formed for each of some competitions, or that
// visited one of its initiatives.
func (s *Service) PublicGroups(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID) (map[uuid.UUID]*PublicGroup, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Publication, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.PublicGroups(ctx, scope, competitions)
}
