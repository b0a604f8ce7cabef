package publication

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/protocol"
)

func TestALetterMeasuresByTheAverageOfTheRankedApplications(t *testing.T) {
	t.Parallel()
	place := func(rank int, need, lasting, reach string) protocol.Place {
		return protocol.Place{ApplicationID: entity.NewID(), Rank: rank, Criteria: []protocol.Mean{
			{Key: "need", Mean: need}, {Key: "lasting", Mean: lasting}, {Key: "reach", Mean: reach},
		}}
	}
	content := &protocol.Content{
		Criteria: []protocol.Criterion{{Key: "need", Name: i18n.Localized{En: "Need"}}, {Key: "lasting", Name: i18n.Localized{En: "Lasting"}},
			{Key: "reach", Name: i18n.Localized{En: "Reach"}}},
		Ranking: []protocol.Place{place(1, "4.00", "2.00", "1.50"), place(2, "2.00", "3.00", "1.50"), place(0, "0.00", "0.00", "0.00")},
	}
	measures := Measures(content, content.Ranking[0].ApplicationID)
	require.Equal(t, []Measure{
		{Name: i18n.Localized{En: "Need"}, Mean: "4.00", Average: "3.00", Standing: evaluation.Strength},
		{Name: i18n.Localized{En: "Lasting"}, Mean: "2.00", Average: "2.50", Standing: evaluation.Gap},
		{Name: i18n.Localized{En: "Reach"}, Mean: "1.50", Average: "1.50", Standing: evaluation.Even},
	}, measures)
	require.Empty(t, Measures(content, content.Ranking[2].ApplicationID), "nobody scored it")

	_, letter := (&Verdict{Locale: i18n.En, Criteria: measures}).letter()
	require.Contains(t, letter, "Strengths:\n- Need: 4.00 (average 3.00)\n\nWhat could be better:\n- Lasting: 2.00 (average 2.50)")
	require.NotContains(t, letter, "Reach", "neither a strength nor a gap")
}
