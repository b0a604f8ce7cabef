package letter

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
)

// Readiness is how far a letter is from being sent.
type Readiness struct {
	// Percent of what must be filled in is filled in.
	Percent int
	// Errors keep the letter from being sent, Warnings do not.
	Errors, Warnings apperr.List
}

// form is a content under the terms of its call at a day.
type form struct {
	Content
	terms Terms
	place Place
	today clock.Date
	errs  apperr.List
	warns apperr.List
}

// Ready works out the readiness of a content of a municipality under the terms of the call
// at time now.
func (c Content) Ready(terms Terms, place Place, now time.Time) Readiness {
	f := &form{Content: c, terms: terms, place: place, today: clock.DateOf(now)}
	missing := f.missing()
	f.errs = append(f.errs, missing...)
	f.annex()
	f.general()
	f.scores()
	f.activities()
	f.groups()
	f.donors()
	f.answers()
	f.papers()
	all := len(requirements)
	return Readiness{Percent: 100 * (all - min(len(missing), all)) / all, Errors: f.errs, Warnings: f.warns}
}

// requirement is a field that must be filled in before the letter is sent.
type requirement struct {
	path  string
	empty func(c Content) bool
}

func (r requirement) at() []string { return strings.Split(r.path, ".") }

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// requirements of 5.1 and 5.2.
var requirements = []requirement{
	{"headName", func(c Content) bool { return blank(c.HeadName) }},
	{"location", func(c Content) bool { return blank(c.Location) }},
	{"signatures.date", func(c Content) bool { return c.Signatures.Date == nil }},
	{"decision.number", func(c Content) bool { return blank(c.Decision.Number) }},
	{"decision.date", func(c Content) bool { return c.Decision.Date == nil }},
	{"setAside.ready", func(c Content) bool { return c.SetAside.Ready == nil }},
	{"general.postalAddress", func(c Content) bool { return blank(c.General.PostalAddress) }},
	{"general.phoneFax", func(c Content) bool { return blank(c.General.PhoneFax) }},
	{"general.areaHa", func(c Content) bool { return c.General.AreaHa == nil }},
	{"general.fiscalYear", func(c Content) bool { return c.General.FiscalYear == nil }},
	{"general.ownRevenue", func(c Content) bool { return c.General.OwnRevenue == nil }},
	{"general.equalizationGrant", func(c Content) bool { return c.General.EqualizationGrant == nil }},
	{"general.distRaionKm", func(c Content) bool { return c.General.DistRaionKm == nil }},
	{"general.distOblastKm", func(c Content) bool { return c.General.DistOblastKm == nil }},
	{"general.distCapitalKm", func(c Content) bool { return c.General.DistCapitalKm == nil }},
	{"general.villageCount", func(c Content) bool { return c.General.VillageCount == nil }},
	{"general.population", func(c Content) bool { return c.General.Population == nil }},
	{"general.procurementSpecialist", func(c Content) bool { return c.General.ProcurementSpecialist == nil }},
	{"general.specialistName", func(c Content) bool { return yes(c.General.ProcurementSpecialist) && blank(c.General.SpecialistName) }},
	{"general.specialistPosition", func(c Content) bool {
		return yes(c.General.ProcurementSpecialist) && blank(c.General.SpecialistPosition)
	}},
	{"general.cooperationScore", func(c Content) bool { return c.General.CooperationScore == nil }},
	{"general.cooperationWhy", func(c Content) bool { return blank(c.General.CooperationWhy) }},
	{"general.activityScore", func(c Content) bool { return c.General.ActivityScore == nil }},
	{"general.activityWhy", func(c Content) bool { return blank(c.General.ActivityWhy) }},
	{"general.problems", func(c Content) bool { return len(c.problems()) == 0 }},
	{"general.exchangePractice", func(c Content) bool { return c.General.ExchangePractice == nil }},
	{"general.exchangeText", func(c Content) bool { return yes(c.General.ExchangePractice) && blank(c.General.ExchangeText) }},
}

func yes(b *bool) bool { return b != nil && *b }

// problems are those that were written.
func (c Content) problems() []string {
	var written []string
	for _, p := range c.General.Problems {
		if !blank(p) {
			written = append(written, p)
		}
	}
	return written
}

func (f *form) missing() apperr.List {
	var errs apperr.List
	for _, r := range requirements {
		if r.empty(f.Content) {
			errs.Add(apperr.ErrRequired.At(r.at()...))
		}
	}
	return errs
}

// refuse adds an error when something is broken.
func (f *form) refuse(broken bool, err *apperr.Error, path ...string) {
	if broken {
		f.errs.Add(err.At(path...))
	}
}

// warn adds a warning when something is doubtful.
func (f *form) warn(doubtful bool, err *apperr.Error, path ...string) {
	if doubtful {
		f.warns.Add(err.At(path...))
	}
}

func (f *form) ranged(n *int, min, max int, path ...string) {
	if n != nil && (*n < min || *n > max) {
		f.errs.Add(apperr.OutOfRange(min, max, path...))
	}
}

func sortedKeys[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }
