package postgres

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/authn"
)

func TestCallersAreRememberedOnlyWhileTheChannelIsHeard(t *testing.T) {
	t.Parallel()
	c, now, reads := newCallers(), time.Now(), 0
	meanwhile := func() {}
	find := func(at time.Time) *authn.Caller {
		caller, err := c.find("hash", at, func() (*authn.Caller, time.Time, error) {
			reads++
			meanwhile()
			return &authn.Caller{Seen: true}, now.Add(time.Minute), nil
		})
		require.NoError(t, err)
		return caller
	}
	find(now)
	find(now)
	require.Equal(t, 2, reads, "nobody listens")

	c.hears(true)
	require.True(t, find(now).Seen)
	require.False(t, find(now).Seen, "the use was noted")
	require.Equal(t, 3, reads, "remembered")
	find(now.Add(time.Minute))
	require.Equal(t, 4, reads, "the secret has expired")

	meanwhile = c.forget
	c.forget()
	find(now)
	find(now)
	require.Equal(t, 6, reads, "read before the change, not remembered after it")

	meanwhile = func() {}
	find(now)
	c.hears(false)
	find(now)
	require.Equal(t, 8, reads, "the channel was lost")

	_, err := c.find("other", now, func() (*authn.Caller, time.Time, error) { return nil, now, errors.New("none") })
	require.Error(t, err)
}
