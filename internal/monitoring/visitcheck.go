package monitoring

import (
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// MaxPeople is more than anybody counts at one event.
const MaxPeople = 1_000_000

// Plan is what is written of a visit that is to come.
type Plan struct {
	EventID        *uuid.UUID
	PlannedOn      clock.Date
	Place, Purpose string
}

func (p Plan) check() (errs apperr.List) {
	errs.Add(text.Line(p.Place, MaxLine, "place"))
	errs.Add(text.Block(p.Purpose, MaxText, "purpose"))
	return errs
}

func (p Plan) apply(v *Visit) {
	v.EventID, v.PlannedOn, v.Place, v.Purpose = p.EventID, p.PlannedOn, strings.TrimSpace(p.Place), strings.TrimSpace(p.Purpose)
}

// Form is the record of a visit, of a planned one or of one that nobody planned.
type Form struct {
	// Visit is the planned one with the version that was read; nil for another.
	Visit   *entity.Ref
	Version int64
	// AgreementID, GroupID and Plan are those of a visit that nobody planned.
	AgreementID, GroupID uuid.UUID
	Plan                 Plan
	ClientKey            *uuid.UUID
	// Members are those who took part.
	Members []uuid.UUID
	Record  Record
}

// check refuses what no paper could take.
func (r Record) check(today clock.Date) (errs apperr.List) {
	if r.VisitedOn.After(today) {
		errs.Add(ErrFuture)
	}
	if r.StartAt != nil && r.EndAt != nil && r.EndAt.Before(*r.StartAt) {
		errs.Add(ErrTurned)
	}
	if r.PeopleCounted != nil && (*r.PeopleCounted < 0 || *r.PeopleCounted > MaxPeople) {
		errs.Add(apperr.OutOfRange(0, MaxPeople, "peopleCounted"))
	}
	errs.Add(text.Block(r.Opinions, MaxText, "opinions"))
	errs.Add(text.Block(r.Problems, MaxText, "problems"))
	for i, a := range r.Checklist {
		errs.Add(text.Block(a.Note, MaxText, "checklist", strconv.Itoa(i), "note"))
	}
	for _, list := range []struct {
		name string
		size int
	}{{"goods", len(r.Goods)}, {"recommendations", len(r.Recommendations)}, {"photos", len(r.Photos)}} {
		if list.size > MaxItems {
			errs.Add(apperr.TooLong(MaxItems, list.name))
		}
	}
	return append(errs, r.checkRows()...)
}

func (r Record) checkRows() (errs apperr.List) {
	for i, g := range r.Goods {
		at := []string{"goods", strconv.Itoa(i)}
		errs.Add(text.Line(g.Item, MaxLine, apperr.Under(at, "item")...))
		errs.Add(text.Line(g.Condition, MaxLine, apperr.Under(at, "condition")...))
		errs.Add(text.Block(g.Note, MaxText, apperr.Under(at, "note")...))
		if g.Quantity != nil && (*g.Quantity <= 0 || *g.Quantity > budget.MaxQuantity) {
			errs.Add(budget.ErrQuantity.At(apperr.Under(at, "quantity")...))
		}
	}
	for i, rec := range r.Recommendations {
		at := []string{"recommendations", strconv.Itoa(i)}
		errs.Add(text.Block(rec.Text, MaxText, apperr.Under(at, "text")...))
		errs.Add(text.Line(rec.Responsible, MaxLine, apperr.Under(at, "responsible")...))
	}
	for i, p := range r.Photos {
		errs.Add(text.Line(p.Place, MaxLine, "photos", strconv.Itoa(i), "place"))
	}
	return errs
}

// checked writes kind and text of the items beside the answers; each item must be
// answered, once, and nothing else.
func checked(answers []Answer, items []agreement.Item) ([]Answer, apperr.List) {
	var errs apperr.List
	for i, a := range answers {
		known := slices.ContainsFunc(items, func(item agreement.Item) bool { return item.Key == a.Key })
		twice := slices.ContainsFunc(answers[:i], func(b Answer) bool { return b.Key == a.Key })
		if !known || twice {
			errs.Add(ErrItemUnknown.With(i18n.Args{"key": a.Key}).At("checklist", strconv.Itoa(i), "key"))
		}
	}
	list := make([]Answer, 0, len(items))
	for _, item := range items {
		n := slices.IndexFunc(answers, func(a Answer) bool { return a.Key == item.Key })
		if n < 0 {
			errs.Add(ErrItemMissing.With(i18n.Args{"key": item.Key}))
			continue
		}
		list = append(list, Answer{Key: item.Key, Kind: item.Kind, Text: item.Text, Result: answers[n].Result, Note: strings.TrimSpace(answers[n].Note)})
	}
	return list, errs
}

// attended names the members who took part: in office on the day, and behind nothing of
// what they looked at.
func (g *Group) attended(ids []uuid.UUID, day clock.Date, behind map[uuid.UUID]bool) (present []Present, errs apperr.List) {
	if len(ids) == 0 {
		errs.Add(apperr.ErrRequired.At("present"))
	}
	for i, id := range ids {
		at := []string{"present", strconv.Itoa(i)}
		switch m := g.member(id); {
		case m == nil || !m.serves(day) || slices.Contains(ids[:i], id):
			errs.Add(ErrNotInGroup.At(at...))
		case m.UserID != nil && behind[*m.UserID]:
			errs.Add(ErrOwnInitiative.With(i18n.Args{"name": m.Name}).At(at...))
		default:
			present = append(present, Present{MemberID: id, Name: m.Name})
		}
	}
	return present, errs
}

// watches refuses a day on which the group may not look at the initiative.
func (g *Group) watches(a *agreement.Agreement, day clock.Date, field string) error {
	switch {
	case g.State == Proposed || !g.covers(a.CompetitionID):
		return ErrNotWatched
	case day.Before(*g.From) || day.After(*g.Until):
		return ErrOutsideMandate.At(field)
	}
	return nil
}

// takes refuses an action that the visit's state does not permit.
func (v *Visit) takes(action access.Action) error {
	states := map[access.Action]VisitState{
		access.Update: Planned, access.Submit: Planned, access.Register: Planned, access.Cancel: Planned,
	}
	if states[action] == v.State {
		return nil
	}
	return ErrVisitState.With(i18n.Args{"state": visitNames[v.State]})
}

var visitNames = map[VisitState]i18n.Text{
	Planned:   i18n.New("пландалган", "запланирован", "planned"),
	Done:      i18n.New("өткөрүлгөн", "проведён", "done"),
	Cancelled: i18n.New("жокко чыгарылган", "отменён", "cancelled"),
}
