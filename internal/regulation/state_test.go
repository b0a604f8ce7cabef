package regulation

import (
	"testing"

	"github.com/stretchr/testify/require"
)

var events = []Event{Edit, Discard, ReviewByCommittee, ReturnToDraft, Adopt, Publish, SendToJustice, AttachText}

func TestEveryStateAnswersEveryEvent(t *testing.T) {
	t.Parallel()
	want := map[State]map[Event]State{
		Drafted:           {Edit: Drafted, Discard: Drafted, ReviewByCommittee: CommitteeReviewed, AttachText: Drafted},
		CommitteeReviewed: {ReturnToDraft: Drafted, Adopt: Adopted, AttachText: CommitteeReviewed},
		Adopted:           {Publish: Published, SendToJustice: Adopted, AttachText: Adopted},
		Published:         {SendToJustice: Published, AttachText: Published},
	}
	for state, row := range want {
		for _, event := range events {
			next, err := state.after(event)
			if expected, ok := row[event]; ok {
				require.NoError(t, err, "%s %s", state, event)
				require.Equal(t, expected, next, "%s %s", state, event)
				continue
			}
			require.Error(t, err, "%s %s", state, event)
			require.Equal(t, state, next, "a refusal moves nothing: %s %s", state, event)
		}
	}
}

func TestAdoptedIsNeverReopened(t *testing.T) {
	t.Parallel()
	for _, state := range []State{Adopted, Published} {
		for _, event := range events {
			next, err := state.after(event)
			require.True(t, next.Adopted(), "%s %s", state, event)
			if event == Edit || event == Adopt || event == Discard {
				require.ErrorIs(t, err, ErrAdopted)
			}
		}
	}
}
