package protocol

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/entity"
)

// Who names the applicant of an entry as it is printed: "ОсОО Булак (Кожонова Айгүл)".
func (e Entry) Who() string {
	if e.Organisation == "" {
		return e.Applicant
	}
	return strings.TrimSuffix(e.Organisation+" ("+e.Applicant+")", " ()")
}

// views are how much of the applicants the caller reads in protocols, the same as in their
// applications: names for those who register, sign and score, codes in a blind
// competition until the protocol is signed, initials for the others.
func (s *Service) views(ctx context.Context, scope access.Scope, protocols []*Protocol) (map[uuid.UUID]application.View, error) {
	full, err := access.ReachOf(ctx, s.auth, s.store, scope.TenantID(), access.Applicant, access.Read)
	if err != nil {
		return nil, err
	}
	named, err := access.ReachOf(ctx, s.auth, s.store, scope.TenantID(), access.Application, access.ReadAdmitted)
	if err != nil {
		return nil, err
	}
	competitions := make([]uuid.UUID, len(protocols))
	for i, p := range protocols {
		competitions[i] = p.CompetitionID
	}
	hidden, err := s.store.NamesHidden(ctx, scope, competitions)
	if err != nil {
		return nil, err
	}
	views := make(map[uuid.UUID]application.View, len(protocols))
	for _, p := range protocols {
		switch {
		case full.Covers(p.CompetitionID):
			views[p.ID] = application.ViewFull
		case slices.Contains(hidden, p.CompetitionID):
			views[p.ID] = application.ViewCoded
		case named.Covers(p.CompetitionID):
			views[p.ID] = application.ViewNamed
		default:
			views[p.ID] = application.ViewMasked
		}
	}
	return views, nil
}

// SeesScans is the rule of the signed papers of a protocol. They name every applicant, so
// who reads the register in initials or codes does not see them (domain.md 8).
func (s *Service) SeesScans(ctx context.Context, owner entity.Ref) error {
	p, err := s.Get(ctx, owner)
	if err != nil {
		return err
	}
	scope, err := s.auth.Authorize(ctx, p.TenantID, access.Protocol, access.Read)
	if err != nil {
		return err
	}
	views, err := s.views(ctx, scope, []*Protocol{p})
	if view := views[p.ID]; err == nil && view != application.ViewFull && view != application.ViewNamed {
		err = apperr.ErrNotFound
	}
	return err
}

// as shows the register in a view; the sealed content stays as it is.
func (c *Content) as(view application.View) *Content {
	for i := range c.Register {
		entry := &c.Register[i]
		switch view {
		case application.ViewCoded:
			entry.Organisation = ""
			entry.Applicant = (&application.Application{Base: entity.Base{ID: entry.ApplicationID}}).Code()
		case application.ViewMasked:
			entry.Applicant = initials(entry.Applicant)
		}
	}
	return c
}

func initials(name string) string {
	var short []string
	for _, part := range strings.Fields(name) {
		short = append(short, string([]rune(part)[:1])+".")
	}
	return strings.Join(short, " ")
}
