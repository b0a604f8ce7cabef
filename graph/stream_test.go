package graph_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/competition"
)

const changed = `subscription($id: ID!) { competitionChanged(id: $id) { state version } }`

// watched is a stream of a competition's changes that has told of its present state.
func watched(t *testing.T, c *competition.Competition, who *apptest.Client) *apptest.Stream {
	t.Helper()
	stream := who.Subscribe(t, "", changed, map[string]any{"id": scalar.EncodeID(c.Ref())})
	event, data := stream.Next()
	require.Equal(t, "next", event)
	require.Contains(t, data, `"state":"ANNOUNCED"`)
	return stream
}

func ended(t *testing.T, stream *apptest.Stream) {
	t.Helper()
	event, data := stream.Next()
	require.Equal(t, "complete", event, data)
	event, _ = stream.Next()
	require.Empty(t, event)
}

func TestAStreamTellsOfTheClockAndOfChanges(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	m := app.Municipality(t)
	c := app.Contest(t, m)
	head := app.As(m, access.Head)
	stream := watched(t, c, head)

	app.Clock.Set(apptest.Opens.Add(time.Hour))
	_, data := stream.Next()
	require.Contains(t, data, `"state":"OPEN"`)

	ctx := head.Context(t.Context())
	current, err := app.Resolver.Competitions.Get(ctx, c.Ref())
	require.NoError(t, err)
	_, err = app.Resolver.Competitions.Cancel(ctx, c.Ref(), current.Version, "The envelope was withdrawn.")
	require.NoError(t, err)
	_, data = stream.Next()
	require.Contains(t, data, `"state":"CANCELLED"`)
}

func TestAStreamEndsWithTheRoles(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	m := app.Municipality(t)
	c := app.Contest(t, m)
	leaving, staying := app.As(m, access.Head), app.As(m, access.Specialist)
	revoked, kept := watched(t, c, leaving), watched(t, c, staying)
	leaving.Dismiss()
	app.Clock.Set(apptest.Opens.Add(time.Hour))
	ended(t, revoked)
	event, _ := kept.Next()
	require.Equal(t, "next", event)
}

func TestASuspensionEndsStreams(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	m := app.Municipality(t)
	c := app.Contest(t, m)
	head := app.As(m, access.Head)
	stream := watched(t, c, head)
	_, err := app.Resolver.Territory.Suspend(app.As(m, access.PlatformAdmin).Context(t.Context()), m.ID, "test")
	require.NoError(t, err)
	ended(t, stream)
	again := head.Subscribe(t, "", changed, map[string]any{"id": scalar.EncodeID(c.Ref())})
	_, data := again.Next()
	require.Contains(t, data, "TENANT_SUSPENDED")
	ended(t, again)
}
