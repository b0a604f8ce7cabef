package live_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/uuid"
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
	head := a.As(m, access.Head)
	all := follow(t, head, m, "")
	sheets := follow(t, head, m, "", live.ScoreSheetSubmitted)

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

	own := next(t, follow(t, j.Owners[1], m, live.Position{}.String()))
	require.Equal(t, j.ApplicationID(1), own.Application.ID, "an initiator is told of her own application alone")
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
	head := a.As(m, access.Head)
	stream := head.Subscribe(t, a.SecondServer(t), watch, map[string]any{"m": apptest.ID(m)})
	a.Jury(t, m, []int64{10_000})
	require.Equal(t, string(live.ApplicationRegistered), next(t, stream).Kind)
}

// An event whose transaction began first is told first, though it was committed last: who
// comes back with the later one's id has missed nothing.
func TestNothingIsToldBeforeAnOpenTransaction(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	stream := follow(t, a.As(m, access.Head), m, live.Position{}.String())
	const sheet = `INSERT INTO %s.live_event (id, kind, subject_id, at) VALUES ('%s', 'SCORE_SHEET_SUBMITTED', '%[2]s', now());
		SELECT pg_notify('live', '%s');`
	early, late := uuid.NewString(), uuid.NewString()
	committed := make(chan error)
	go func() {
		committed <- a.TrySQL(t, "BEGIN;"+fmt.Sprintf(sheet, m.Schema, early, m.ID)+"SELECT pg_sleep(1); COMMIT")
	}()
	open := fmt.Sprintf("SELECT count(*) FROM pg_locks WHERE relation = '%s.live_event'::regclass AND mode = 'RowExclusiveLock'", m.Schema)
	for a.Value(t, open) == "0" {
		continue
	}
	a.SQL(t, fmt.Sprintf(sheet, m.Schema, late, m.ID))
	require.True(t, strings.HasSuffix(next(t, stream).ID, early))
	require.True(t, strings.HasSuffix(next(t, stream).ID, late))
	require.NoError(t, <-committed)
}
