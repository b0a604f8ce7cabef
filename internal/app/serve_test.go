package app_test

import (
	"context"
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
)

// TestAServerThatStopsEndsItsStreams at once, without waiting until their time is over.
func TestAServerThatStopsEndsItsStreams(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	c := a.Contest(t, m)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- a.Listen(ctx, listener, time.Hour) }()

	stream := a.As(m, access.Head).Subscribe(t, "http://"+listener.Addr().String(),
		`subscription($id: ID!) { competitionChanged(id: $id) { state } }`, map[string]any{"id": scalar.EncodeID(c.Ref())})
	event, _ := stream.Next()
	require.Equal(t, "next", event)
	stop()
	event, _ = stream.Next()
	require.Equal(t, "complete", event)
	require.NoError(t, <-ended)
}
