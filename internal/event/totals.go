package event

import "slices"

// Level says what a count of participants was made of.
type Level string

// The levels.
const (
	OfEvents     Level = "EVENT"
	OfInitiative Level = "INITIATIVE"
)

// Summary is who took part in an initiative and how often it gathered people.
type Summary struct {
	Level        Level
	Participants Counts
	// Partial says that a number that one event has is missing at another.
	Partial bool
	// Events and Occurrences count the events held.
	Events, Occurrences int
	// Record is that of the initiative as a whole, nil without one.
	Record *Record
}

// Totals sums an initiative up: its record where there is one, otherwise its held events.
func Totals(record *Record, events []*Event) Summary {
	s := Summary{Level: OfEvents, Participants: Counts{Basis: Unknown}, Record: record}
	var held []Counts
	for _, e := range events {
		if e.State == Held {
			s.Events++
			s.Occurrences += e.Occurrences
			held = append(held, e.Participants)
		}
	}
	if record != nil {
		s.Level, s.Participants = OfInitiative, record.Participants
		return s
	}
	s.Participants, s.Partial = add(held)
	return s
}

// add adds up the numbers of several events. What no event counted stays unknown; a
// person who came twice is two attendances.
func add(list []Counts) (sum Counts, partial bool) {
	sum.Basis = Unknown
	for i, n := range sum.numbers() {
		counted := 0
		for _, c := range list {
			if value := *c.numbers()[i].value; value != nil && n.part != stated {
				*n.value = Plus(*n.value, value)
				counted++
			}
		}
		partial = partial || counted > 0 && counted < len(list)
	}
	sum.ReportedTotal = reported(list)
	sum.Estimates, sum.Derived = named(list, func(c Counts) []Number { return c.Estimates }), named(list, func(c Counts) []Number { return c.Derived })
	if len(list) == 1 {
		sum.Basis = list[0].Basis
	} else if len(list) > 1 && !slices.ContainsFunc(list, func(c Counts) bool { return c.Basis != Attendances && c.Basis != Unique }) {
		sum.Basis = Attendances
	}
	return sum, partial
}

// reported adds up the stated totals, taking the sum of an event that has none; nil when
// no event has one.
func reported(list []Counts) (total *int) {
	stated := false
	for _, c := range list {
		stated = stated || c.ReportedTotal != nil
		if c.ReportedTotal != nil {
			total = Plus(total, c.ReportedTotal)
		} else {
			total = Plus(total, c.Total())
		}
	}
	if !stated {
		return nil
	}
	return total
}

// named collects names of numbers, each once, in their order.
func named(list []Counts, of func(Counts) []Number) (names []Number) {
	var order Counts
	for _, n := range order.numbers() {
		if slices.ContainsFunc(list, func(c Counts) bool { return slices.Contains(of(c), n.name) }) {
			names = append(names, n.name)
		}
	}
	return names
}
