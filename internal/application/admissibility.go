package application

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
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

// CheckedItem is a point of the checklist with its result.
type CheckedItem struct {
	regulation.ChecklistItem

	// Result is nil while the point is not checked.
	Result *Result
	Note   string
}

// Admission is a check as people read it: the whole checklist, and what came of it.
type Admission struct {
	Checklist []CheckedItem
	// Decision is ADMITTED or REJECTED, nil while nobody has decided.
	Decision    *State
	DecidedAt   *time.Time
	DeciderName string
	// DueOn is the last day of the check (M12), nil before the window is set.
	DueOn *clock.Date
}

// admission joins a check, nil when nobody has begun it, with the checklist.
func (c *Admissibility) admission(settings *Settings) *Admission {
	shown := &Admission{Checklist: make([]CheckedItem, len(settings.Rules.Checklist))}
	for i, item := range settings.Rules.Checklist {
		shown.Checklist[i].ChecklistItem = item
	}
	if closes := settings.Competition.ClosesAt; closes != nil {
		due := settings.Days.After(clock.DateOf(closes.Add(-time.Nanosecond)), settings.Rules.CheckWorkingDays)
		shown.DueOn = &due
	}
	if c == nil {
		return shown
	}
	for _, r := range c.Results {
		for i := range shown.Checklist {
			if shown.Checklist[i].Key == r.Key {
				shown.Checklist[i].Result, shown.Checklist[i].Note = &r.Result, r.Note
			}
		}
	}
	if c.Decision != "" {
		shown.Decision, shown.DecidedAt, shown.DeciderName = &c.Decision, c.DecidedAt, c.DeciderName
	}
	return shown
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
