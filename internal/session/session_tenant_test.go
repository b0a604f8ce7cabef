package session_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestEveryIDOfAnotherMunicipality(t *testing.T) {
	t.Parallel()
	j := jury(t, 39_000)
	s := j.Planned(t, 5)
	other := j.Municipality(t)
	j.Strangers(t, other, table(j, s), s.ID)

	own := j.App.Jury(t, other, []int64{39_000})
	session := own.Ranked(t, 3)
	foreign := []input{{"applicationId": j.ApplicationID(0), "choice": "FOR"}}
	require.Equal(t, "NOT_A_CANDIDATE", own.Seats[0].RefusedChange(t, "castVotes", input{"sessionId": session.ID, "votes": foreign}).Name())
	require.Equal(t, "NOT_A_CANDIDATE", own.Seats[0].RefusedChange(t, "recordDissent",
		input{"sessionId": session.ID, "applicationId": j.ApplicationID(0), "text": "no"}).Name())
	attendance := []input{{"memberId": j.MemberID(0), "presence": "PRESENT"}}
	require.Equal(t, []string{"input", "attendance", "0", "memberId"},
		own.Seats[1].RefusedChange(t, "recordAttendance", session.With("attendance", attendance)).Path)
	require.Equal(t, "NOT_TIED", own.Seats[0].RefusedChange(t, "castTieVote", session.With("reason", "Даярдыгы жакшыраак", "order", []string{j.ApplicationID(0)})).Name())
}
