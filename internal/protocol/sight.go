package protocol

import (
	"context"
	"strings"

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

// view is how much of the applicants the caller reads in a protocol, the same as in their
// applications: names for those who register, sign and score, codes in a blind
// competition until the protocol is signed, initials for the others.
func (s *Service) view(ctx context.Context, p *Protocol, blind func() (bool, error)) (application.View, error) {
	full, err := access.ReachOf(ctx, s.auth, s.store, p.TenantID, access.Applicant, access.Read)
	if err != nil || full.Covers(p.CompetitionID) {
		return application.ViewFull, err
	}
	hidden, err := blind()
	if err != nil || hidden {
		return application.ViewCoded, err
	}
	named, err := access.ReachOf(ctx, s.auth, s.store, p.TenantID, access.Application, access.ReadAdmitted)
	if err != nil || named.Covers(p.CompetitionID) {
		return application.ViewNamed, err
	}
	return application.ViewMasked, nil
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
	view, err := s.view(ctx, p, func() (bool, error) {
		m, err := s.store.Seats(ctx, scope, p.SessionID)
		return err == nil && m.blind(), err
	})
	if err == nil && view != application.ViewFull && view != application.ViewNamed {
		err = apperr.ErrNotFound
	}
	return err
}

// blind reports whether names are still hidden in the protocol's competition.
func (m *Material) blind() bool { return m.Contest.Competition.HidesNames() }

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
