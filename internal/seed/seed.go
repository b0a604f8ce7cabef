// Package seed writes the pilot programme into a new database: two municipalities with
// their real competitions. It goes through the same services as people do, as people who
// hold the roles, at the dates of the sources (domain.md section 6). Where the sources are
// silent the record says so.
package seed

import (
	"context"
	_ "embed"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/analysis"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/authn"
	"github.com/demilge/demilge/internal/award"
	"github.com/demilge/demilge/internal/call"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/envelope"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/event"
	"github.com/demilge/demilge/internal/funding"
	"github.com/demilge/demilge/internal/memorandum"
	"github.com/demilge/demilge/internal/monitoring"
	"github.com/demilge/demilge/internal/pilot"
	"github.com/demilge/demilge/internal/priority"
	"github.com/demilge/demilge/internal/protocol"
	"github.com/demilge/demilge/internal/publication"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/session"
	"github.com/demilge/demilge/internal/territory"
	"github.com/demilge/demilge/internal/training"
	"github.com/demilge/demilge/internal/workplan"
	"github.com/demilge/demilge/tenants"
)

//go:embed municipalities.csv
var municipalities string

// Services are what people do; the seed does it in their name.
type Services struct {
	Territory    *territory.Service
	Regulations  *regulation.Service
	Analyses     *analysis.Service
	Priorities   *priority.Service
	Envelopes    *envelope.Service
	Commissions  *commission.Service
	Competitions *competition.Service
	Applications *application.Service
	Evaluations  *evaluation.Service
	Sessions     *session.Service
	Protocols    *protocol.Service
	Awards       *award.Service
	Agreements   *agreement.Service
	Events       *event.Service
	Monitoring   *monitoring.Service
	Funding      *funding.Service
	Memoranda    *memorandum.Service
	WorkPlans    *workplan.Service
	Trainings    *training.Service
	Pilots       *pilot.Service
	Publisher    *publication.Publisher
	Calls        *call.Service
	Authn        *authn.Service
}

// Person is an account of the seed.
type Person struct {
	Name, Email, Password string
	// Tenant is where the roles are held; nil for the programme or for no role at all.
	Tenant *uuid.UUID
	Roles  []access.Role
}

// SignIn is an account that a person who tries the system can use.
type SignIn struct {
	Email    string        `json:"email"`
	Password string        `json:"password"`
	Roles    []access.Role `json:"roles"`
	// Municipality is a slug, empty for the programme.
	Municipality string `json:"municipality,omitempty"`
}

// Seeder writes the pilot programme.
type Seeder struct {
	services Services
	clock    *clock.Manual
	// password makes the password of an account.
	password func() string
	signIns  []SignIn
	// manager acts as the programme manager.
	manager context.Context
}

// New makes a seeder. The services must decide time by the given clock.
func New(services Services, at *clock.Manual, password func() string) *Seeder {
	return &Seeder{services: services, clock: at, password: password}
}

// Run writes everything into a new database and returns the accounts it made; a database
// that has the programme already is left as it is.
func (s *Seeder) Run(ctx context.Context) ([]SignIn, error) {
	system := access.SystemScope(tenants.Tenant{}, "seed", access.Permission{Object: access.Tenant, Action: access.Create})
	ctx = access.WithGrant(ctx, system)
	if done, err := s.done(ctx); done || err != nil {
		return nil, err
	}
	_, taken, err := s.services.Territory.Import(ctx, system, strings.NewReader(municipalities))
	if err != nil || !taken {
		return nil, fmt.Errorf("seed: municipalities: taken %t: %w", taken, err)
	}
	if err := s.programme(ctx); err != nil {
		return nil, fmt.Errorf("seed: programme: %w", err)
	}
	for _, story := range []story{alamudun(), orozbekov()} {
		if err := s.play(ctx, system, story); err != nil {
			return nil, fmt.Errorf("seed: %s: %w", story.slug, err)
		}
	}
	if err := s.earlier(ctx); err != nil {
		return nil, fmt.Errorf("seed: earlier years: %w", err)
	}
	if err := s.invite(); err != nil {
		return nil, fmt.Errorf("seed: the call of 2025: %w", err)
	}
	return s.signIns, nil
}

// done reports whether the last municipality of the seed has its tenant.
func (s *Seeder) done(ctx context.Context) (bool, error) {
	t, err := s.services.Territory.BySlug(ctx, orozbekov().slug)
	if apperr.CodeOf(err) == apperr.NotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return t.State != "", nil
}
