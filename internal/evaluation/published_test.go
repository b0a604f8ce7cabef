package evaluation_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apptest"
)

// Those who stand behind an application read what was said of it, and only after the
// result is published.
func TestOwnersReadTheirFeedbackAfterThePublication(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{39_000, 39_000})
	j.Declare(t, 2)
	j.Score(t, 2, 0, 4)
	type feedback struct {
		Rank, Of int
		Mean     string
		Criteria []struct {
			Standing string
			Comments []string
		}
	}
	read := func(c *apptest.Client, application int) *feedback {
		var out struct {
			R *struct{ Feedback *feedback }
		}
		c.Do(t, `query($id: ID!) { r: node(id: $id) { ... on Application { feedback { rank of mean criteria { standing comments } } } } }`,
			apptest.Input{"id": j.ApplicationID(application)}, &out)
		return out.R.Feedback
	}
	require.Nil(t, read(j.Owners[0], 0), "not before the publication")
	j.SQL(t, fmt.Sprintf("UPDATE %s.competition SET state = 'RESULT_PUBLISHED', published_at = now() WHERE id = '%s'", j.M.Schema, j.C.ID))
	own := read(j.Owners[0], 0)
	require.NotNil(t, own)
	require.Equal(t, []int{1, 1}, []int{own.Rank, own.Of})
	require.Equal(t, "EVEN", own.Criteria[0].Standing)
	require.Equal(t, []string{"—"}, own.Criteria[0].Comments)
	require.Nil(t, read(j.Owners[1], 1), "nobody scored it")
	require.NotNil(t, read(j.Seats[0], 0))
}
