package graph_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/demilge/demilge/internal/apptest"
)

// staffPages are pages of a console over many rows: how many statements they take does
// not depend on how many rows there are.
var staffPages = map[string]string{
	"competitions, their applications and budget lines": `query($slug: String!, $first: Int) { municipality(slug: $slug) { competitions(first: $first) { nodes { id number
		applications(first: 20) { nodes { id number budget { lines { item amount } } } } } } } }`,
	"competitions with what they rest on": `query($slug: String!, $first: Int) { municipality(slug: $slug) { competitions(first: $first) { nodes { id number state
		priorityAreas { name { ky } } envelope { localBudget left } regulation { title { ky } } commission { size regulation { title { ky } } }
		announcement { text { ky } } notices { channel } outreach { place } applicationCounts { state count } } } } }`,
	"competitions with their results": `query($slug: String!, $first: Int) { municipality(slug: $slug) { competitions(first: $first) { nodes { id publication { kind }
		sessions { state } protocols { number signatures { name } } resultOrders { number } awards { localBudget application { title { ky } applicant { fullName } } } } } } }`,
	"applications with applicant and competition": `query($slug: String!, $first: Int) { municipality(slug: $slug) { applications(first: $first) { nodes { id number state
		competition { number envelope { year } priorityAreas { name { ky } } } applicant { fullName } priorityArea { name { ky } } budget { lines { item } }
		admissibility { dueOn } attachments { kind } readiness { percent } } } } }`,
}

func TestListsTakeTheSameStatementsHoweverManyRows(t *testing.T) {
	t.Parallel()
	listener := &apptest.Statements{}
	a := apptest.New(t, listener.Listen(t))
	j := a.Jury(t, a.Municipality(t), []int64{20_000, 19_000})
	for _, contest := range []*apptest.Jury{j, j.Beside(t, []int64{20_000, 19_000})} {
		contest.Approve(t, contest.Signed(t, contest.Drafted(t, contest.Ranked(t, 4, 3))))
	}
	for name, document := range staffPages {
		count := func(first int) []string {
			return listener.Of(j.M.Schema.String(), func() { j.Head.Do(t, document, map[string]any{"slug": j.M.Slug, "first": first}, nil) })
		}
		one, all := count(1), count(10)
		assert.Len(t, all, len(one), "%s:\n%s", name, strings.Join(all, "\n"))
		if strings.HasSuffix(name, "budget lines") {
			assert.Len(t, all, 3, strings.Join(all, "\n"))
		}
	}
}
