package evaluation

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
)

func points(significance, participation int) []Score {
	return []Score{
		{Criterion: "significance", Points: &significance, Comment: "c"},
		{Criterion: "participation", Points: &participation, Comment: "c"},
	}
}

func TestASheetIsSavedInPartsAndSubmittedWhole(t *testing.T) {
	t.Parallel()
	s := &Sheet{State: SheetDraft}
	require.NoError(t, s.save(rules(), points(3, 4)[:1]))
	require.Nil(t, s.total(rules()))
	err := s.submit(rules(), now)
	require.Equal(t, []string{"scores", "1", "points"}, apperr.All(err)[0].Path)
	require.Equal(t, SheetDraft, s.State)
	require.NoError(t, s.save(rules(), points(3, 4)))
	require.NoError(t, s.submit(rules(), now))
	require.Equal(t, 7, *s.total(rules()))
}

func TestEverySheetStateAndEvent(t *testing.T) {
	t.Parallel()
	for _, state := range []SheetState{SheetDraft, SheetSubmitted} {
		s := &Sheet{Base: entity.Base{Version: 2}, State: state, Scores: points(3, 3), Revision: 1}
		save := s.save(rules(), points(4, 4))
		var submit error
		if state == SheetSubmitted {
			require.Equal(t, "SHEET_SUBMITTED", ruleOf(t, save))
			submit = s.submit(rules(), now)
			require.Equal(t, "SHEET_SUBMITTED", ruleOf(t, submit))
			require.Equal(t, 3, *s.Points("significance"), "nothing changed")
			next, err := s.reopened("a slip", now)
			require.NoError(t, err)
			require.Equal(t, SheetSubmitted, s.State, "the old revision stays")
			require.Equal(t, 2, next.Revision)
			require.Equal(t, SheetDraft, next.State)
			require.Equal(t, "a slip", next.ReopenReason)
			require.EqualValues(t, 1, next.Version)
			continue
		}
		require.NoError(t, save)
		_, err := s.reopened("r", now)
		require.Equal(t, "SHEET_NOT_SUBMITTED", ruleOf(t, err))
	}
}

func TestScoresThatNoSheetHolds(t *testing.T) {
	t.Parallel()
	outside, below := 6, -1
	for name, scores := range map[string][]Score{
		"above the scale": {{Criterion: "significance", Points: &outside}},
		"below the scale": {{Criterion: "significance", Points: &below}},
		"unknown":         {{Criterion: "beauty"}},
		"twice":           append(points(1, 1), points(2, 2)...),
		"unreadable":      {{Criterion: "significance", Comment: "a\x00b"}},
	} {
		s := &Sheet{State: SheetDraft}
		require.Equal(t, "VALIDATION", ruleOf(t, s.save(rules(), scores)), name)
		require.Empty(t, s.Scores, name)
	}
}

func TestTheExtremesNeedAComment(t *testing.T) {
	t.Parallel()
	for _, extreme := range []int{0, 5} {
		scores := points(extreme, 3)
		scores[0].Comment = "   "
		s := &Sheet{State: SheetDraft}
		require.NoError(t, s.save(rules(), scores))
		err := s.submit(rules(), now)
		require.Equal(t, "COMMENT_MISSING", ruleOf(t, err))
		require.Equal(t, []string{"scores", "0", "comment"}, apperr.All(err)[0].Path)
		free := rules()
		free.CommentAtExtremes = false
		require.NoError(t, s.submit(free, now))
	}
}
