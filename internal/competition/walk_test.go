package competition

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Whatever people try in whatever order, a published result has its announcement, its
// closed window, its signed protocol and its order, in this order and after each other.
func TestRandomWalks(t *testing.T) {
	t.Parallel()
	ends := map[State]bool{}
	rapid.Check(t, func(t *rapid.T) {
		c, now := sample(Draft)
		done := 0
		for range rapid.IntRange(10, 60).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(0, 72).Draw(t, "hours")) * time.Hour)
			event := rapid.SampledFrom(Events).Draw(t, "event")
			if forward, ok := next[c.StateAt(now)]; ok && rapid.IntRange(0, 9).Draw(t, "kind") > 0 {
				event = forward
			}
			facts := ready(event)
			facts.Applications.Admitted = rapid.IntRange(0, 2).Draw(t, "admitted")
			facts.Applications.Undecided = max(0, rapid.IntRange(-2, 1).Draw(t, "undecided"))
			before := *c
			if err := c.Apply(event, facts, now); err != nil {
				require.Equal(t, before, *c, "a refusal has no effect")
				continue
			}
			done++
			require.Len(t, c.History, done)
			if event == PublishFailure {
				require.Equal(t, Failed, before.State)
				require.False(t, before.FailurePublic(), "a failure goes out once")
				continue
			}
			require.False(t, over(before.State), "%s after the end", event)
		}
		checkStory(t, c)
		ends[c.State] = true
	})
	require.True(t, ends[ResultPublished], "no walk reached the end")
}

func over(s State) bool { return s == ResultPublished || s == Cancelled || s == Failed }

func checkStory(t *rapid.T, c *Competition) {
	require.Equal(t, c.State != Draft && c.State != Cancelled, c.AnnouncedAt != nil && c.State != Cancelled)
	require.Equal(t, c.State == ResultPublished, c.ResultPublic())
	if c.State != ResultPublished {
		return
	}
	last := func(event Event) int {
		return len(c.History) - 1 - slices.IndexFunc(reversed(c.History), func(s Step) bool { return s.Event == event })
	}
	order := []int{last(Announce), last(StartEvaluation), last(SignProtocol), last(ApproveResult), last(PublishResult)}
	require.IsIncreasing(t, order)
	require.False(t, c.History[last(StartEvaluation)].At.Before(*c.ClosesAt))
	require.NotNil(t, c.ResultOrder())
}

func reversed(steps []Step) []Step {
	copied := slices.Clone(steps)
	slices.Reverse(copied)
	return copied
}
