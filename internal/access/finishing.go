package access

import (
	"slices"

	"github.com/google/uuid"
)

// finishing are the objects of the work on agreements, with the reminders of it (Task): what
// is changed even where nothing new begins any more, in a municipality whose memorandum is
// over or that went over into others (docs/adr/0014-succession.md).
var finishing = []Object{
	ProgrammeGrant, Agreement, Event, EventPhoto, ParticipantRecord, ParticipantList, Report, ReportProgrammePart,
	MonitoringGroup, MonitoringVisit, Finding, MonitoringProtocol,
	Purchase, Payment, Refund, Contribution, Reallocation, Tranche, BankDetails, Appeal, File, Paper, Task,
}

// Finishes reports whether a permission belongs to the work on agreements.
func (p Permission) Finishes() bool { return slices.Contains(finishing, p.Object) }

// Whole reports whether a permission to finish is held over a municipality as a whole and
// not over single agreements: after a split it passes to the first successor alone.
func (p Permission) Whole() bool {
	return p.Object == Appeal || p == Permission{Agreement, Create}
}

// Estate is which agreements of a municipality somebody's offices reach. The zero value is
// all of them, as everywhere but in a municipality that was split.
type Estate struct {
	limited bool
	// rest holds all that went to nobody by name.
	rest   bool
	own    []uuid.UUID
	others []uuid.UUID
}

// EstateOf is what the people of one of its successors reach in a municipality that was
// split: the agreements passed to it, and the rest where it is the first.
func EstateOf(heirs []uuid.UUID, first uuid.UUID, passed map[uuid.UUID]uuid.UUID) Estate {
	estate := Estate{limited: true, rest: slices.Contains(heirs, first)}
	for agreement, heir := range passed {
		if slices.Contains(heirs, heir) {
			estate.own = append(estate.own, agreement)
		} else {
			estate.others = append(estate.others, agreement)
		}
	}
	if estate.rest && len(estate.others) == 0 {
		return Estate{}
	}
	return estate
}

// Covers reports whether an agreement belongs to the estate.
func (e Estate) Covers(agreement uuid.UUID) bool {
	switch {
	case !e.limited:
		return true
	case e.rest:
		return !slices.Contains(e.others, agreement)
	}
	return slices.Contains(e.own, agreement)
}

// Rest reports whether the estate holds what is not a single agreement.
func (e Estate) Rest() bool { return !e.limited || e.rest }

// Limited reports whether some agreements of the municipality are not in the estate.
func (e Estate) Limited() bool { return e.limited }

// Bounds are the agreements that alone belong to the estate, or that alone do not
// when without is set. They mean something in a limited estate only.
func (e Estate) Bounds() (agreements []uuid.UUID, without bool) {
	if e.rest {
		return e.others, true
	}
	return e.own, false
}
