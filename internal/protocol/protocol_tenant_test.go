package protocol_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/file"
)

func TestEveryIDOfAnotherMunicipality(t *testing.T) {
	t.Parallel()
	j, session, draft := drafted(t, 39_000)
	signed := j.Signed(t, draft)
	order := j.Approve(t, signed)
	other := j.Municipality(t)
	j.Strangers(t, other, table(t, session, signed), signed.ID, order.ID)

	own := j.App.Jury(t, other, []int64{39_000})
	mine := own.Drafted(t, own.Ranked(t, 3))
	decisions := []input{{"applicationId": j.ApplicationID(0), "localBudget": 1}}
	require.Equal(t, "NOT_A_CANDIDATE", own.Seats[1].RefusedChange(t, "updateProtocol", mine.With("date", own.Today(), "decisions", decisions)).Name())
	scan := scalar.EncodeID(j.ReadyFile(t, j.Seats[1], j.M, file.ProtocolScan))
	require.Equal(t, "NOT_FOUND", own.Seats[1].RefusedChange(t, "attachProtocolScan", mine.With("fileId", scan)).Code, "a scan of another municipality")
}
