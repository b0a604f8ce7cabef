package selection_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apptest"
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

// What is set aside for who moved up is bounded by what the withdrawal gave.
func TestWhoMovedUpGetsWhatTheWithdrawalGave(t *testing.T) {
	t.Parallel()
	c := listed(t)
	m := c.Joined(t, c.letters["Тоң"].municipality)
	aside := func(amount int) input {
		return input{"municipalityId": apptest.ID(m), "amount": amount, "callId": c.call}
	}
	require.Equal(t, "CALL_GIVES_NO_MONEY", c.manager.RefusedChange(t, "setGrantAside", aside(1)).Rule, "in reserve")
	c.leave(t, "Көк-Сай", "cofinancing", 20_000_000)
	refusal := c.manager.RefusedChange(t, "setGrantAside", aside(20_000_001))
	require.Equal(t, "SET_ASIDE_ABOVE_DECIDED", refusal.Rule)
	require.Equal(t, []string{"input", "amount"}, refusal.Path)
	c.manager.Change(t, "setGrantAside", aside(20_000_000))
}
