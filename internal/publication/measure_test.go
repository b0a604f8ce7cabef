package publication

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/protocol"
)

func TestALetterMeasuresByTheAverageOfTheRankedApplications(t *testing.T) {
	t.Parallel()
	place := func(rank int, need, lasting string) protocol.Place {
		return protocol.Place{ApplicationID: entity.NewID(), Rank: rank, Criteria: []protocol.Mean{{Key: "need", Mean: need}, {Key: "lasting", Mean: lasting}}}
	}
	content := &protocol.Content{
		Criteria: []protocol.Criterion{{Key: "need", Name: i18n.Localized{En: "Need"}}, {Key: "lasting"}},
		Ranking:  []protocol.Place{place(1, "4.00", "2.00"), place(2, "2.00", "3.00"), place(0, "0.00", "0.00")},
	}
	require.Equal(t, []Measure{
		{Name: i18n.Localized{En: "Need"}, Mean: "4.00", Average: "3.00", Strong: true},
		{Mean: "2.00", Average: "2.50"},
	}, Measures(content, content.Ranking[0].ApplicationID))
	require.Empty(t, Measures(content, content.Ranking[2].ApplicationID), "nobody scored it")
}
