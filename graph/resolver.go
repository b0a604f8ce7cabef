// Package graph is the GraphQL API. A resolver has one of four shapes: get → service;
// list → service returning a page; mutation → service → payload; relation → loaded
// field or loader. Rules, SQL and error mapping live elsewhere.
package graph

import (
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/analysis"
	"github.com/demilge/demilge/internal/appeal"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/authn"
	"github.com/demilge/demilge/internal/authz"
	"github.com/demilge/demilge/internal/award"
	"github.com/demilge/demilge/internal/call"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/deadline"
	"github.com/demilge/demilge/internal/envelope"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/event"
	"github.com/demilge/demilge/internal/figures"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/funding"
	"github.com/demilge/demilge/internal/grantfund"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/live"
	"github.com/demilge/demilge/internal/memorandum"
	"github.com/demilge/demilge/internal/monitoring"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/onboarding"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/pilot"
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
	"github.com/demilge/demilge/internal/training"
	"github.com/demilge/demilge/internal/user"
	"github.com/demilge/demilge/internal/workday"
	"github.com/demilge/demilge/internal/workplan"
)

// Resolver is the root of the API: the services behind it.
type Resolver struct {
	Auth         *authz.Authorizer
	People       *user.Service
	Authn        *authn.Service
	AuditLog     *audit.Service
	Territory    *territory.Service
	Priorities   *priority.Service
	Competitions *competition.Service
	Publisher    *publication.Publisher
	Public       *publication.Reader
	Applications *application.Service
	Files        *file.Service
	Regulations  *regulation.Service
	Analyses     *analysis.Service
	Envelopes    *envelope.Service
	Commissions  *commission.Service
	Evaluations  *evaluation.Service
	Sessions     *session.Service
	Protocols    *protocol.Service
	Awards       *award.Service
	Agreements   *agreement.Service
	Monitoring   *monitoring.Service
	Appeals      *appeal.Service
	Letters      *letter.Service
	Selections   *selection.Service
	Tasks        *task.Service
	Calls        *call.Service
	Notices      *notice.Service
	Events       *event.Service
	Funding      *funding.Service
	Reports      *report.Service
	Papers       *paper.Service
	Live         *live.Service
	Figures      *figures.Service

	Memoranda *memorandum.Service
	WorkPlans *workplan.Service
	Trainings *training.Service
	// SpecialDays are entered by the programme, Workdays are counted by them.
	SpecialDays *specialday.Service
	Workdays    workday.Source
	GrantFunds  *grantfund.Service
	Pilots      *pilot.Service
	Onboarding  *onboarding.Service
	Deadlines   *deadline.Service
}
