// Package figures adds up what all municipalities do: how many competitions, applications
// and events, how much money of which source. The sums of one municipality are made anew
// by a job that every change there leaves in its own transaction.
package figures

import (
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

// Figures are the sums of a part of the programme.
type Figures struct {
	// Letters are letters of interest that were sent, by the year in which their call
	// opened; they belong to no priority area.
	Letters int
	// Competitions are announced ones; they have several priority areas, and count in none.
	Competitions int
	// Applications are registered ones that were not withdrawn.
	Applications int
	Awards       int
	// Agreements are signed ones.
	Agreements int
	// Events are the occurrences of events held.
	Events int
	// Participants are those who were counted or estimated.
	Participants int
	Visits       int
	OpenFindings int
	LateReports  int
	// BySource are the sums of money, one a source that occurs.
	BySource []*Money
}

// Money is what came of one source, in tyiyn.
type Money struct {
	Source budget.Source
	// Requested is what applications asked for, Granted what awards give, Paid what was
	// paid from the agreements, Contributed what others gave, in cash or in kind.
	Requested, Granted, Paid, Contributed money.Amount
}

// Of is the money of one source, zero when it does not occur.
func (f *Figures) Of(source budget.Source) Money {
	for _, m := range f.BySource {
		if m.Source == source {
			return *m
		}
	}
	return Money{Source: source}
}

// OwnShare is what initiators gave themselves, as far as it was valued.
func (f *Figures) OwnShare() money.Amount { return f.Of(budget.Initiator).Contributed }

// Requested, Granted and Paid are the sums over all sources.
func (f *Figures) Requested() money.Amount {
	return f.sum(func(m *Money) money.Amount { return m.Requested })
}

// Granted is what awards give.
func (f *Figures) Granted() money.Amount {
	return f.sum(func(m *Money) money.Amount { return m.Granted })
}

// Paid is what was paid.
func (f *Figures) Paid() money.Amount { return f.sum(func(m *Money) money.Amount { return m.Paid }) }

func (f *Figures) sum(of func(*Money) money.Amount) (sum money.Amount) {
	for _, m := range f.BySource {
		sum += of(m)
	}
	return sum
}

// Group is a part of the programme with its sums.
type Group struct {
	// Key is the code of the oblast, the year, the area's name in lower case or the slug.
	Key     string
	Name    i18n.Localized
	Figures Figures
}

// Programme is the programme as a whole and by its parts.
type Programme struct {
	// ComputedAt is when the oldest of the sums was made, nil when there are none.
	ComputedAt *time.Time
	Total      Figures

	ByOblast, ByYear, ByPriority, ByMunicipality []*Group
}

// Filter narrows the figures; empty fields do not.
type Filter struct {
	Municipalities []uuid.UUID
	OblastCodes    []string
	Years          []int
	// Priorities are names of priority areas, in any case.
	Priorities []string
	Sources    []budget.Source
}

// Narrows reports whether the filter asks for other rows than those of the whole programme;
// sources only leave out money.
func (f Filter) Narrows() bool {
	return len(f.Municipalities)+len(f.OblastCodes)+len(f.Years)+len(f.Priorities) > 0
}

// PriorityKey is what areas of different municipalities with the same name have in common.
func PriorityKey(name i18n.Localized) string {
	first := name.Ky
	if first == "" {
		first = name.Ru
	}
	return strings.ToLower(strings.Join(strings.Fields(first), " "))
}

// counted are the changes in a municipality after which its sums are made anew, by the
// object of their audit row; those that only prepare are left out. Letters are counted by
// their own store, for they stand with the programme.
var counted = map[access.Object][]access.Action{
	access.Competition: {access.Update}, access.Application: {access.Create, access.Update, access.Delete},
	access.PriorityArea: {access.Create, access.Delete}, access.Announcement: {}, access.Admissibility: {access.Check},
	access.ResultOrder: {}, access.Protocol: {}, access.Award: {}, access.ProgrammeGrant: {}, access.Publication: {},
	access.Agreement: {access.Create, access.Update, access.Delete}, access.Event: {}, access.ParticipantRecord: {},
	access.Payment: {}, access.Contribution: {}, access.Report: {access.Update}, access.ReportProgrammePart: {},
	access.MonitoringVisit: {}, access.Finding: {},
}

// Counts reports whether a change turns the figures.
func Counts(object access.Object, action access.Action) bool {
	prepares, ok := counted[object]
	return ok && !slices.Contains(prepares, action)
}

// Recompute is the job that makes the sums of one municipality anew, whether it takes part
// or only wrote a letter.
type Recompute struct {
	TenantID uuid.UUID `json:"tenant_id"`
}

// Kind names the job.
func (Recompute) Kind() string { return "figures" }
