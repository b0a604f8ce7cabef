package evaluation

import "math/big"

// Standing compares a mean with the average of all ranked applications on the same
// criterion.
type Standing string

// The standings.
const (
	Strength Standing = "STRENGTH"
	Even     Standing = "EVEN"
	Gap      Standing = "GAP"
)

// StandingOf is the one rule of strengths and gaps (domain.md M17): a mean above the
// average of all ranked applications is a strength, one below it a gap. Both are compared
// as people read them, with two decimals, so that a protocol says the same as the sheets.
// all are the means of the ranked applications, own among them.
func StandingOf(own string, all []string) (average string, standing Standing) {
	sum := new(big.Rat)
	for _, mean := range all {
		sum.Add(sum, printed(mean))
	}
	if len(all) > 0 {
		sum.Quo(sum, ratio(len(all), 1))
	}
	average = decimal(sum)
	switch printed(own).Cmp(printed(average)) {
	case 1:
		return average, Strength
	case -1:
		return average, Gap
	}
	return average, Even
}

// printed reads a mean as [CriterionMean.Mean] writes it.
func printed(mean string) *big.Rat {
	r, ok := new(big.Rat).SetString(mean)
	if !ok {
		return new(big.Rat)
	}
	return r
}
