// Package app wires the program: adapters, services, API and jobs. It is the only
// package that sees everything.
package app

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"

	"go.opentelemetry.io/otel/trace"

	"github.com/demilge/demilge/graph"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/analysis"
	"github.com/demilge/demilge/internal/appeal"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/authn"
	"github.com/demilge/demilge/internal/authz"
	"github.com/demilge/demilge/internal/award"
	"github.com/demilge/demilge/internal/call"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/config"
	"github.com/demilge/demilge/internal/deadline"
	"github.com/demilge/demilge/internal/envelope"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/event"
	"github.com/demilge/demilge/internal/figures"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/funding"
	"github.com/demilge/demilge/internal/grantfund"
	"github.com/demilge/demilge/internal/httpapi"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/memorandum"
	"github.com/demilge/demilge/internal/metrics"
	"github.com/demilge/demilge/internal/migrate"
	"github.com/demilge/demilge/internal/monitoring"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/objectstore"
	"github.com/demilge/demilge/internal/onboarding"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/pilot"
	"github.com/demilge/demilge/internal/postgres"
	"github.com/demilge/demilge/internal/priority"
	"github.com/demilge/demilge/internal/protocol"
	"github.com/demilge/demilge/internal/publication"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/report"
	"github.com/demilge/demilge/internal/selection"
	"github.com/demilge/demilge/internal/session"
	"github.com/demilge/demilge/internal/specialday"
	"github.com/demilge/demilge/internal/task"
	"github.com/demilge/demilge/internal/territory"
	"github.com/demilge/demilge/internal/throttle"
	"github.com/demilge/demilge/internal/training"
	"github.com/demilge/demilge/internal/workplan"
)

// Config is what the program must know of its surroundings.
type Config struct {
	// DatabaseURL reaches the default cluster as the role demilge_app.
	DatabaseURL string
	// OwnerURL reaches it as the role that owns the schemas; it makes those of new tenants.
	OwnerURL string
	// Programme reaches the programme's cluster; nil means the default one.
	Programme *config.Cluster
	// Shards are the further clusters of municipalities by name.
	Shards map[string]config.Cluster
	// MaxConns bounds the connections to each cluster.
	MaxConns int
	// Clock decides deadlines; nil means the database's own.
	Clock clock.Clock
	// Objects is the store of documents and photos; nil means one that is not connected.
	Objects *objectstore.Store
	// Quota is how many bytes of files one municipality may keep; 0 means 50 GiB.
	Quota int64
	// Letters bounds what people without an account may do with letters of interest; zeros
	// are the defaults.
	Letters letter.Limits
	// Authenticate finds who makes a request; nil means the accounts of this system.
	Authenticate func(*http.Request) (access.Principal, error)
	// Mail sends messages; nil means that none can be sent.
	Mail Mailer
	// Messages says how messages go out besides mail.
	Messages Messages
	// OIDC is the OpenID provider at which people may sign in; nil means none. Its
	// redirect address follows BaseURL.
	OIDC *authn.OIDC
	// BaseURL is the address people reach the server at, in messages and redirects.
	BaseURL string
	// Proxies are the reverse proxies whose X-Forwarded-For is believed.
	Proxies httpapi.Proxies
	// Makers write kinds of papers besides the program's own.
	Makers []paper.Maker
	// SpareSchemas is how many schemas are kept ready for new municipalities.
	SpareSchemas int
	// Playground serves the page /playground/ on which people try the API.
	Playground bool
	// Metrics is what [App.Run] shows the metrics on; nil shows and counts none.
	Metrics net.Listener
	// Traces takes the spans of requests and jobs; nil traces nothing.
	Traces trace.TracerProvider
}

// App is the running program.
type App struct {
	Auth      *authz.Authorizer
	Directory *postgres.Directory
	Resolver  *graph.Resolver
	Handler   http.Handler
	// Messenger sends what people are told.
	Messenger *notice.Messenger

	config  Config
	ending  chan struct{} // closed when the server stops
	courier *authn.Courier
	db      *postgres.DB
	owners  *migrate.Clusters
	objects *objectstore.Store
	metrics *metrics.Metrics // nil without a listener
}

// New connects and wires. Every schema must be within one version of the program's.
func New(ctx context.Context, config Config) (*App, error) {
	owners, err := openOwners(ctx, config)
	if err != nil {
		return nil, err
	}
	if err := owners.Serves(ctx); err != nil {
		owners.Close()
		return nil, err
	}
	db, err := openClusters(ctx, config)
	if err != nil {
		owners.Close()
		return nil, err
	}
	a := &App{config: config, ending: make(chan struct{}), db: db, owners: owners, objects: config.Objects, Directory: postgres.NewDirectory(db)}
	if a.objects == nil {
		a.objects = objectstore.New()
	}
	if config.Metrics != nil {
		a.metrics = a.measure()
	}
	if err := a.wire(config); err != nil {
		a.Close()
		return nil, err
	}
	return a, nil
}

func (a *App) wire(config Config) error {
	policy, err := authz.Load()
	if err != nil {
		return fmt.Errorf("app: %w", err)
	}
	now := time.Now
	if config.Clock != nil {
		now = config.Clock.Now
	}
	a.Auth = authz.New(policy, a.Directory, now)
	a.Resolver = a.services(config, now)
	notices := postgres.NewNoticeStore(a.db, a.Directory)
	a.Resolver.Notices = notice.NewService(a.Auth, notices, a.Directory.ByID)
	if a.Messenger, err = a.messenger(config, notices, now); err != nil {
		return fmt.Errorf("app: %w", err)
	}
	showFiles(a.Resolver)
	a.Handler = a.handler(config)
	return nil
}

