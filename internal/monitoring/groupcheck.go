package monitoring

import (
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// Longest texts, in characters, and longest lists.
const (
	MaxMembers = 25
	MaxName    = 200
	MaxText    = 5000
	MaxLine    = 300
	MaxItems   = 100
)

// Draft is what a person writes of a group that is not formed yet.
type Draft struct {
	Name          i18n.Localized
	CompetitionID *uuid.UUID
	Members       []Seat
	Note          string
}

// Seat is what a person writes of a member.
type Seat struct {
	Category   commission.Category
	Leads      bool
	Name, Post string
	UserID     *uuid.UUID
}

func (s Seat) member(group uuid.UUID, position int) *Member {
	return &Member{
		GroupID: group, Position: position, Category: s.Category, Leads: s.Leads,
		Name: strings.TrimSpace(s.Name), Post: strings.TrimSpace(s.Post), UserID: s.UserID,
	}
}

func (d Draft) validate() error {
	var errs apperr.List
	if d.Name.IsZero() {
		errs.Add(apperr.ErrRequired.At("name"))
	}
	errs = append(errs, text.Localized(d.Name, MaxName, "name")...)
	errs.Add(text.Block(d.Note, MaxText, "note"))
	if len(d.Members) > MaxMembers {
		errs.Add(apperr.OutOfRange(0, MaxMembers, "members"))
		return errs.Err()
	}
	seen := map[uuid.UUID]bool{}
	for i, seat := range d.Members {
		path := []string{"members", strconv.Itoa(i)}
		errs = append(errs, seat.check(path...)...)
		if seat.UserID != nil {
			if seen[*seat.UserID] {
				errs.Add(ErrPersonTwice.At(apperr.Under(path, "userId")...))
			}
			seen[*seat.UserID] = true
		}
	}
	return errs.Err()
}

func (s Seat) check(path ...string) (errs apperr.List) {
	if strings.TrimSpace(s.Name) == "" {
		errs.Add(apperr.ErrRequired.At(apperr.Under(path, "name")...))
	}
	errs.Add(text.Line(s.Name, MaxName, apperr.Under(path, "name")...))
	errs.Add(text.Line(s.Post, MaxName, apperr.Under(path, "post")...))
	if _, known := s.Category.Name(); !known {
		errs.Add(apperr.ErrMalformed.At(apperr.Under(path, "category")...))
	}
	return errs
}

// obstacles lists what keeps the group from being formed under the rules, the order aside;
// size is that of the regulation.
func (g *Group) obstacles(size int) (errs apperr.List) {
	if have := g.Size(); have != size {
		errs.Add(ErrSize.With(i18n.Args{"have": have, "need": size}))
	}
	leading, from := 0, map[commission.Category]bool{}
	for _, m := range g.Serving() {
		from[m.Category] = true
		if m.Leads {
			leading++
		}
	}
	if leading != 1 {
		errs.Add(ErrLeader)
	}
	for _, category := range []commission.Category{commission.AOStaff, commission.Deputy, commission.Community} {
		if !from[category] {
			name, _ := category.Name()
			errs.Add(ErrCategoryMissing.With(i18n.Args{"group": name}))
		}
	}
	return errs
}

// conflicts points to the serving members who stand behind an initiative that the group
// would watch.
func (g *Group) conflicts(behind map[uuid.UUID]bool) (errs apperr.List) {
	for i, m := range g.Serving() {
		if m.UserID != nil && behind[*m.UserID] {
			errs.Add(ErrOwnInitiative.With(i18n.Args{"name": m.Name}).At("members", strconv.Itoa(i)))
		}
	}
	return errs
}

// Formation is the head's order that forms a group, with its mandate.
type Formation struct {
	Order       document.Document
	OrderFileID *uuid.UUID
	From, Until clock.Date
}

func (f Formation) check(today clock.Date) apperr.List {
	errs := f.Order.CheckComplete(today, "order")
	if f.Until.Before(f.From) {
		errs.Add(ErrMandate)
	}
	if f.Order.Date != nil && f.From.Before(*f.Order.Date) {
		errs.Add(ErrBeforeOrder)
	}
	return errs
}

// takes refuses an action that the group's state does not permit.
func (g *Group) takes(action access.Action) error {
	states := map[access.Action]GroupState{
		access.Update: Proposed, access.Form: Proposed, access.Replace: Formed, access.Terminate: Formed,
	}
	if states[action] == g.State {
		return nil
	}
	return ErrGroupState.With(i18n.Args{"state": groupNames[g.State]})
}

var groupNames = map[GroupState]i18n.Text{
	Proposed:  i18n.New("долбоор", "проект", "draft"),
	Formed:    i18n.New("түзүлгөн", "создана", "formed"),
	Dissolved: i18n.New("таратылган", "распущена", "dissolved"),
}
