package publication

import (
	"strconv"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/protocol"
)

// Measure is an application's mean on one criterion beside that of all ranked
// applications, both with two decimals; no member is named.
type Measure struct {
	Name          i18n.Localized
	Mean, Average string
	// Strong: not below the average of all.
	Strong bool
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
	var own, sum float64
	var count int
	for _, place := range ranking {
		for _, mean := range place.Criteria {
			points, err := strconv.ParseFloat(mean.Mean, 64)
			if mean.Key != key || err != nil {
				continue
			}
			sum, count = sum+points, count+1
			if place.ApplicationID == id {
				own, m.Mean, found = points, mean.Mean, true
			}
		}
	}
	if !found {
		return m, false
	}
	average := sum / float64(count)
	m.Average, m.Strong = strconv.FormatFloat(average, 'f', 2, 64), own >= average
	return m, true
}
