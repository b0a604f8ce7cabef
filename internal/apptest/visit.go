package apptest

import (
	"testing"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/file"
)

// Answers answer every item of the terms of reference that the agreement has in force.
func (i *Initiative) Answers(t testing.TB, result string) []Input {
	t.Helper()
	var out struct {
		Node struct {
			TermsOfReference []struct{ Items []struct{ Key string } }
		}
	}
	i.Head.Do(t, `query($id: ID!) { node(id: $id) { ... on Agreement { termsOfReference { items { key } } } } }`, Input{"id": i.Agreement.ID}, &out)
	var answers []Input
	for _, item := range out.Node.TermsOfReference[len(out.Node.TermsOfReference)-1].Items {
		answers = append(answers, Input{"key": item.Key, "result": result})
	}
	return answers
}

// Monitors are the global ids of a group's members.
func (i *Initiative) Monitors(t testing.TB, group Thing) []string {
	t.Helper()
	var out struct {
		Node struct{ Members []struct{ ID string } }
	}
	i.Head.Do(t, `query($id: ID!) { node(id: $id) { ... on MonitoringGroup { members { id } } } }`, Input{"id": group.ID}, &out)
	ids := make([]string, len(out.Node.Members))
	for n, m := range out.Node.Members {
		ids[n] = m.ID
	}
	return ids
}

// Seen is the record of a visit of today that nobody planned, on which all agrees.
func (i *Initiative) Seen(t testing.TB, group Thing) Input {
	t.Helper()
	return Input{
		"agreementId": i.Agreement.ID, "groupId": group.ID, "visitedOn": i.Today(), "present": i.Monitors(t, group)[:2], "place": "Садовое",
		"checklist": i.Answers(t, "COMPLIES"),
	}
}

// Paper is a ready scan of a signed paper that a client uploaded.
func (i *Initiative) Paper(t testing.TB, c *Client) string {
	t.Helper()
	return scalar.EncodeID(i.ReadyFile(t, c, i.M, file.SignedPaper))
}
