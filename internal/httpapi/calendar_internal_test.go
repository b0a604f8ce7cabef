package httpapi

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/deadline"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/task"
)

// TestATaskThatMovedIsAnotherEntry: what has editions keeps its name and counts them.
func TestATaskThatMovedIsAnotherEntry(t *testing.T) {
	t.Parallel()
	id := uuid.MustParse("01890000-0000-7000-8000-000000000001")
	on := func(day, version int) string {
		date := clock.NewDate(2026, time.May, day)
		feed := &deadline.Feed{Link: &deadline.Link{Language: i18n.Ru}, Entries: []*deadline.Entry{
			{Kind: deadline.Kind(task.SubmitReport), SubjectID: id, On: date},
			{Kind: deadline.WindowCloses, SubjectID: id, On: date, Version: int64(version)},
		}}
		return calendar(feed, "https://demilge.example")
	}
	before, after := on(1, 3), on(8, 4)
	require.Contains(t, before, "UID:SUBMIT_REPORT-"+id.String()+"-20260501@demilge\r\n")
	require.Contains(t, after, "UID:SUBMIT_REPORT-"+id.String()+"-20260508@demilge\r\n")
	for _, body := range []string{before, after} {
		require.Contains(t, body, "UID:WINDOW_CLOSES-"+id.String()+"@demilge\r\n")
		require.Equal(t, 1, strings.Count(body, "SEQUENCE:"), body)
		require.NotContains(t, body, "METHOD:", "which wants an ORGANIZER (RFC 5546)")
	}
}
