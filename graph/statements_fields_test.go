package graph_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/demilge/demilge/graph/generated"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/analysis"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/tenants"
)

// deepest is how many things below each other a list is asked for.
const deepest = 3

// selections are the ways to ask a kind of thing for everything below it: its leaves
// together, and each thing that it leads to for itself, until a kind comes again.
func selections(schema *ast.Schema, kind *ast.Definition, above ...string) []string {
	if slices.Contains(above, kind.Name) || len(above) > deepest {
		return []string{"__typename"}
	}
	var plain, all []string
	for _, field := range kind.Fields {
		of := schema.Types[field.Type.Name()]
		switch {
		case strings.HasPrefix(field.Name, "__"), field.Name == "edges", field.Name == "pageInfo":
		case of.Kind == ast.Scalar || of.Kind == ast.Enum:
			plain = append(plain, field.Name)
		case of.Kind == ast.Object:
			below := append(slices.Clone(above), kind.Name)
			if strings.HasSuffix(kind.Name, "Connection") {
				below = above
			}
			for _, selection := range selections(schema, of, below...) {
				all = append(all, field.Name+" { "+selection+" }")
			}
		}
	}
	return append(all, strings.Join(append(plain, "__typename"), " "))
}

// Every field of every list of a municipality takes as many statements for one row as for
// several, while the results are drafted and when they are approved.
func TestEveryFieldOfAListTakesTheSameStatementsHoweverManyRows(t *testing.T) {
	t.Parallel()
	for name, approve := range map[string]bool{"drafted": false, "approved": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			listener := &apptest.Statements{}
			j := threeOfEach(t, apptest.New(t, listener.Listen(t)), approve)
			people := map[string]*apptest.Client{"head": j.Head, "chair": j.Seats[0], "member": j.Seats[2], "owner": j.Owners[0]}
			for field, selection := range municipalLists {
				document := fmt.Sprintf("query($slug: String!, $first: Int) { municipality(slug: $slug) { %s(first: $first) { %s } } }", field, selection)
				for name, person := range people {
					assertSameStatements(t, listener, j.M, person, document, name)
				}
			}
		})
	}
}

// municipalLists are the lists of a municipality with each way to ask for their rows.
func municipalLists(yield func(field, selection string) bool) {
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	for _, field := range schema.Types["Municipality"].Fields {
		of := schema.Types[field.Type.Name()]
		if !strings.HasSuffix(of.Name, "Connection") {
			continue
		}
		for _, selection := range selections(schema, of) {
			if !yield(field.Name, selection) {
				return
			}
		}
	}
}

func assertSameStatements(t *testing.T, listener *apptest.Statements, m tenants.Tenant, person *apptest.Client, document, name string) {
	t.Helper()
	count := func(first int) []string {
		return listener.Of(m.Schema.String(), func() {
			answer := person.Post(t, document, map[string]any{"slug": m.Slug, "first": first})
			require.Equal(t, http.StatusOK, answer.Status, string(answer.Raw))
			require.NotContains(t, string(answer.Raw), "INTERNAL", document)
		})
	}
	one, all := count(1), count(3)
	assert.Len(t, all, len(one), "%s for the %s", document, name)
}

// carriedOut lets the winner of a contest do, pay and report three things of each kind.
func carriedOut(t *testing.T, j *apptest.Jury) {
	t.Helper()
	i := &apptest.Initiative{
		Jury: j, Leader: j.Owners[0], Specialist: j.As(j.M, access.Specialist), Accountant: j.As(j.M, access.Accountant), AwardID: j.Award(t, 0),
	}
	i.Agree(t, "PROCUREMENT_BY_AO")
	group, monitor := i.Monitored(t)
	line := i.Lines(t)[0]
	for range 3 {
		i.Leader.Change(t, "recordEvent", map[string]any{
			"agreementId": i.Agreement.ID, "plan": map[string]any{"title": map[string]any{"ky": "Мелдеш"}, "kind": "COMPETITION"},
			"outcome": map[string]any{"heldOn": i.Today(), "participants": map[string]any{"men": 28}},
		})
		i.Accountant.Change(t, "recordPayment", map[string]any{
			"agreementId": i.Agreement.ID, "lineId": line, "amount": 100, "paidOn": i.Today(),
			"document": map[string]any{"kind": "RECEIPT", "number": "1", "date": i.Today()},
		})
		visit := monitor.Change(t, "recordVisit", i.Seen(t, group))
		monitor.Change(t, "addFinding", map[string]any{"visitId": visit.ID, "severity": "MINOR", "text": "x"})
		i.Public().Change(t, "fileAppeal", map[string]any{
			"municipalityId": apptest.ID(i.M), "competitionId": i.CompetitionID(), "letter": map[string]any{"name": "А", "text": "x"},
		})
	}
}

// threeOfEach makes three of everything that a municipality lists, with their papers.
func threeOfEach(t *testing.T, a *apptest.App, approve bool) *apptest.Jury {
	t.Helper()
	m := a.Municipality(t)
	older := a.Contest(t, m)
	a.Contest(t, m)
	j := a.Jury(t, m, []int64{12_000, 11_000})
	for _, contest := range []*apptest.Jury{j, j.Beside(t, []int64{12_000, 11_000}), j.Beside(t, []int64{12_000, 11_000})} {
		draft := contest.Drafted(t, contest.Ranked(t, 4, 3))
		if approve {
			contest.Publish(t, contest.Signed(t, draft))
			carriedOut(t, contest)
		}
	}
	ctx := a.As(m, access.Head, access.Specialist).Context(t.Context())
	for range 3 {
		_, err := j.Resolver.Commissions.Create(ctx, m.ID, commission.Draft{Name: i18n.Localized{Ky: "Комиссия"}, RegulationID: older.RegulationID})
		require.NoError(t, err)
		_, err = j.Resolver.Analyses.Create(ctx, m.ID, analysis.Draft{
			Title: i18n.Localized{Ky: "Талдоо"}, DoneOn: clock.NewDate(2019, time.November, 1), PriorityAreaIDs: older.PriorityAreaIDs,
		})
		require.NoError(t, err)
	}
	a.SQL(t, fmt.Sprintf(`INSERT INTO %[1]s.application_editor (id, application_id, name, code_hash, user_id, expires_at, version, created_at, updated_at)
		SELECT gen_random_uuid(), id, 'Editor', id::text, '%[2]s', now(), 1, now(), now() FROM %[1]s.application WHERE owner_id <> '%[2]s'`,
		m.Schema, j.Owners[0].UserID))
	paper := a.ReadyFile(t, j.Head, m, file.SignedPaper)
	for _, column := range []string{"commission SET order_file_id", "regulation SET text_file_id", "situation_analysis SET file_id"} {
		a.SQL(t, fmt.Sprintf("UPDATE %s.%s = '%s'", m.Schema, column, paper.ID))
	}
	return j
}
