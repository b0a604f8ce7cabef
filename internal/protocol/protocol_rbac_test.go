package protocol_test

import (
	"maps"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/internal/regulation"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

type input = apptest.Input

const (
	keepers = "COMMISSION_CHAIR COMMISSION_SECRETARY"
	members = keepers + " COMMISSION_MEMBER"
	readers = members + " HEAD EXEC_SECRETARY SPECIALIST KENESH_CHAIR PROGRAMME_MANAGER"
)

// table is the golden table of protocols and of the head's orders.
func table(t *testing.T, session, p apptest.Thing) apptest.Table {
	t.Helper()
	stale := apptest.Thing{ID: p.ID, Version: 99}
	order := input{"protocolId": p.ID, "version": 99, "number": "88", "date": "2019-12-17", "reason": "r"}
	approval := input{"protocolId": p.ID, "version": 99, "number": "88", "date": "2019-12-17"}
	return apptest.Table{
		"draftProtocol":      {Roles: keepers, Input: input{"sessionId": session.ID, "date": clock.NewDate(2030, 1, 1)}},
		"updateProtocol":     {Roles: keepers, Input: stale.With("date", "2019-12-17", "decisions", []input{})},
		"sealProtocol":       {Roles: keepers, Input: stale.Step()},
		"withdrawProtocol":   {Roles: "COMMISSION_CHAIR", Input: stale.With("reason", "r")},
		"signProtocol":       {Roles: members, Input: stale.Step()},
		"registerSignature":  {Roles: "COMMISSION_SECRETARY", Input: stale.With("memberId", apptest.Unknown(t, "CommissionMember", p.ID))},
		"attachProtocolScan": {Roles: keepers, Input: stale.With("fileId", apptest.Unknown(t, "File", p.ID))},
		"approveResult":      {Roles: "HEAD", Input: approval},
		"annulProtocol":      {Roles: "HEAD", Input: order},
	}
}

const register = `query($id: ID!) { node(id: $id) { ... on Protocol { content { register { applicant } } } } }`

// applicant is who applied, as a reader finds it in the register of a protocol.
func applicant(t *testing.T, reader *apptest.Client, id string) string {
	t.Helper()
	var out struct {
		Node struct {
			Content struct{ Register []struct{ Applicant string } }
		}
	}
	reader.Do(t, register, map[string]any{"id": id}, &out)
	return out.Node.Content.Register[0].Applicant
}

// TestTheRegisterNamesApplicantsAsFarAsTheirApplicationsDo reads a draft, a sealed and a
// signed protocol.
func TestTheRegisterNamesApplicantsAsFarAsTheirApplicationsDo(t *testing.T) {
	t.Parallel()
	for name, blind := range map[string]bool{"open": false, "blind": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := apptest.New(t)
			j := a.Jury(t, a.Municipality(t), []int64{39_000}, func(r *regulation.Rules) { r.Blind = blind })
			draft := j.Drafted(t, j.Ranked(t, 4))
			named, initials, code := "Исакунова0 Т.", "И. Т.", j.Applications[0].Code()
			want := map[access.Role]string{
				access.Head: named, access.Specialist: named, access.CommissionSecretary: named,
				access.CommissionChair: named, access.CommissionMember: named, access.KeneshChair: initials,
			}
			signed := maps.Clone(want)
			if blind {
				want[access.CommissionChair], want[access.CommissionMember], want[access.KeneshChair] = code, code, code
			}
			for role, who := range want {
				require.Equal(t, who, applicant(t, j.Seat(role), draft.ID), role)
			}
			p := j.Seats[0].Change(t, "sealProtocol", draft.Step())
			for role, who := range want {
				require.Equal(t, who, applicant(t, j.Seat(role), p.ID), role)
			}
			for _, seat := range j.Seats {
				p = seat.Change(t, "signProtocol", p.Step())
			}
			for role, who := range signed {
				require.Equal(t, who, applicant(t, j.Seat(role), p.ID), role)
			}
		})
	}
}

// drafted is a commission of five over applications, its session and the draft of its
// protocol. The ranking is the order of the applications.
func drafted(t *testing.T, asked ...int64) (j *apptest.Jury, session, draft apptest.Thing) {
	t.Helper()
	a := apptest.New(t)
	j = a.Jury(t, a.Municipality(t), asked)
	points := make([]int, len(asked))
	for i := range points {
		points[i] = 4 - i
	}
	session = j.Ranked(t, points...)
	return j, session, j.Drafted(t, session)
}

func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	j, session, draft := drafted(t, 39_000)
	j.RoleByOperation(t, j.M, table(t, session, draft), j.Seat)
}

func TestOnlyTheOfficesOfThisCommission(t *testing.T) {
	t.Parallel()
	j, _, draft := drafted(t, 39_000)
	j.Unseated(t, j.M, apptest.Table{"sealProtocol": {Input: draft.Step()}})
	sealed := j.Seats[0].Change(t, "sealProtocol", draft.Step())
	j.Unseated(t, j.M, apptest.Table{
		"signProtocol":      {Input: sealed.Step()},
		"withdrawProtocol":  {Input: sealed.With("reason", "r")},
		"registerSignature": {Input: sealed.With("memberId", j.MemberID(4), "refused", true, "dissent", "r")},
	})
	require.Equal(t, "FORBIDDEN", j.Seats[2].RefusedChange(t, "withdrawProtocol", sealed.With("reason", "r")).Code, "a member who did not preside")
}

func TestWhoReadsProtocolsAndOrders(t *testing.T) {
	t.Parallel()
	j, _, draft := drafted(t, 39_000)
	j.Readers(t, j.M, draft.ID, readers)
	order := j.Approve(t, j.Signed(t, draft))
	j.Readers(t, j.M, order.ID, readers)
}
