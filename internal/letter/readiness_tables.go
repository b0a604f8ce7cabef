package letter

import (
	"strconv"
	"strings"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// mostCitizens bounds the citizens that one row covers.
const mostCitizens = 10_000_000

func (f *form) cells(table string, row int, cells map[string]string) {
	for _, field := range sortedKeys(cells) {
		f.refuse(blank(cells[field]), apperr.ErrRequired, append([]string{table, strconv.Itoa(row)}, strings.Split(field, ".")...)...)
	}
}

func (f *form) citizens(n *int, table string, row int) {
	f.refuse(n == nil, apperr.ErrRequired, table, strconv.Itoa(row), "citizens")
	f.ranged(n, 0, mostCitizens, table, strconv.Itoa(row), "citizens")
}

// activities checks part 2, and that it does not fully repeat part 4.
func (f *form) activities() {
	f.refuse(len(f.Activities) == 0, errNoActivities, "activities")
	for i, a := range f.Activities {
		f.cells("activities", i, map[string]string{"name": a.Name, "implementers": a.Implementers, "results": a.Results})
		f.citizens(a.Citizens, "activities", i)
	}
	f.warn(f.Repeats(), warnRepeats, "activities")
}

// groups checks part 3.
func (f *form) groups() {
	f.warn(len(f.Groups) == 0, warnNoGroups, "groups")
	for i, g := range f.Groups {
		f.cells("groups", i, map[string]string{
			"name": g.Name, "leader.name": g.Leader.Name, "leader.contacts": g.Leader.Contacts,
			"audience": g.Audience, "directions": g.Directions, "cooperation": g.Cooperation,
		})
	}
}

// donors checks part 4 against the years that the call asks about.
func (f *form) donors() {
	years := i18n.Args{"from": f.terms.DonorFrom, "to": f.terms.DonorTo}
	f.warn(len(f.Donors) == 0, warnNoDonors.With(years), "donors")
	for i, d := range f.Donors {
		row := strconv.Itoa(i)
		f.cells("donors", i, map[string]string{"donor": d.Donor, "project": d.Project, "status": string(d.Status)})
		f.citizens(d.Citizens, "donors", i)
		f.refuse(d.FromYear == nil, apperr.ErrRequired, "donors", row, "fromYear")
		f.refuse(d.ToYear == nil && d.Status == Completed, apperr.ErrRequired, "donors", row, "toYear")
		if d.FromYear == nil {
			continue
		}
		f.refuse(d.ToYear != nil && *d.ToYear < *d.FromYear, errYearOrder, "donors", row, "toYear")
		outside := f.terms.DonorTo > 0 && (*d.FromYear > f.terms.DonorTo || d.ToYear != nil && *d.ToYear < f.terms.DonorFrom)
		f.refuse(outside || *d.FromYear < 1991, errYears.With(years), "donors", row, "fromYear")
	}
}

// answers checks what was answered to the questions of the call.
func (f *form) answers() {
	given := map[string]bool{}
	for i, a := range f.Answers {
		q, known := f.terms.question(a.Question)
		if !known {
			f.errs.Add(errNoQuestion.At("answers", strconv.Itoa(i), "question"))
			continue
		}
		given[q.Code] = given[q.Code] || !blank(a.Text)
		if refusal := q.wrong(strings.TrimSpace(a.Text)); refusal != nil && !blank(a.Text) {
			f.errs.Add(refusal.At("answers", strconv.Itoa(i), "text"))
		}
	}
	for _, q := range f.terms.Questions {
		f.refuse(q.Required && !given[q.Code], apperr.ErrRequired, "answers", q.Code)
	}
}

// papers checks what is attached.
func (f *form) papers() {
	f.refuse(!f.has(SignedLetter), errScan, "papers", string(SignedLetter))
	f.warn(!f.has(JointDecision), warnDecisionScan, "papers", string(JointDecision))
	f.warn(!f.has(Evidence), warnEvidence, "papers", string(Evidence))
}
