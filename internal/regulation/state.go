package regulation

import (
	"slices"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// State is where a regulation stands (domain.md M1–M3).
type State string

// The states.
const (
	Drafted           State = "DRAFT"
	CommitteeReviewed State = "COMMITTEE_REVIEWED"
	Adopted           State = "ADOPTED"
	Published         State = "PUBLISHED"
)

// Event is what somebody does to a regulation.
type Event string

// The events.
const (
	Edit              Event = "EDIT"
	Discard           Event = "DISCARD"
	ReviewByCommittee Event = "REVIEW"
	ReturnToDraft     Event = "RETURN_TO_DRAFT"
	Adopt             Event = "ADOPT"
	Publish           Event = "PUBLISH"
	SendToJustice     Event = "SEND_TO_JUSTICE"
	AttachText        Event = "ATTACH_TEXT"
)

// Adopted reports whether the council has adopted the regulation.
func (s State) Adopted() bool { return s == Adopted || s == Published }

var transitions = map[State]map[Event]State{
	Drafted:           {Edit: Drafted, Discard: Drafted, ReviewByCommittee: CommitteeReviewed, AttachText: Drafted},
	CommitteeReviewed: {ReturnToDraft: Drafted, Adopt: Adopted, AttachText: CommitteeReviewed},
	Adopted:           {Publish: Published, SendToJustice: Adopted, AttachText: Adopted},
	Published:         {SendToJustice: Published, AttachText: Published},
}

// The refusals of the table.
var (
	ErrAdopted = apperr.NewRule("REGULATION_ADOPTED", i18n.New(
		"Кеңеш кабыл алган Жобо өзгөртүлбөйт. Анын негизинде жаңы редакция түзүңүз.",
		"Принятое кенешем Положение не меняется. Составьте на его основе новую редакцию.",
		"A regulation that the council adopted is not changed. Make a new edition from it."))
	ErrStep = apperr.NewRule("REGULATION_STEP", i18n.New(
		"Бул кадам азыр мүмкүн эмес. Тартиби: долбоор, туруктуу комиссиянын кароосу, кеңештин токтому, жарыялоо.",
		"Этот шаг сейчас невозможен. Порядок: проект, рассмотрение постоянной комиссией, постановление кенеша, публикация.",
		"This step is not possible now. The order is: draft, review by the standing committee, decree of the council, publication."))
)

// ErrInUse keeps a draft that another edition began with.
var ErrInUse = apperr.NewRule("REGULATION_IN_USE", i18n.New(
	"Бул долбоордун негизинде башка редакция түзүлгөн, аны өчүрүүгө болбойт.",
	"На основе этого проекта составлена другая редакция, удалить его нельзя.",
	"Another edition began with this draft, so it cannot be removed."))

// after is the state that follows an event, or the refusal.
func (s State) after(event Event) (State, error) {
	if next, ok := transitions[s][event]; ok {
		return next, nil
	}
	if s.Adopted() && slices.Contains([]Event{Edit, Discard, ReviewByCommittee, ReturnToDraft, Adopt}, event) {
		return s, ErrAdopted
	}
	return s, ErrStep
}
