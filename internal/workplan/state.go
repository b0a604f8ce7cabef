package workplan

import (
	"strconv"
	"strings"
	"time"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// The refusals of a step.
var (
	ErrState = apperr.NewRule("STEP_STATE", i18n.New(
		"Кадамдын бул абалында муну кылууга болбойт: {state}.",
		"В этом состоянии шага так поступить нельзя: {state}.",
		"This cannot be done to a step that is {state}."))
	ErrConfirmed = apperr.NewRule("STEP_CONFIRMED", i18n.New(
		"Программа бул кадамдын аткарылганын тастыктаган.",
		"Программа уже подтвердила выполнение этого шага.",
		"The programme has confirmed that this step is done."))
	ErrUnproved = apperr.NewRule("STEP_UNPROVED", i18n.New(
		"Бул кадам документ менен тастыкталат: {documents}. Кайсынысы берилгенин жазыңыз же тиркеңиз.",
		"Этот шаг подтверждается документом: {documents}. Укажите или приложите то, что передано.",
		"This step is confirmed by a document: {documents}. Name or attach what was brought."))
	ErrNumberTaken = apperr.Invalid(i18n.New(
		"Мындай номердеги кадам планда бар.",
		"Шаг с таким номером в плане уже есть.",
		"The plan has a step with this number."), "step", "number")
	ErrClosed = apperr.NewRule("MEMORANDUM_CLOSED", i18n.New(
		"Меморандумга кол коюлган эмес же ал аяктаган: анын иш планы өзгөрбөйт.",
		"Меморандум не подписан или завершён: его план работы не меняется.",
		"The memorandum is not signed or has ended: its work plan does not change."))
	ErrForeign = apperr.NewRule("MEMORANDUM_OF_ANOTHER", i18n.New(
		"Бул меморандум башка муниципалитет менен түзүлгөн.",
		"Этот меморандум заключён с другим муниципалитетом.",
		"This memorandum was concluded with another municipality."))
)

var names = map[State]i18n.Text{
	Planned:    i18n.New("пландалган", "запланирован", "planned"),
	InProgress: i18n.New("аткарылууда", "выполняется", "in progress"),
	Done:       i18n.New("аткарылган", "выполнен", "done"),
	Cancelled:  i18n.New("жокко чыгарылган", "отменён", "cancelled"),
}

// begins is the table of the life of a step: the states in which an action begins.
// SUBMIT marks a step as begun or done, CONFIRM and RETURN are the programme's answer.
var begins = map[access.Action][]State{
	access.Update:  {Planned, InProgress},
	access.Open:    {Planned},
	access.Submit:  {Planned, InProgress},
	access.Confirm: {Done},
	access.Return:  {Done},
	access.Cancel:  {Planned, InProgress},
}

// takes refuses an action that does not begin in the present state.
func (s *Step) takes(action access.Action) error {
	for _, from := range begins[action] {
		if from != s.State {
			continue
		}
		if s.ConfirmedAt != nil {
			return ErrConfirmed
		}
		return nil
	}
	return ErrState.With(i18n.Args{"state": names[s.State]})
}

// Longest texts, in characters, and lists.
const (
	MaxName  = 600
	MaxNote  = 4000
	MaxItems = 20
	// MaxSteps bounds a plan.
	MaxSteps = 200
)

// StepDraft is what a person writes of a step.
type StepDraft struct {
	Number      string
	Name        i18n.Localized
	Responsible []Responsible
	Confirming  []i18n.Localized
	Deadline    *clock.Date
	Note        string
}

// write checks a draft and puts it into the step; path leads to it.
func (s *Step) write(d StepDraft, path ...string) apperr.List {
	d.Number, d.Note = strings.TrimSpace(d.Number), strings.TrimSpace(d.Note)
	at := func(parts ...string) []string { return append(append([]string{}, path...), parts...) }
	var errs apperr.List
	if !numberForm.MatchString(d.Number) {
		errs.Add(ErrNumber.At(at("number")...))
	}
	if d.Name.IsZero() {
		errs.Add(apperr.ErrRequired.At(at("name")...))
	}
	errs = append(errs, text.LocalizedBlock(d.Name, MaxName, at("name")...)...)
	errs.Add(text.Block(d.Note, MaxNote, at("note")...))
	for i, who := range d.Responsible {
		if who.Name.IsZero() && who.UserID == nil {
			errs.Add(apperr.ErrRequired.At(at("responsible", strconv.Itoa(i), "name")...))
		}
		errs = append(errs, text.Localized(who.Name, MaxName, at("responsible", strconv.Itoa(i), "name")...)...)
	}
	for i, what := range d.Confirming {
		errs = append(errs, text.Localized(what, MaxName, at("confirming", strconv.Itoa(i))...)...)
	}
	for _, list := range []struct {
		name string
		len  int
	}{{"responsible", len(d.Responsible)}, {"confirming", len(d.Confirming)}} {
		if list.len > MaxItems {
			errs.Add(apperr.OutOfRange(0, MaxItems, at(list.name)...))
		}
	}
	if len(errs) > 0 {
		return errs
	}
	s.Number, s.Place, s.Name, s.Note = d.Number, placeOf(d.Number), d.Name, d.Note
	s.Responsible, s.Confirming, s.Deadline = entity.Parts(d.Responsible), entity.Parts(d.Confirming), d.Deadline
	s.Delivered = entity.Parts(s.Delivered)
	return nil
}

// Completion is what is told of a step that is done.
type Completion struct {
	// On is today when it is nil.
	On        *clock.Date
	Delivered []Delivered
	Note      string
}

// complete marks the step done. A step that is confirmed by documents needs at least one.
func (s *Step) complete(c Completion, today clock.Date) error {
	if c.On == nil {
		c.On = &today
	}
	var errs apperr.List
	if c.On.After(today) {
		errs.Add(document.ErrFuture.At("on"))
	}
	for i := range c.Delivered {
		d := &c.Delivered[i]
		d.Name = strings.TrimSpace(d.Name)
		if d.Name == "" && d.FileID == nil {
			errs.Add(apperr.ErrRequired.At("delivered", strconv.Itoa(i), "name"))
		}
		errs.Add(text.Line(d.Name, MaxName, "delivered", strconv.Itoa(i), "name"))
	}
	if len(c.Delivered) > MaxItems {
		errs.Add(apperr.OutOfRange(0, MaxItems, "delivered"))
	}
	c.Note = strings.TrimSpace(c.Note)
	errs.Add(text.Block(c.Note, MaxNote, "note"))
	if len(errs) > 0 {
		return errs
	}
	if len(s.Confirming) > 0 && len(c.Delivered) == 0 {
		return ErrUnproved.With(i18n.Args{"documents": listed(s.Confirming)})
	}
	s.State, s.DoneOn, s.Delivered, s.Reason = Done, c.On, entity.Parts(c.Delivered), ""
	if c.Note != "" {
		s.Note = c.Note
	}
	return nil
}

// listed joins names in each language, in the other where one is missing.
func listed(list []i18n.Localized) i18n.Text {
	join := func(lang i18n.Lang) string {
		words := make([]string, len(list))
		for i, item := range list {
			words[i] = item.In(lang)
		}
		return strings.Join(words, ", ")
	}
	return i18n.New(join(i18n.Ky), join(i18n.Ru), join(i18n.En))
}

// confirm is the programme's word that the step is done.
func (s *Step) confirm(by string, now time.Time) { s.ConfirmedAt, s.ConfirmedBy = &now, by }

// reopen gives a step back that was marked done; what was delivered stays with it.
func (s *Step) reopen(reason string) { s.State, s.DoneOn, s.Reason = InProgress, nil, reason }

// cancel ends a step that will not be carried out.
func (s *Step) cancel(reason string) { s.State, s.Reason = Cancelled, reason }
