package application

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/regulation"
)

// Result is how one point of the checklist came out.
type Result string

// The results.
const (
	Pass          Result = "PASS"
	Fail          Result = "FAIL"
	NotApplicable Result = "NOT_APPLICABLE"
)

// ItemResult is the result of one point, with a note that the applicant reads.
type ItemResult struct {
	// Key is that of the point in the pinned regulation.
	Key    string `json:"key"`
	Result Result `json:"result"`
	Note   string `json:"note,omitempty"`
}

// Admissibility is the check of one application against the regulation's list (M12).
type Admissibility struct {
	entity.Base `bun:",extend"`

	ApplicationID uuid.UUID    `json:"applicationId"`
	Results       []ItemResult `bun:"type:jsonb" json:"results"`
	// Decision is ADMITTED or REJECTED, empty while nobody has decided.
	Decision    State      `json:"decision"`
	DecidedAt   *time.Time `json:"decidedAt,omitempty"`
	DeciderName string     `json:"deciderName"`
}

// tally counts the points of a checklist without a result, and tells whether one failed.
func (c *Admissibility) tally(checklist []regulation.ChecklistItem) (unchecked int, failed bool) {
	results := map[string]Result{}
	if c != nil {
		for _, r := range c.Results {
			results[r.Key] = r.Result
			failed = failed || r.Result == Fail
		}
	}
	for _, item := range checklist {
		if results[item.Key] == "" {
			unchecked++
		}
	}
	return unchecked, failed
}
