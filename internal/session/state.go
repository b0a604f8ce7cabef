package session

import (
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/regulation"
)

// State is where a session stands.
type State string

// The states. Adjourned and annulled sessions are kept, another takes their place.
const (
	Planned      State = "PLANNED"
	Open         State = "OPEN"
	ScoresClosed State = "SCORES_CLOSED"
	Closed       State = "CLOSED"
	Adjourned    State = "ADJOURNED"
	Annulled     State = "ANNULLED"
)

// Event is what happens to a session.
type Event string

// The events.
const (
	OpenSession  Event = "OPEN"
	CloseScores  Event = "CLOSE_SCORES"
	ReopenScores Event = "REOPEN_SCORES"
	CloseSession Event = "CLOSE"
	// ReopenSession takes the close back, before a protocol is sealed.
	ReopenSession Event = "REOPEN"
	Adjourn       Event = "ADJOURN"
	Annul         Event = "ANNUL"
)

// States and Events list them all.
var (
	States = []State{Planned, Open, ScoresClosed, Closed, Adjourned, Annulled}
	Events = []Event{OpenSession, CloseScores, ReopenScores, CloseSession, ReopenSession, Adjourn, Annul}
)

// Facts are what the rules of a session need from outside it.
type Facts struct {
	Contest *evaluation.Contest
	Reason  string
}

type guard func(*Session, Facts) error

// transition is one line of the session's table.
type transition struct {
	event  Event
	from   []State
	to     State
	guards []guard
}

var table = []transition{
	{OpenSession, []State{Planned}, Open, []guard{quorumMet, presided}},
	{CloseScores, []State{Open}, ScoresClosed, []guard{quorumMet, sheetsIn}},
	{ReopenScores, []State{ScoresClosed}, Open, []guard{reasonGiven}},
	{CloseSession, []State{ScoresClosed}, Closed, []guard{quorumMet, tieDecided}},
	{ReopenSession, []State{Closed}, ScoresClosed, []guard{reasonGiven, protocolOpen}},
	{Adjourn, []State{Planned, Open, ScoresClosed}, Adjourned, []guard{reasonGiven}},
	{Annul, []State{Closed}, Annulled, []guard{reasonGiven}},
}

// Allowed lists the events that the state does not forbid; guards may still.
func (s *Session) Allowed() []Event {
	var events []Event
	for _, t := range table {
		if slices.Contains(t.from, s.State) {
			events = append(events, t.event)
		}
	}
	return events
}

// Apply moves the session by an event at time now and counts the change, or answers
// RULE and changes nothing.
func (s *Session) Apply(event Event, facts Facts, now time.Time) error {
	i := slices.IndexFunc(table, func(t transition) bool { return t.event == event })
	t := table[i]
	if !slices.Contains(t.from, s.State) {
		return ErrState.With(i18n.Args{"state": names[s.State]})
	}
	for _, guard := range t.guards {
		if err := guard(s, facts); err != nil {
			return err
		}
	}
	s.State = t.to
	s.effect(event, facts, now)
	s.Touch(now)
	return nil
}

func (s *Session) effect(event Event, facts Facts, now time.Time) {
	switch event {
	case OpenSession:
		s.OpenedAt = &now
	case CloseScores:
		s.ScoresClosedAt = &now
	case ReopenScores:
		s.ScoresClosedAt, s.Reason = nil, facts.Reason
		s.Casting, s.CastingReason = []uuid.UUID{}, ""
	case CloseSession:
		s.ClosedAt = &now
	case ReopenSession:
		s.ClosedAt, s.Reason = nil, facts.Reason
	case Adjourn, Annul:
		s.Reason = facts.Reason
		if s.ClosedAt == nil {
			s.ClosedAt = &now
		}
	}
}

func quorumMet(s *Session, f Facts) error {
	q := s.QuorumOf(f.Contest)
	if q.Met() {
		return nil
	}
	return ErrNoQuorum.With(i18n.Args{"present": q.Present, "eligible": q.Eligible, "num": q.Needed.Num, "den": q.Needed.Den})
}

func presided(s *Session, _ Facts) error {
	if s.PresidingID == nil || !s.IsPresent(*s.PresidingID) {
		return ErrNoChair
	}
	return nil
}

// sheetsIn demands every sheet that is owed by a member who is not recorded as away.
func sheetsIn(s *Session, f Facts) error {
	var missing []string
	for _, expected := range f.Contest.Missing() {
		a := s.Attends(expected.Member.ID)
		if a == nil || a.Presence == Present {
			missing = append(missing, expected.Member.Name+" (№ "+expected.Candidate.Number+")")
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return ErrSheetsMissing.With(i18n.Args{"count": len(missing), "list": strings.Join(missing[:min(len(missing), 10)], ", ")})
}

// tieDecided demands the chair's vote while equal applications share the last of the money.
func tieDecided(_ *Session, f Facts) error {
	if !slices.Contains(f.Contest.Rules.TieRules, regulation.TieChairVote) {
		return nil
	}
	if tied := f.Contest.Rank(f.Contest.Envelope).AtLine(); len(tied) > 0 {
		return ErrTieOpen.With(i18n.Args{"numbers": evaluation.Numbers(tied)})
	}
	return nil
}

func protocolOpen(_ *Session, f Facts) error {
	if f.Contest.Stage.Sealed {
		return evaluation.ErrProtocolSealed
	}
	return nil
}

func reasonGiven(_ *Session, f Facts) error {
	if f.Reason == "" {
		return apperr.ErrRequired.At("reason")
	}
	return nil
}

var names = map[State]i18n.Text{
	Planned:      i18n.New("пландалган", "назначено", "planned"),
	Open:         i18n.New("ачык", "открыто", "open"),
	ScoresClosed: i18n.New("баллдар жабылган", "оценки закрыты", "scores closed"),
	Closed:       i18n.New("жабылган", "закрыто", "closed"),
	Adjourned:    i18n.New("чечимсиз аяктаган", "прервано без решения", "adjourned"),
	Annulled:     i18n.New("жокко чыгарылган", "отменено", "annulled"),
}
