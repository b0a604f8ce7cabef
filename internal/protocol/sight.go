package protocol

import (
	"context"
	"strings"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/competition"
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
	may := func(object access.Object, action access.Action) bool {
		scope, err := s.auth.Authorize(ctx, p.TenantID, object, action)
		if err != nil {
			return false
		}
		reach, err := s.store.Reach(ctx, scope)
		return err == nil && reach.Covers(p.CompetitionID)
	}
	if may(access.Applicant, access.Read) {
		return application.ViewFull, nil
	}
	hidden, err := blind()
	switch {
	case err != nil:
		return application.ViewCoded, err
	case hidden:
		return application.ViewCoded, nil
	case may(access.Application, access.ReadAdmitted):
		return application.ViewNamed, nil
	}
	return application.ViewMasked, nil
}

// blind reports whether names are still hidden in the protocol's competition.
func (m *Material) blind() bool {
	switch m.Contest.Competition.State {
	case competition.ProtocolSigned, competition.ResultApproved, competition.ResultPublished:
		return false
	}
	return m.Contest.Rules.Blind
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
