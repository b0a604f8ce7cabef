package selection_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Whoever is told by hand is told the present result, not the one before it.
func TestWhoMovedUpIsToldAfterwards(t *testing.T) {
	t.Parallel()
	c := listed(t)
	published := c.Clock.Now()
	c.Clock.Set(published.Add(time.Hour))
	c.leave(t, "Көк-Сай")
	told := c.look(t).of(t, "Тоң")
	deliver := func(at time.Time) input {
		return input{"letterId": told.LetterID, "version": told.Notice.Version, "channel": "PHONE", "deliveredAt": at.Format(time.RFC3339), "note": ""}
	}
	for _, at := range []time.Time{published.Add(time.Minute), c.Clock.Now().Add(time.Minute)} {
		refusal := c.manager.RefusedChange(t, "recordParticipantNotice", deliver(at))
		require.Equal(t, "VALIDATION", refusal.Code)
		require.Equal(t, []string{"input", "deliveredAt"}, refusal.Path)
	}
	c.manager.Change(t, "recordParticipantNotice", deliver(c.Clock.Now()))
}
