package selection

import (
	"slices"
	"time"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// State is where the choice of pilots of a call stands.
type State string

// The states (domain.md P6–P9).
const (
	// Preparation: letters are checked, the committee is formed, texts are redacted.
	Preparation State = "PREPARATION"
	// Scoring: the letters are fixed and members score them.
	Scoring State = "SCORING"
	// Deciding: the ranking stands, decisions and the protocol are written.
	Deciding State = "DECIDING"
	// Decided: the protocol is signed and sealed.
	Decided State = "DECIDED"
	// Published: everyone sees the list and every participant is told.
	Published State = "PUBLISHED"
)

// Event is what happens to a selection.
type Event string

// The events.
const (
	Configure     Event = "CONFIGURE"
	OpenScoring   Event = "OPEN_SCORING"
	CloseScoring  Event = "CLOSE_SCORING"
	ReopenScoring Event = "REOPEN_SCORING"
	Sign          Event = "SIGN"
	Publish       Event = "PUBLISH"
	Withdraw      Event = "WITHDRAW"
)

// Transition is one line of the table.
type Transition struct {
	Event Event
	From  []State
	To    State
}

// Table is the life of a selection. docs/selection-lifecycle.md is printed from it.
var Table = []Transition{
	{Configure, []State{Preparation}, Preparation},
	{OpenScoring, []State{Preparation}, Scoring},
	{CloseScoring, []State{Scoring}, Deciding},
	{ReopenScoring, []State{Deciding}, Scoring},
	{Sign, []State{Deciding}, Decided},
	{Publish, []State{Decided}, Published},
	{Withdraw, []State{Published}, Published},
}

// States lists them in their order.
var States = []State{Preparation, Scoring, Deciding, Decided, Published}

var names = map[State]i18n.Text{
	Preparation: i18n.New("даярдалууда", "подготовка", "being prepared"),
	Scoring:     i18n.New("бааланууда", "идёт оценка", "being scored"),
	Deciding:    i18n.New("чечим кабыл алынууда", "принимается решение", "being decided"),
	Decided:     i18n.New("чечилген", "решён", "decided"),
	Published:   i18n.New("жарыяланган", "опубликован", "published"),
}

// admits refuses an event that the state forbids.
func (s *Selection) admits(event Event) error {
	for _, t := range Table {
		if t.Event == event && slices.Contains(t.From, s.State) {
			return nil
		}
	}
	return ErrState.With(i18n.Args{"state": names[s.State]})
}

// Apply moves the selection by an event at time now and counts the change. REOPEN_SCORING
// and WITHDRAW ask for a reason.
func (s *Selection) Apply(event Event, reason string, now time.Time) error {
	if err := s.admits(event); err != nil {
		return err
	}
	if (event == ReopenScoring || event == Withdraw) && reason == "" {
		return apperr.ErrRequired.At("reason")
	}
	for _, t := range Table {
		if t.Event == event {
			s.State = t.To
		}
	}
	switch event {
	case OpenScoring:
		s.ScoringOpenedAt = &now
	case CloseScoring:
		s.ScoringClosedAt = &now
	case ReopenScoring:
		s.ScoringClosedAt = nil
	case Sign:
		s.DecidedAt = &now
	case Publish:
		s.PublishedAt = &now
	}
	s.Touch(now)
	return nil
}
