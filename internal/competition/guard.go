package competition

import (
	"time"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
)

// Area groups what stands in the way of an event, for the checklist a person reads.
type Area string

// The areas of the checklist.
const (
	AreaRegulation   Area = "REGULATION"
	AreaEnvelope     Area = "ENVELOPE"
	AreaCommission   Area = "COMMISSION"
	AreaPriorities   Area = "PRIORITY_AREAS"
	AreaWindow       Area = "WINDOW"
	AreaTerms        Area = "TERMS"
	AreaAnnouncement Area = "ANNOUNCEMENT"
	AreaApplications Area = "APPLICATIONS"
	AreaProtocol     Area = "PROTOCOL"
	AreaOrder        Area = "ORDER"
	AreaPublication  Area = "PUBLICATION"
	AreaReason       Area = "REASON"
)

// Issue is one thing that stands in the way of an event, or only warns.
type Issue struct {
	Area     Area
	Err      *apperr.Error
	Blocking bool
}

// guard lists what stands in the way of one event.
type guard func(c *Competition, f Facts, now time.Time) []Issue

func blocks(area Area, err *apperr.Error, path ...string) []Issue {
	return []Issue{{Area: area, Err: err.At(path...), Blocking: true}}
}

func warns(area Area, err *apperr.Error, path ...string) []Issue {
	return []Issue{{Area: area, Err: err.At(path...)}}
}

func when(broken bool, issues []Issue) []Issue {
	if broken {
		return issues
	}
	return nil
}

func regulationInForce(_ *Competition, f Facts, _ time.Time) []Issue {
	return append(when(!f.Preparation.RegulationInForce, blocks(AreaRegulation, ErrRegulation, "regulationId")),
		when(f.Preparation.RegulationReplaced, blocks(AreaRegulation, ErrReplaced, "regulationId"))...)
}

func rulesComplete(_ *Competition, f Facts, _ time.Time) []Issue {
	rules := f.Preparation.Rules
	return when(len(rules.Criteria) == 0 || len(rules.Documents) == 0, blocks(AreaRegulation, ErrCriteria, "regulationId"))
}

func envelopeSet(c *Competition, f Facts, _ time.Time) []Issue {
	p := f.Preparation
	switch {
	case p.EnvelopeAmount == nil:
		return blocks(AreaEnvelope, ErrEnvelope, "envelopeId")
	case p.EnvelopeLeft <= 0:
		return blocks(AreaEnvelope, ErrEnvelopeSpent, "envelopeId")
	case !c.spendsIn(p.EnvelopeYear):
		return blocks(AreaEnvelope, ErrEnvelopeYear.With(i18n.Args{"year": p.EnvelopeYear}), "envelopeId")
	}
	return nil
}

// spendsIn reports whether the competition lies in a budget year, from the opening of its
// window to the last day of implementation.
func (c *Competition) spendsIn(year int) bool {
	first, last := c.Year, c.Year
	if c.OpensAt != nil {
		first = clock.DateOf(*c.OpensAt).Year()
	}
	if c.ImplementBy != nil {
		last = c.ImplementBy.Year()
	}
	return first <= year && year <= max(first, last)
}

func commissionFormed(_ *Competition, f Facts, _ time.Time) []Issue {
	if !f.Preparation.CommissionFormed {
		return blocks(AreaCommission, ErrCommission, "commissionId")
	}
	var issues []Issue
	for _, lack := range f.Preparation.CommissionLacks {
		issues = append(issues, blocks(AreaCommission, lack, "commissionId")...)
	}
	return issues
}

func prioritiesChosen(c *Competition, _ Facts, _ time.Time) []Issue {
	return when(len(c.PriorityAreaIDs) == 0, blocks(AreaPriorities, ErrPriorities, "priorityAreaIds"))
}

func windowFits(c *Competition, f Facts, now time.Time) []Issue {
	w, ok := c.Window()
	if !ok {
		return blocks(AreaWindow, ErrWindowMissing, "window")
	}
	if !w.ClosesAt.After(w.OpensAt) {
		return blocks(AreaWindow, ErrWindowOrder, "window", "closesAt")
	}
	if clock.DateOf(w.OpensAt).Before(clock.DateOf(now)) || !w.ClosesAt.After(now) {
		return blocks(AreaWindow, ErrWindowPast, "window", "opensAt")
	}
	return windowLength(w, f.Preparation.Rules.Window.MinDays, f.Preparation.Rules.Window.WarnBelowDays)
}

func windowLength(w Window, minDays, warnBelow int) []Issue {
	days := w.Days()
	if days < minDays {
		return blocks(AreaWindow, ErrWindowTooShort.With(i18n.Args{"days": days, "min": minDays}), "window", "closesAt")
	}
	return when(days < warnBelow, warns(AreaWindow, WarnWindowShort.With(i18n.Args{"days": days, "min": warnBelow}), "window", "closesAt"))
}

