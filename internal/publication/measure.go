package publication

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/protocol"
)

// Measure is an application's mean on one criterion beside that of all ranked
// applications, both with two decimals; no member is named.
type Measure struct {
	Name          i18n.Localized
	Mean, Average string
	// Standing is that of [evaluation.StandingOf].
	Standing evaluation.Standing
}

// Measures compares an application with all that a signed protocol ranks, by criterion.
func Measures(content *protocol.Content, id uuid.UUID) []Measure {
	var list []Measure
	for _, criterion := range content.Criteria {
		if m, ok := measure(content.Ranking, id, criterion.Key); ok {
			m.Name = criterion.Name
			list = append(list, m)
		}
	}
	return list
}

func measure(ranking []protocol.Place, id uuid.UUID, key string) (m Measure, found bool) {
	var all []string
	for _, place := range ranking {
		for _, mean := range place.Criteria {
			if mean.Key != key || place.Rank == 0 {
				continue
			}
			all = append(all, mean.Mean)
			if place.ApplicationID == id {
				m.Mean, found = mean.Mean, true
			}
		}
	}
	if !found {
		return m, false
	}
	m.Average, m.Standing = evaluation.StandingOf(m.Mean, all)
	return m, true
}
