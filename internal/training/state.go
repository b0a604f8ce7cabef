package training

import (
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// The refusals of a training.
var (
	ErrState = apperr.NewRule("TRAINING_STATE", i18n.New(
		"Окутуунун бул абалында муну кылууга болбойт: {state}.",
		"В этом состоянии обучения так поступить нельзя: {state}.",
		"This cannot be done to a training that is {state}."))
	ErrPeriod = apperr.Invalid(i18n.New(
		"Аягы башынан эрте болбошу керек.",
		"Конец не может быть раньше начала.",
		"The end cannot be before the beginning."), "until")
	ErrParts = apperr.NewRule("PARTICIPANTS_EXCEED_TOTAL", i18n.New(
		"Муниципалитеттер боюнча сандар жалпы сандан көп болуп калды.",
		"Числа по муниципалитетам больше общего числа.",
		"The figures of the municipalities exceed those of all participants."))
	ErrTwice = apperr.New(apperr.Validation, i18n.New(
		"Бул муниципалитет тизмеде эки жолу турат.",
		"Этот муниципалитет указан дважды.",
		"This municipality stands in the list twice."))
	ErrNamed = apperr.NewRule("MUNICIPALITIES_EXCEED_COUNT", i18n.New(
		"Аты аталган муниципалитеттер катышкандардын санынан көп.",
		"Названо больше муниципалитетов, чем участвовало.",
		"More municipalities are named than took part."))
)

var names = map[State]i18n.Text{
	Planned:   i18n.New("пландалган", "запланировано", "planned"),
	Held:      i18n.New("өткөрүлгөн", "проведено", "held"),
	Cancelled: i18n.New("жокко чыгарылган", "отменено", "cancelled"),
}

// begins is the table of the life of a training: the states in which an action begins.
var begins = map[access.Action][]State{
	access.Update: {Planned, Held},
	access.Hold:   {Planned},
	access.Cancel: {Planned},
}

func (t *Training) takes(action access.Action) error {
	for _, from := range begins[action] {
		if from == t.State {
			return nil
		}
	}
	return ErrState.With(i18n.Args{"state": names[t.State]})
}

// Longest texts, in characters, and lists.
const (
	MaxTitle = 300
	MaxLine  = 300
	MaxNote  = 4000
	MaxItems = 50
	// MaxPeople bounds the participants.
	MaxPeople = 100_000
)

// Draft is what a person writes of a training.
type Draft struct {
	Kind            Kind
	Title           i18n.Localized
	From, Until     clock.Date
	ExactTo         Precision
	Place           string
	Online          bool
	Hosts           []string
	Oblasts         []string
	Topics          []string
	TargetNum       *int
	OtherNum        *int
	Presents        []Present
	Men, Women      *int
	Derived         []Number
	QuestionsFileID *uuid.UUID
	ReportFileID    *uuid.UUID
	PhotoFileIDs    []uuid.UUID
	Note            string
}

// write checks a draft and puts it into the training.
func (t *Training) write(d Draft) error {
	d.Place, d.Note = strings.TrimSpace(d.Place), strings.TrimSpace(d.Note)
	errs := text.Localized(d.Title, MaxTitle, "title")
	if d.Title.IsZero() {
		errs.Add(apperr.ErrRequired.At("title"))
	}
	if d.Until.IsZero() {
		d.Until = d.From
	}
	if d.Until.Before(d.From) {
		errs.Add(ErrPeriod)
	}
	errs.Add(text.Line(d.Place, MaxLine, "place"))
	errs.Add(text.Block(d.Note, MaxNote, "note"))
	errs = append(errs, lines(d.Hosts, "hosts")...)
	errs = append(errs, lines(d.Topics, "topics")...)
	for _, list := range []struct {
		field string
		len   int
	}{{"photoFileIds", len(d.PhotoFileIDs)}, {"oblastCodes", len(d.Oblasts)}, {"derived", len(d.Derived)}} {
		if list.len > MaxItems {
			errs.Add(apperr.OutOfRange(0, MaxItems, list.field))
		}
	}
	errs = append(errs, d.checkNumbers()...)
	if err := errs.Err(); err != nil {
		return apperr.Below(err, "training")
	}
	t.Kind, t.Title, t.From, t.Until, t.ExactTo = d.Kind, d.Title, d.From, d.Until, d.ExactTo
	t.Place, t.Online, t.Hosts, t.Oblasts, t.Topics, t.Note = d.Place, d.Online, entity.Parts(d.Hosts), entity.Parts(d.Oblasts), entity.Parts(d.Topics), d.Note
	t.TargetNum, t.OtherNum, t.Presents = d.TargetNum, d.OtherNum, entity.Parts(d.Presents)
	t.Men, t.Women, t.Derived = d.Men, d.Women, entity.Parts(d.Derived)
	t.QuestionsFileID, t.ReportFileID, t.PhotoFileIDs = d.QuestionsFileID, d.ReportFileID, entity.Parts(d.PhotoFileIDs)
	return nil
}

func lines(list []string, field string) apperr.List {
	var errs apperr.List
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
		if list[i] == "" {
			errs.Add(apperr.ErrRequired.At(field, strconv.Itoa(i)))
		}
		errs.Add(text.Line(list[i], MaxLine, field, strconv.Itoa(i)))
	}
	if len(list) > MaxItems {
		errs.Add(apperr.OutOfRange(0, MaxItems, field))
	}
	return errs
}

func (d Draft) checkNumbers() apperr.List {
	var errs apperr.List
	inRange := func(n *int, path ...string) {
		if n != nil && (*n < 0 || *n > MaxPeople) {
			errs.Add(apperr.OutOfRange(0, MaxPeople, path...))
		}
	}
	inRange(d.Men, "men")
	inRange(d.Women, "women")
	inRange(d.TargetNum, "targetCount")
	inRange(d.OtherNum, "otherCount")
	if len(d.Presents) > MaxPeople/100 {
		errs.Add(apperr.OutOfRange(0, MaxPeople/100, "participants"))
	}
	seen := map[uuid.UUID]bool{}
	men, women := 0, 0
	for i, p := range d.Presents {
		inRange(p.Men, "participants", strconv.Itoa(i), "men")
		inRange(p.Women, "participants", strconv.Itoa(i), "women")
		men, women = men+value(p.Men), women+value(p.Women)
		if seen[p.MunicipalityID] {
			errs.Add(ErrTwice.At("participants", strconv.Itoa(i), "municipalityId"))
		}
		seen[p.MunicipalityID] = true
	}
	if d.Men != nil && men > *d.Men || d.Women != nil && women > *d.Women {
		errs.Add(ErrParts.At("participants"))
	}
	if all := sum(d.TargetNum, d.OtherNum); all != nil && len(d.Presents) > *all {
		errs.Add(ErrNamed.At("participants"))
	}
	return errs
}

func value(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

// hold says that the training took place.
func (t *Training) hold(today clock.Date) error {
	if t.From.After(today) {
		return document.ErrFuture.At("id")
	}
	t.State = Held
	return nil
}
