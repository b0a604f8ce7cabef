package call

import "github.com/demilge/demilge/internal/clock"

// ResultsPublishedOn is the day on which the list came out, nil before.
func (c *Call) ResultsPublishedOn() *clock.Date {
	if c.ResultsAt == nil {
		return nil
	}
	day := clock.DateOf(*c.ResultsAt)
	return &day
}
