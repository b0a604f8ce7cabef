package live

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

func TestASlowFollowerIsDropped(t *testing.T) {
	t.Parallel()
	f := &feed{wake: make(chan struct{}, 1), followers: map[chan *Event]struct{}{}}
	slow, _ := f.join()
	events := make([]*Event, backlog)
	for i := range events {
		events[i] = &Event{Position: Position{Transaction: uint64(i), ID: uuid.New()}}
	}
	f.send(events)
	quick, at := f.join()
	require.Equal(t, events[backlog-1].Position, at)
	f.send([]*Event{{Position: Position{Transaction: backlog}}})
	require.Equal(t, uint64(backlog), (<-quick).Position.Transaction)
	for range events {
		<-slow
	}
	_, open := <-slow
	require.False(t, open, "what it has not read in time it gets when it comes back")
	require.True(t, f.leave(quick))
}

func TestPositionsAreOrdered(t *testing.T) {
	t.Parallel()
	p := Position{Transaction: 9, ID: uuid.New()}
	q := Position{Transaction: 10, ID: uuid.New()}
	require.Negative(t, p.Compare(q))
	read, ok := ParsePosition(q.String())
	require.True(t, ok)
	require.Zero(t, q.Compare(read))
	for _, wrong := range []string{"", "1", "x-" + q.ID.String(), "-1-" + q.ID.String(), "1-x"} {
		_, ok := ParsePosition(wrong)
		require.False(t, ok, wrong)
	}
}
