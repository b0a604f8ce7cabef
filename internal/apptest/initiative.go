package apptest

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/tenants"
)

// Initiative is a winner of a published competition, with the people who carry it out.
type Initiative struct {
	*Jury
	Leader, Specialist, Accountant *Client
	AwardID                        string
	// Agreement is empty until [Initiative.Agree].
	Agreement Thing
}

// Won publishes a competition in which every application wins what it asked for, and
// follows the first winner.
func (a *App) Won(t testing.TB, m tenants.Tenant, asked []int64, change ...func(*regulation.Rules)) *Initiative {
	t.Helper()
	j := a.Jury(t, m, asked, change...)
	points := make([]int, len(asked))
	for i := range points {
		points[i] = 4
	}
	j.Publish(t, j.Signed(t, j.Drafted(t, j.Ranked(t, points...))))
	i := &Initiative{
		Jury: j, Leader: j.Owners[0], Specialist: a.As(m, access.Specialist), Accountant: a.As(m, access.Accountant),
	}
	i.AwardID = i.Award(t, 0)
	return i
}

// Publish approves the result of a signed protocol and publishes it.
func (j *Jury) Publish(t testing.TB, signed Thing) {
	t.Helper()
	j.Approve(t, signed)
	var documents []Input
	for _, kind := range []string{"PROTOCOL", "ORDER", "WINNERS"} {
		documents = append(documents, Input{"kind": kind, "publishedOn": j.Today(), "boards": "Садовое"})
	}
	c := j.Competition(t)
	j.Head.Change(t, "publishResult", c.With("documents", documents))
}

// Award is the global id of the award of the n-th application.
func (j *Jury) Award(t testing.TB, n int) string {
	t.Helper()
	var out struct {
		Competition struct {
			Awards []struct {
				ID          string
				Application struct{ ID string }
			}
		}
	}
	j.Head.Do(t, `query($id: ID!) { competition(id: $id) { awards { id application { id } } } }`, Input{"id": j.CompetitionID()}, &out)
	for _, award := range out.Competition.Awards {
		if award.Application.ID == j.ApplicationID(n) {
			return award.ID
		}
	}
	require.Fail(t, "no award", n)
	return ""
}

// Drafts begins the agreement and writes measurable terms of reference.
func (i *Initiative) Drafts(t testing.TB, mode string) Thing {
	t.Helper()
	i.Agreement = i.Specialist.Change(t, "createAgreement", Input{"awardId": i.AwardID, "mode": mode})
	return i.Agreement
}

// Signing is the input of a signature on the agreement.
func (i *Initiative) Signing(t testing.TB) Input {
	t.Helper()
	scan := scalar.EncodeID(i.ReadyFile(t, i.Head, i.M, file.SignedPaper))
	return i.Agreement.With("date", i.Today(), "scanFileId", scan, "signatories", []Input{
		{"side": "MUNICIPALITY", "position": "Айыл өкмөтүнүн башчысы", "name": "Асанов А."}, {"side": "PERFORMER", "name": "Исакунова Т."},
	})
}

// Agree drafts, signs and activates the agreement.
func (i *Initiative) Agree(t testing.TB, mode string) Thing {
	t.Helper()
	i.Drafts(t, mode)
	i.Agreement = i.Specialist.Change(t, "submitAgreement", i.Agreement.Step())
	i.Agreement = i.Head.Change(t, "signAgreement", i.Signing(t))
	i.Agreement = i.Head.Change(t, "activateAgreement", i.Agreement.Step())
	require.Equal(t, "ACTIVE", i.Agreement.State)
	return i.Agreement
}

// Lines are the global ids of the agreement's estimate.
func (i *Initiative) Lines(t testing.TB) []string {
	t.Helper()
	var out struct {
		Node struct{ Lines []struct{ ID string } }
	}
	i.Head.Do(t, `query($id: ID!) { node(id: $id) { ... on Agreement { lines { id } } } }`, Input{"id": i.Agreement.ID}, &out)
	ids := make([]string, len(out.Node.Lines))
	for n, line := range out.Node.Lines {
		ids[n] = line.ID
	}
	return ids
}
