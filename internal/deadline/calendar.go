package deadline

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/task"
)

// Kind is what stands in a calendar: a task by its own name, or one of these.
type Kind string

// What is no task.
const (
	WindowOpens  Kind = "WINDOW_OPENS"
	WindowCloses Kind = "WINDOW_CLOSES"
	Session      Kind = "SESSION"
	Event        Kind = "EVENT"
	ImplementBy  Kind = "IMPLEMENTATION_ENDS"
)

var kindNames = map[Kind]i18n.Text{
	WindowOpens:  i18n.New("Өтүнмө кабыл алуу башталат", "Начинается приём заявок", "Applications are taken from now"),
	WindowCloses: i18n.New("Өтүнмө кабыл алуу бүтөт", "Заканчивается приём заявок", "Applications close"),
	Session:      i18n.New("Комиссиянын жыйыны", "Заседание комиссии", "Session of the commission"),
	Event:        i18n.New("Иш-чара", "Мероприятие", "Event"),
	ImplementBy:  i18n.New("Демилгелерди ишке ашыруунун акыркы күнү", "Последний день исполнения инициатив", "The last day to carry initiatives out"),
}

// Entry is one day or moment of a calendar.
type Entry struct {
	Kind   Kind
	Tenant uuid.UUID
	// SubjectKind and SubjectID are what it is about.
	SubjectKind string
	SubjectID   uuid.UUID
	Title       i18n.Localized
	// On is the day, At the moment where there is one.
	On clock.Date
	At *time.Time
	// Place is where, empty when it is nowhere or not known.
	Place string
	// Version counts the changes of what it is about; 0 for a task, whose changes none counts.
	Version int64
}

// Subject is the address of what it is about.
func (e *Entry) Subject() entity.Ref {
	return entity.Ref{Kind: e.SubjectKind, Tenant: e.Tenant, ID: e.SubjectID}
}

// Municipality is where it is.
func (e *Entry) Municipality() entity.Ref { return entity.Ref{Kind: "Municipality", ID: e.Tenant} }

// KindName is the kind as text.
func (e *Entry) KindName() string { return string(e.Kind) }

// Text says what it is, in every language.
func (e *Entry) Text() i18n.Localized {
	if name, ok := kindNames[e.Kind]; ok {
		return name.Localized()
	}
	return (&task.Task{Kind: task.Kind(e.Kind)}).Text()
}

func (e *Entry) compare(other *Entry) int {
	if order := e.On.Compare(other.On.Time); order != 0 {
		return order
	}
	return e.moment().Compare(other.moment())
}

func (e *Entry) moment() time.Time {
	if e.At != nil {
		return *e.At
	}
	return e.On.Start()
}