// services makes every service over its store.
func (a *App) services(config Config, now func() time.Time) *graph.Resolver {
	regulations := regulation.NewService(a.Auth, postgres.NewRegulationStore(a.db))
	files := file.NewService(a.Auth, postgres.NewFileStore(a.db), a.objects, file.Limits{Quota: config.Quota})
	people := a.people(config)
	a.courier = people.courier
	r := &graph.Resolver{
		Auth:         a.Auth,
		People:       people.users,
		Authn:        people.authn,
		AuditLog:     audit.NewService(a.Auth, postgres.NewAuditStore(a.db)),
		Territory:    territory.NewService(a.Auth, postgres.NewTerritoryStore(a.db, a.owners), a.Directory.Forget),
		Priorities:   priority.NewService(a.Auth, postgres.NewPriorityStore(a.db)),
		Competitions: competition.NewService(a.Auth, postgres.NewCompetitionStore(a.db), now),
		Applications: application.NewService(a.Auth, postgres.NewApplicationStore(a.db), now),
		Files:        files,
		Regulations:  regulations,
		Analyses:     analysis.NewService(a.Auth, postgres.NewAnalysisStore(a.db)),
		Envelopes:    envelope.NewService(a.Auth, postgres.NewEnvelopeStore(a.db)),
		Commissions:  commission.NewService(a.Auth, postgres.NewCommissionStore(a.db), regulations, postgres.NewOffices(a.db)),
		Publisher:    publication.NewPublisher(a.Auth, postgres.NewPublicationStore(a.db), files),
		Evaluations:  evaluation.NewService(a.Auth, postgres.NewEvaluationStore(a.db)),
		Sessions:     session.NewService(a.Auth, postgres.NewMeetingStore(a.db)),
		Protocols:    protocol.NewService(a.Auth, postgres.NewProtocolStore(a.db)),
		Awards:       award.NewService(a.Auth, postgres.NewAwardStore(a.db)),
		Agreements:   agreement.NewService(a.Auth, postgres.NewAgreementStore(a.db), now),
		Appeals:      appeal.NewService(a.Auth, postgres.NewAppealStore(a.db), a.throttle("appeal")),
		Tasks:        task.NewService(a.Auth, postgres.NewTaskStore(a.db), a.Directory, now),
		Figures:      figures.NewService(a.Auth, postgres.NewFiguresStore(a.db), a.Directory),
	}
	a.initiatives(r, now)
	r.Public = a.public(r, now)
	days := postgres.NewSpecialDayStore(a.db)
	r.SpecialDays, r.Workdays = specialday.NewService(a.Auth, days), days
	a.intake(config, r, now)
	a.pilots(r)
	r.Papers = a.papers(config, r) // the services that it copies are made before it
	r.Live = a.live(r)
	r.Deadlines = deadline.NewService(a.Auth, postgres.NewDeadlineStore(a.db), deadline.Sources{
		Tasks: r.Tasks, Regulations: r.Regulations, People: postgres.NewAuthnStore(a.db), Directory: a.Directory, Workdays: days,
	}, now)
	return r
}

// initiatives makes what happens under agreements.
func (a *App) initiatives(r *graph.Resolver, now func() time.Time) {
	r.Events = event.NewService(a.Auth, postgres.NewEventStore(a.db), r.Agreements)
	r.Funding = funding.NewService(a.Auth, postgres.NewFundingStore(a.db), r.Agreements)
	r.Reports = report.NewService(a.Auth, postgres.NewReportStore(a.db), r.Agreements, now)
	r.Monitoring = monitoring.NewService(a.Auth, postgres.NewMonitoringStore(a.db), postgres.NewOffices(a.db), r.Agreements)
}

// throttle bounds what people without an account ask of a subject.
func (a *App) throttle(subject string) throttle.Throttle {
	return throttle.New(subject, postgres.NewAuthnStore(a.db), authn.Network)
}

// intake makes how municipalities ask to take part, and how they are chosen.
func (a *App) intake(config Config, r *graph.Resolver, now func() time.Time) {
	r.Calls = call.NewService(a.Auth, postgres.NewCallStore(a.db), a.throttle("call"), now)
	r.Letters = letter.NewService(a.Auth, postgres.NewLetterStore(a.db), a.throttle("letter"), r.Files, config.Letters, now)
	r.Selections = selection.NewService(a.Auth, postgres.NewSelectionStore(a.db), r.Letters, now)
}

// pilots makes what the programme keeps about municipalities that take part.
func (a *App) pilots(r *graph.Resolver) {
	r.Memoranda = memorandum.NewService(a.Auth, postgres.NewMemorandumStore(a.db))
	r.WorkPlans = workplan.NewService(a.Auth, postgres.NewWorkPlanStore(a.db))
	r.Trainings = training.NewService(a.Auth, postgres.NewTrainingStore(a.db))
	r.GrantFunds = grantfund.NewService(a.Auth, postgres.NewGrantFundStore(a.db))
	r.Pilots = pilot.NewService(a.Auth, postgres.NewPilotStore(a.db))
	r.Onboarding = onboarding.NewService(a.Auth, postgres.NewTerritoryStore(a.db, a.owners), r.Territory, r.People, r.Regulations)
}

// Close ends the connections.
func (a *App) Close() {
	a.db.Close()
	a.owners.Close()
}
