package protocol_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/regulation"
)

// The scan of the signed paper names everybody: kenesh chair and programme read the
// protocol with initials and do not open it.
func TestWhoOpensTheScanOfTheProtocol(t *testing.T) {
	t.Parallel()
	j, _, draft := drafted(t, 39_000)
	p := j.Signed(t, draft)
	scan := scalar.EncodeID(j.ReadyFile(t, j.Seats[1], j.M, file.ProtocolScan))
	j.Seats[1].Change(t, "attachProtocolScan", p.With("fileId", scan))
	j.Readers(t, j.M, scan, members+" HEAD EXEC_SECRETARY SPECIALIST")
}

// Where names are hidden until the protocol is signed, so is a scan that came before.
func TestAScanDoesNotUncoverABlindCompetition(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{39_000}, func(r *regulation.Rules) { r.Blind = true })
	p := j.Seats[0].Change(t, "sealProtocol", j.Drafted(t, j.Ranked(t, 4)).Step())
	scan := scalar.EncodeID(j.ReadyFile(t, j.Seats[1], j.M, file.ProtocolScan))
	p = j.Seats[1].Change(t, "attachProtocolScan", p.With("fileId", scan))
	sees := func(role access.Role) bool {
		return len(j.Seat(role).Post(t, `query($id: ID!) { node(id: $id) { id } }`, input{"id": scan}).Errors) == 0
	}
	require.False(t, sees(access.CommissionMember))
	require.True(t, sees(access.Head))
	for _, seat := range j.Seats {
		p = seat.Change(t, "signProtocol", p.Step())
	}
	require.True(t, sees(access.CommissionMember))
}
