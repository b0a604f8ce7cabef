package publication_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
)

const failed = `query($id: ID!) { publicCompetition(id: $id) { state reason resultOrder { number text { ru } winners { number } } documents { kind site }
	awards { rank } notAwarded publishedAt } }`

func failure(c apptest.Thing, documents ...input) input {
	for _, d := range documents {
		d["publishedOn"] = "2019-12-17"
	}
	return c.With("documents", append([]input{}, documents...))
}

// Nobody applied: the public sees the notice of failure and why, nothing else goes out, and
// only once.
func TestAFailureIsPublished(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	c := a.Contest(t, m)
	head := a.As(m, access.Head)
	a.Clock.Set(apptest.Closes.Add(time.Hour))
	over := head.Change(t, "failCompetition", input{"id": scalar.EncodeID(c.Ref()), "version": c.Version, "reason": "Өтүнмө түшкөн жок"})
	require.Equal(t, "FAILED", over.State)

	for name, documents := range map[string][]input{
		"a result":         {document("PROTOCOL"), document("ORDER"), document("WINNERS")},
		"an order as well": {document("FAILURE"), document("ORDER")},
		"twice":            {document("FAILURE"), document("FAILURE")},
	} {
		require.Equal(t, "VALIDATION", head.RefusedChange(t, "publishResult", failure(over, documents...)).Name(), name)
	}
	early := failure(over, document("FAILURE"))
	early["documents"].([]input)[0]["publishedOn"] = "2019-12-16"
	require.Equal(t, "VALIDATION", head.RefusedChange(t, "publishResult", early).Name())
	require.Contains(t, actions(t, head, over.ID), "PUBLISH")

	out := head.Change(t, "publishResult", failure(over, document("FAILURE")))
	require.Equal(t, "FAILED", out.State)
	require.Equal(t, "FAILURE_PUBLISHED", head.RefusedChange(t, "publishResult", failure(out, document("FAILURE"))).Name())
	require.NotContains(t, actions(t, head, over.ID), "PUBLISH")
	r := a.Public().Post(t, failed, input{"id": over.ID})
	require.JSONEq(t, `{"publicCompetition": {"state": "FAILED", "reason": "Өтүнмө түшкөн жок", "resultOrder": null,
		"documents": [{"kind": "FAILURE", "site": "https://example.kg/failure"}], "awards": [], "notAwarded": null, "publishedAt": null}}`, string(r.Data))
	timeline := head.Post(t, `query($id: ID!) { competition(id: $id) { readiness { next } timeline { state } } }`, input{"id": over.ID})
	require.JSONEq(t, `{"competition": {"readiness": {"next": null}, "timeline": [{"state": "DRAFT"}, {"state": "ANNOUNCED"}, {"state": "OPEN"},
		{"state": "CLOSED"}, {"state": "FAILED"}]}}`, string(timeline.Data))
}

func actions(t *testing.T, who *apptest.Client, id string) []string {
	t.Helper()
	var out struct {
		Competition struct{ AllowedActions []string }
	}
	who.Do(t, `query($id: ID!) { competition(id: $id) { allowedActions } }`, input{"id": id}, &out)
	return out.Competition.AllowedActions
}

// Nobody won: the signed protocol and the head's order go out with the notice.
func TestAFailureWithoutAWinnerShowsProtocolAndOrder(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{39_000})
	draft := j.Drafted(t, j.Ranked(t, 1), input{"applicationId": j.ApplicationID(0)})
	draft = j.Seats[1].Change(t, "updateProtocol", draft.With("date", j.Today(), "noWinnerReason", "Баллдары төмөн",
		"decisions", []input{{"applicationId": j.ApplicationID(0)}}))
	j.Approve(t, j.Signed(t, draft))
	over := j.Competition(t)
	hidden := a.Public().Post(t, failed, input{"id": over.ID})
	require.JSONEq(t, `{"publicCompetition": {"state": "FAILED", "reason": "Баллдары төмөн", "resultOrder": null, "documents": [],
		"awards": [], "notAwarded": null, "publishedAt": null}}`, string(hidden.Data))

	require.Equal(t, "VALIDATION", j.Head.RefusedChange(t, "publishResult", failure(over, document("FAILURE"))).Name())
	j.Head.Change(t, "publishResult", failure(over, document("ORDER"), document("FAILURE"), document("PROTOCOL")))
	r := a.Public().Post(t, failed, input{"id": over.ID})
	require.JSONEq(t, `{"publicCompetition": {"state": "FAILED", "reason": "Баллдары төмөн", "resultOrder": {"number": "88",
			"text": {"ru": "Признать конкурс 1/2019 несостоявшимся по протоколу конкурсной комиссии № 1/2019 от 17.12.2019."}, "winners": []},
		"documents": [{"kind": "FAILURE", "site": "https://example.kg/failure"}, {"kind": "PROTOCOL", "site": "https://example.kg/protocol"},
			{"kind": "ORDER", "site": "https://example.kg/order"}], "awards": [], "notAwarded": null, "publishedAt": null}}`, string(r.Data))
}
