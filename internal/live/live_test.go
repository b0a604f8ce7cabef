package live_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/live"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/tenants"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

const watch = `subscription($m: ID!, $kinds: [LiveEventKind!]) { liveEvents(municipalityId: $m, kinds: $kinds) {
	id kind submittedSheets competition { id } application { id number } session { id state } } }`

// event is one that a stream told of.
type event struct {
	ID, Kind        string
	SubmittedSheets *int
	Competition     *struct{ ID string }
	Application     *struct{ ID, Number string }
	Session         *struct{ ID, State string }
}

func follow(t *testing.T, who *apptest.Client, m tenants.Tenant, last string, kinds ...live.Kind) *apptest.Stream {
	t.Helper()
	who.Header.Del("Last-Event-ID")
	if last != "" {
		who.Header.Set("Last-Event-ID", last)
	}
	return who.Subscribe(t, "", watch, map[string]any{"m": apptest.ID(m), "kinds": kinds})
}

func next(t *testing.T, stream *apptest.Stream) event {
	t.Helper()
	name, data := stream.Next()
	require.Equal(t, "next", name, data)
	var out struct{ Data struct{ LiveEvents event } }
	require.NoError(t, json.Unmarshal([]byte(data), &out), data)
	require.Equal(t, out.Data.LiveEvents.ID, stream.ID, "the event's id on the stream")
	return out.Data.LiveEvents
}

func TestEachIsToldOfWhatSheMaySee(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	head, stranger := a.As(m, access.Head), a.As(m)
	all := follow(t, head, m, "")
	sheets := follow(t, head, m, "", live.ScoreSheetSubmitted)
	none := follow(t, stranger, m, "")

	j := a.Jury(t, m, []int64{10_000, 20_000})
	j.Ranked(t, 3, 4)

	var kinds []string
	var count int
	for {
		e := next(t, all)
		kinds = append(kinds, e.Kind)
		require.NotNil(t, e.Competition)
		require.Equal(t, e.Kind == string(live.ApplicationRegistered), e.Application != nil)
		require.Equal(t, e.Kind == string(live.SessionChanged), e.Session != nil)
		require.Equal(t, e.Kind == string(live.ScoreSheetSubmitted), e.SubmittedSheets != nil)
		if e.SubmittedSheets != nil {
			count++
		}
		if e.Session != nil && e.Session.State == "SCORES_CLOSED" {
			break
		}
	}
	require.Equal(t, 2, strings.Count(fmt.Sprint(kinds), string(live.ApplicationRegistered)))
	require.Positive(t, count)
	for range count {
		require.Equal(t, string(live.ScoreSheetSubmitted), next(t, sheets).Kind)
	}
	_ = none
}

func TestWhoWasCutOffGetsWhatWasMissed(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	head := a.As(m, access.Head)
	stream := follow(t, head, m, "")
	a.Jury(t, m, []int64{10_000, 20_000, 30_000})
	first, second, third := next(t, stream), next(t, stream), next(t, stream)

	again := follow(t, head, m, first.ID)
	require.Equal(t, second, next(t, again))
	require.Equal(t, third, next(t, again))

	wrong := follow(t, head, m, "yesterday")
	_, data := wrong.Next()
	require.Contains(t, data, "VALIDATION")
}

func TestAnotherServerTellsToo(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	other := a.Beside(t)
	head := a.As(m, access.Head)
	stream := head.Subscribe(t, other, watch, map[string]any{"m": apptest.ID(m)})
	a.Jury(t, m, []int64{10_000})
	require.Equal(t, string(live.ApplicationRegistered), next(t, stream).Kind)
}
