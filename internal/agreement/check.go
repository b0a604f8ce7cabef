package agreement

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/text"
)

// Longest texts, in characters, and longest lists.
const (
	MaxNumber = 60
	MaxLine   = 300
	MaxText   = 5000
	MaxItems  = 100
)

// clause is one part of the terms.
type clause struct {
	name, text string
	// required ones must be agreed on before the signature.
	required bool
}

func (t Terms) clauses() []clause {
	return []clause{
		{"performerRights", t.PerformerRights, true}, {"performerDuties", t.PerformerDuties, true},
		{"municipalityRights", t.MunicipalityRights, true}, {"municipalityDuties", t.MunicipalityDuties, true},
		{"monitoring", t.Monitoring, true}, {"visibility", t.Visibility, false}, {"ownership", t.Ownership, false},
		{"planChange", t.PlanChange, false}, {"refund", t.Refund, false}, {"forceMajeure", t.ForceMajeure, false},
		{"dispute", t.Dispute, false},
	}
}

// check refuses terms of the agreement that are too long or hold what cannot be printed.
func (t Terms) check() (errs apperr.List) {
	for _, c := range t.clauses() {
		errs.Add(text.Block(c.text, MaxText, "terms", c.name))
	}
	return errs
}

// missing lists what must be agreed on before the signature.
func (t Terms) missing() (errs apperr.List) {
	for _, c := range t.clauses() {
		if c.required && strings.TrimSpace(c.text) == "" {
			errs.Add(apperr.ErrRequired.At("terms", c.name))
		}
	}
	return errs
}

// compare lists the clauses that other terms say differently.
func (t Terms) compare(other Terms) (changes []Change) {
	after := other.clauses()
	for i, c := range t.clauses() {
		if c.text != after[i].text {
			changes = append(changes, Change{Field: "terms." + c.name, Before: c.text, After: after[i].text})
		}
	}
	return changes
}

// check refuses terms of reference that no paper could take.
func (c Content) check() (errs apperr.List) {
	const root = "termsOfReference"
	errs.Add(text.Block(c.Goal, MaxText, root, "goal"))
	errs.Add(text.Block(c.Timetable, MaxText, root, "timetable"))
	errs.Add(text.Block(c.ReportingFormat, MaxText, root, "reportingFormat"))
	errs = append(errs, checkList(c.Tasks, root, "tasks")...)
	errs = append(errs, checkList(c.QualityRequirements, root, "qualityRequirements")...)
	errs = append(errs, checkList(c.TargetGroups, root, "targetGroups")...)
	errs.Add(tooMany(len(c.ExpectedResults), root, "expectedResults"))
	errs.Add(tooMany(len(c.Activities), root, "activities"))
	errs.Add(tooMany(len(c.Purchases), root, "purchases"))
	for i, r := range c.ExpectedResults {
		errs = append(errs, r.check(root, "expectedResults", strconv.Itoa(i))...)
	}
	for i, a := range c.Activities {
		errs = append(errs, a.check(root, "activities", strconv.Itoa(i))...)
	}
	for i, p := range c.Purchases {
		errs = append(errs, p.check(root, "purchases", strconv.Itoa(i))...)
	}
	return errs
}

func (r ExpectedResult) check(path ...string) (errs apperr.List) {
	errs.Add(text.Block(r.Text, MaxText, apperr.Under(path, "text")...))
	errs.Add(text.Line(r.Indicator, MaxLine, apperr.Under(path, "indicator")...))
	errs.Add(text.Line(r.Unit, budget.MaxUnit, apperr.Under(path, "unit")...))
	if r.Target != nil && *r.Target < 0 {
		errs.Add(apperr.OutOfRange(0, math.MaxInt32, apperr.Under(path, "target")...))
	}
	return errs
}

func (a Activity) check(path ...string) (errs apperr.List) {
	errs.Add(text.Line(a.Name, MaxLine, apperr.Under(path, "name")...))
	errs.Add(text.Line(a.Place, MaxLine, apperr.Under(path, "place")...))
	if a.ExpectedParticipants != nil && (*a.ExpectedParticipants < 0 || *a.ExpectedParticipants > 1_000_000) {
		errs.Add(apperr.OutOfRange(0, 1_000_000, apperr.Under(path, "expectedParticipants")...))
	}
	return errs
}

func (p PlannedItem) check(path ...string) (errs apperr.List) {
	errs.Add(text.Line(p.Item, MaxLine, apperr.Under(path, "item")...))
	errs.Add(text.Block(p.Specification, MaxText, apperr.Under(path, "specification")...))
	errs.Add(text.Line(p.Unit, budget.MaxUnit, apperr.Under(path, "unit")...))
	if p.Quantity != nil && (*p.Quantity <= 0 || *p.Quantity > budget.MaxQuantity) {
		errs.Add(budget.ErrQuantity.At(apperr.Under(path, "quantity")...))
	}
	if p.Price != nil && !p.Price.Valid() {
		errs.Add(apperr.OutOfRange(0, int64(money.Max), apperr.Under(path, "price")...))
	}
	return errs
}

// checkSignatories demands a hand of both sides.
func checkSignatories(list []Signatory) (errs apperr.List) {
	for i, s := range list {
		at := []string{"signatories", strconv.Itoa(i)}
		if strings.TrimSpace(s.Name) == "" {
			errs.Add(apperr.ErrRequired.At(apperr.Under(at, "name")...))
		}
		errs.Add(text.Line(s.Name, MaxLine, apperr.Under(at, "name")...))
		errs.Add(text.Line(s.Position, MaxLine, apperr.Under(at, "position")...))
		errs.Add(text.Line(s.Basis, MaxLine, apperr.Under(at, "basis")...))
	}
	for _, side := range []Side{Municipality, Performer} {
		if !slices.ContainsFunc(list, func(s Signatory) bool { return s.Side == side }) {
			errs.Add(ErrSides)
			break
		}
	}
	errs.Add(tooMany(len(list), "signatories"))
	return errs
}

func checkList(list []string, path ...string) (errs apperr.List) {
	errs.Add(tooMany(len(list), path...))
	for i, line := range list {
		errs.Add(text.Block(line, MaxText, apperr.Under(path, strconv.Itoa(i))...))
	}
	return errs
}

func tooMany(n int, path ...string) *apperr.Error {
	if n <= MaxItems {
		return nil
	}
	return apperr.TooLong(MaxItems, path...)
}
