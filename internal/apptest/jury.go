package apptest

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/tenants"
)

// Jury is a competition whose evaluation has begun: five members with accounts, the first
// the chair, the second the secretary, over admitted applications.
type Jury struct {
	*App
	M            tenants.Tenant
	C            *competition.Competition
	Members      []*commission.Member
	Seats        []*Client
	Head         *Client
	Applications []*application.Application
	Owners       []*Client
}

// Jury makes applications that ask for some sums of whole som, admits them and starts the
// evaluation one second after the window closed.
func (a *App) Jury(t testing.TB, m tenants.Tenant, asked []int64, change ...func(*regulation.Rules)) *Jury {
	t.Helper()
	a.Clock.Set(Start)
	j := &Jury{App: a, M: m, C: a.Contest(t, m, change...), Head: a.As(m, access.Head)}
	j.GiveAccounts(t)
	j.evaluate(t, asked)
	return j
}

// Beside makes another competition of the same commission and envelope whose evaluation has
// begun.
func (j *Jury) Beside(t testing.TB, asked []int64) *Jury {
	t.Helper()
	next := j.Another(t)
	next.evaluate(t, asked)
	return next
}

// Another announces another competition of the same commission and envelope; the clock
// stands where its applications are taken.
func (j *Jury) Another(t testing.TB) *Jury {
	t.Helper()
	next := *j
	next.Applications, next.Owners = nil, nil
	j.Clock.Set(Start)
	ctx := j.Head.Context(t.Context())
	c, err := j.Resolver.Competitions.Create(ctx, j.M.ID, competition.Terms{
		Title: j.C.Title, RegulationID: j.C.RegulationID, EnvelopeID: j.C.EnvelopeID, CommissionID: j.C.CommissionID,
		PriorityAreaIDs: j.C.PriorityAreaIDs, OpensAt: &Opens, ClosesAt: &Closes, ImplementBy: j.C.ImplementBy, MaxAmount: j.C.MaxAmount,
	})
	require.NoError(t, err)
	next.C = j.announce(t, j.M, c)
	j.Clock.Set(Opens.Add(10 * time.Hour))
	return &next
}

// GiveAccounts lets every member of the commission sign in.
func (j *Jury) GiveAccounts(t testing.TB) {
	t.Helper()
	c, err := j.Resolver.Commissions.Get(j.Head.Context(t.Context()), j.commissionRef())
	require.NoError(t, err)
	j.Members = c.Serving()
	for i, member := range j.Members {
		roles := []access.Role{access.CommissionMember}
		switch i {
		case 0:
			roles = []access.Role{access.CommissionChair}
		case 1:
			roles = []access.Role{access.CommissionSecretary, access.CommissionMember}
		}
		client := j.As(j.M, roles...)
		j.Seats = append(j.Seats, client)
		j.SQL(t, fmt.Sprintf("UPDATE %s.commission_member SET user_id = '%s' WHERE id = '%s'", j.M.Schema, client.UserID, member.ID))
	}
}

func (j *Jury) evaluate(t testing.TB, asked []int64) {
	t.Helper()
	j.Clock.Set(Opens.Add(10 * time.Hour))
	for i, sum := range asked {
		owner := j.As(j.M)
		j.Owners = append(j.Owners, owner)
		j.Applications = append(j.Applications, j.admitted(t, owner, i, sum))
	}
	j.Clock.Set(Closes.Add(time.Second))
	ctx := j.Seats[0].Context(t.Context())
	current, err := j.Resolver.Competitions.Get(ctx, j.C.Ref())
	require.NoError(t, err)
	j.C, err = j.Resolver.Competitions.StartEvaluation(ctx, j.C.Ref(), current.Version)
	require.NoError(t, err)
}

func (j *Jury) admitted(t testing.TB, owner *Client, i int, asked int64) *application.Application {
	t.Helper()
	service := j.Resolver.Applications
	a, err := j.Applies(t, owner, i, asked)
	require.NoError(t, err)
	official := j.Seats[1].Context(t.Context())
	var results []application.ItemResult
	for _, item := range Rules().Checklist {
		results = append(results, application.ItemResult{Key: item.Key, Result: application.Pass})
	}
	a, err = service.Check(official, a.Ref(), a.Version, results)
	require.NoError(t, err)
	a, err = service.Admit(official, a.Ref(), a.Version)
	require.NoError(t, err)
	return a
}

// Applies submits the i-th application, of an owner, and answers the refusal of that step.
func (j *Jury) Applies(t testing.TB, owner *Client, i int, asked int64) (*application.Application, error) {
	t.Helper()
	ctx, service := owner.Context(t.Context()), j.Resolver.Applications
	a, err := service.Create(ctx, j.C.Ref(), application.Online, func(c *application.Content) { j.write(c, i, asked) })
	require.NoError(t, err)
	return service.Submit(ctx, a.Ref(), a.Version)
}

func (j *Jury) write(c *application.Content, i int, asked int64) {
	one, price, own := budget.Quantity(1000), money.Som(asked), money.Som(1000)
	start, end := clock.NewDate(2019, time.December, 26), clock.NewDate(2019, time.December, 30)
	c.Applicant.Surname, c.Applicant.GivenName = fmt.Sprintf("Исакунова%d", i), "Т."
	c.Applicant.Phone, c.Applicant.Village.Name = "+996700123456", "Садовое"
	c.Proposal = application.Proposal{
		Kind: regulation.Group, Language: i18n.Ky, Title: i18n.Localized{Ky: fmt.Sprintf("Демилге %d", i+1)}, Goal: "g", Problem: "p",
		LocalMatter: "LEISURE", PriorityAreaID: &j.C.PriorityAreaIDs[0], Type: application.CoFinancing,
		Villages: []application.Village{{Name: "Садовое"}}, Sustainability: "s", CitizenParticipation: "c",
		StartDate: &start, EndDate: &end, Group: &application.Group{}, Plan: []application.PlanItem{{Activity: "a", From: &start}}, Declared: true, Resident: true,
	}
	two, men, women, youngest, oldest := 2, 1, 1, 30, 40
	*c.Proposal.Group = application.Group{Members: &two, Men: &men, Women: &women, Youngest: &youngest, Oldest: &oldest}
	c.Consents = []application.Consent{{Purpose: application.Processing, TextVersion: 1, Language: i18n.Ky}}
	c.BudgetLines = []budget.Line{
		{Item: "Gifts", Quantity: &one, UnitPrice: &price, Source: budget.LocalBudget, Form: budget.Cash, Valuation: budget.Known},
		{Item: "Own", Quantity: &one, UnitPrice: &own, Source: budget.Initiator, Form: budget.Cash, Valuation: budget.Estimated},
	}
}

func (j *Jury) commissionRef() entity.Ref {
	return entity.Ref{Kind: "Commission", Tenant: j.M.ID, ID: *j.C.CommissionID}
}

// Ids are those of the applications.
func (j *Jury) Ids() []uuid.UUID {
	ids := make([]uuid.UUID, len(j.Applications))
	for i, a := range j.Applications {
		ids[i] = a.ID
	}
	return ids
}
