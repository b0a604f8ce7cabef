package report_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/regulation"
)

// carriedOut records an event, a payment of 38 000 of 39 000 som, and what a business gave.
func carriedOut(t *testing.T, i *apptest.Initiative) {
	t.Helper()
	i.Leader.Change(t, "recordEvent", input{
		"agreementId": i.Agreement.ID, "plan": input{"title": input{"ky": "Баскетбол"}, "kind": "COMPETITION", "place": "спортзал"},
		"outcome": input{"heldOn": i.Today(), "participants": input{"men": 28, "women": 54}},
	})
	i.Leader.Change(t, "recordContribution", input{
		"agreementId": i.Agreement.ID, "source": "BUSINESS", "form": "IN_KIND", "valuation": "NOT_VALUED", "giver": "ОсОО «Булак»", "item": "суу",
		"receivedOn": i.Today(),
	})
	i.Accountant.Change(t, "recordPayment", input{
		"agreementId": i.Agreement.ID, "lineId": i.Lines(t)[0], "amount": 3_800_000, "paidOn": i.Today(),
		"document": input{"kind": "PAYMENT_ORDER", "number": "17", "date": i.Today()},
	})
}

type submitted struct {
	Content struct {
		Participants *int
		Narrative    struct{ WhatWasDone, Helpers string }
		Events       []struct{ Title string }
		Account      struct {
			Lines []struct {
				Actual, Difference *int64
				Documents          []struct{ Kind, Number string }
			}
			Gifts []struct {
				Item   string
				Amount *int64
			}
		}
	}
}

func sealed(t *testing.T, i *apptest.Initiative, id string) []submitted {
	t.Helper()
	var out struct {
		Node struct{ Editions []submitted }
	}
	i.Head.Do(t, `query($id: ID!) { node(id: $id) { ... on Report { editions { content { participants narrative { whatWasDone helpers } events { title }
		account { lines { actual difference documents { kind number } } gifts { item amount } } } } } } }`, input{"id": id}, &out)
	return out.Node.Editions
}

func TestAReportIsFilledFromTheRecordsAndSealed(t *testing.T) {
	t.Parallel()
	i := agreed(t)
	carriedOut(t, i)
	draft := i.Leader.Change(t, "draftReport", input{"agreementId": i.Agreement.ID})
	draft = i.Leader.Change(t, "updateReport", draft.With("results", []input{{"key": "R1", "text": "Аткарылды"}}, "sustainability", "Ийрим калды",
		"nextSteps", "Жыл сайын", "explanations", []input{{"lineNo": 2, "text": "Өзү алып келди"}}))
	first := i.Leader.Change(t, "submitReport", draft.Step())
	payment := i.Value(t, in(i, "SELECT id FROM %s.payment"))
	i.SQL(t, in(i, "UPDATE %s.payment SET state = 'VOIDED', reason = 'x' WHERE id = '"+payment+"'"))

	edition := sealed(t, i, first.ID)[0].Content
	require.Equal(t, 82, *edition.Participants)
	require.Equal(t, clock.DateOf(i.Clock.Now()).Format("02.01.2006")+" — Баскетбол, спортзал", edition.Narrative.WhatWasDone)
	require.Equal(t, "ОсОО «Булак»: суу", edition.Narrative.Helpers)
	require.Equal(t, "Баскетбол", edition.Events[0].Title)
	require.EqualValues(t, 3_800_000, *edition.Account.Lines[0].Actual, "as it was on the day of the submission")
	require.EqualValues(t, -100_000, *edition.Account.Lines[0].Difference)
	require.Equal(t, "PAYMENT_ORDER", edition.Account.Lines[0].Documents[0].Kind)
	require.Nil(t, edition.Account.Gifts[0].Amount)
}

// The act of acceptance makes what is left of the local budget due, and everyone
// sees when the report came.
func TestAnAcceptedReportReturnsWhatIsLeft(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	i := a.Won(t, a.Municipality(t), []int64{39_000}, func(r *regulation.Rules) { r.TransferToLegalEntitiesOnly = false })
	i.Agree(t, "TRANSFER")
	carriedOut(t, i)
	first := i.Leader.Change(t, "submitReport", written(t, i).Step())
	refunds := func() (found []struct {
		Source, State, Ground string
		Amount                int64
	}) {
		var out struct{ Node struct{ Refunds any } }
		out.Node.Refunds = &found
		i.Accountant.Do(t, `query($id: ID!) { node(id: $id) { ... on Agreement { refunds { source state ground amount } } } }`, input{"id": i.Agreement.ID}, &out)
		return found
	}
	require.Empty(t, refunds())
	i.Head.Change(t, "acceptReport", first.With(act(i)...))
	owed := refunds()
	require.Len(t, owed, 1)
	require.Equal(t, []string{"LOCAL_BUDGET", "DUE", "UNSPENT"}, []string{owed[0].Source, owed[0].State, owed[0].Ground})
	require.EqualValues(t, 100_000, owed[0].Amount)

	var out struct {
		PublicCompetition struct {
			Awards []struct {
				Report struct {
					State, SubmittedOn, AcceptedOn string
					Late                           bool
				}
			}
		}
	}
	i.Public().Do(t, `query($id: ID!) { publicCompetition(id: $id) { awards { report { state submittedOn acceptedOn late } } } }`,
		input{"id": i.CompetitionID()}, &out)
	shown := out.PublicCompetition.Awards[0].Report
	require.Equal(t, []string{"ACCEPTED", i.Today().String(), i.Today().String()}, []string{shown.State, shown.SubmittedOn, shown.AcceptedOn})
	require.False(t, shown.Late)
}