// timetable refuses an end of implementation that cannot be reached where the agreement waits
// for complaints: the result is public on the day after the window at the earliest, and the
// work begins when their time is over.
func timetable(end clock.Date, w Window, p Preparation) []Issue {
	if !p.Rules.AgreementWaitsForAppeal {
		return nil
	}
	published := clock.DateOf(w.ClosesAt.Add(-time.Nanosecond)).AddDays(1)
	earliest := p.Days.After(published, p.Rules.ComplaintDays).AddDays(1)
	return when(end.Before(earliest), blocks(AreaTerms, ErrTimetable.With(i18n.Args{
		"regulation": p.Decree, "days": p.Rules.ComplaintDays, "day": earliest.Format("02.01.2006"),
	}), "implementBy"))
}

func termsSet(c *Competition, f Facts, _ time.Time) []Issue {
	var issues []Issue
	if c.ImplementBy == nil {
		issues = append(issues, blocks(AreaTerms, ErrImplementBy, "implementBy")...)
	} else if w, ok := c.Window(); ok && c.ImplementBy.Before(clock.DateOf(w.ClosesAt.Add(-time.Nanosecond))) {
		issues = append(issues, blocks(AreaTerms, ErrImplementEarly, "implementBy")...)
	} else if ok {
		issues = append(issues, timetable(*c.ImplementBy, w, f.Preparation)...)
	}
	envelope := f.Preparation.EnvelopeAmount
	if c.MaxAmount == nil {
		return append(issues, blocks(AreaTerms, ErrMaxAmount, "maxAmount")...)
	}
	if envelope != nil && *c.MaxAmount > *envelope {
		args := i18n.Args{"max": *c.MaxAmount, "envelope": *envelope}
		issues = append(issues, blocks(AreaTerms, ErrMaxAboveEnvelope.With(args), "maxAmount")...)
	}
	if most := f.Preparation.Rules.MaxLocalBudgetPerApplication; most != nil && *c.MaxAmount > *most {
		args := i18n.Args{"max": *c.MaxAmount, "most": *most}
		issues = append(issues, blocks(AreaTerms, ErrMaxAboveRegulation.With(args), "maxAmount")...)
	}
	return issues
}

func announcementWritten(_ *Competition, f Facts, _ time.Time) []Issue {
	a := f.Preparation.Announcement
	if a == nil || a.Text.IsZero() || a.Body.IsZero() {
		return blocks(AreaAnnouncement, ErrAnnouncement, "announcement")
	}
	return when(a.Text.Ky == "" || a.Text.Ru == "", warns(AreaAnnouncement, WarnOneLanguage, "announcement", "text"))
}

func channelsChosen(_ *Competition, f Facts, _ time.Time) []Issue {
	if f.Preparation.Channels == 0 {
		return blocks(AreaAnnouncement, ErrChannels, "notices")
	}
	n := f.Preparation.WithoutProof
	return when(n > 0, warns(AreaAnnouncement, WarnNoProof.With(i18n.Args{"count": n}), "notices"))
}

func windowLater(c *Competition, f Facts, now time.Time) []Issue {
	old, _ := c.Window()
	if f.Window == nil || !f.Window.ClosesAt.After(f.Window.OpensAt) {
		return blocks(AreaWindow, ErrWindowOrder, "closesAt")
	}
	moved := !f.Window.OpensAt.Equal(old.OpensAt)
	if moved && !now.Before(old.OpensAt) {
		return blocks(AreaWindow, ErrOpened, "opensAt")
	}
	if moved && f.Window.OpensAt.Before(now) {
		return blocks(AreaWindow, ErrWindowPast, "opensAt")
	}
	if !f.Window.ClosesAt.After(old.ClosesAt) {
		return blocks(AreaWindow, ErrCloseEarlier, "closesAt")
	}
	return windowLength(*f.Window, f.WindowRules.MinDays, f.WindowRules.WarnBelowDays)
}

func allDecided(_ *Competition, f Facts, _ time.Time) []Issue {
	n := f.Applications.Undecided
	return when(n > 0, blocks(AreaApplications, ErrUndecided.With(i18n.Args{"count": n})))
}

func enoughAdmitted(_ *Competition, f Facts, _ time.Time) []Issue {
	have, need := f.Applications.Admitted, max(f.MinApplications, 1)
	return when(have < need, blocks(AreaApplications, ErrTooFew.With(i18n.Args{"count": have, "min": need})))
}

func tooFewAdmitted(_ *Competition, f Facts, _ time.Time) []Issue {
	have, need := f.Applications.Admitted, max(f.MinApplications, 1)
	return when(have >= need, blocks(AreaApplications, ErrEnough.With(i18n.Args{"count": have})))
}

func protocolSigned(_ *Competition, f Facts, _ time.Time) []Issue {
	return when(!f.ProtocolSigned, blocks(AreaProtocol, ErrProtocolUnsigned))
}

func orderGiven(_ *Competition, f Facts, _ time.Time) []Issue {
	return when(!f.Order.Complete(), blocks(AreaOrder, ErrOrderMissing, "order"))
}

func documentsOut(_ *Competition, f Facts, _ time.Time) []Issue {
	return when(!f.DocumentsPublished, blocks(AreaPublication, ErrDocuments, "documents"))
}

func reasonGiven(_ *Competition, f Facts, _ time.Time) []Issue {
	return when(f.Reason == "", blocks(AreaReason, ErrReasonMissing, "reason"))
}
