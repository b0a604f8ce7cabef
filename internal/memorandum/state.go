package memorandum

import (
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// The refusals of a memorandum.
var (
	ErrState = apperr.NewRule("MEMORANDUM_STATE", i18n.New(
		"Меморандумдун бул абалында муну кылууга болбойт: {state}.",
		"В этом состоянии меморандума так поступить нельзя: {state}.",
		"This cannot be done to a memorandum that is {state}."))
	ErrPartyTwo = apperr.Invalid(i18n.New(
		"Меморандумда жок дегенде эки тарап болот, алардын бири – ЖӨБ органы.",
		"В меморандуме не меньше двух сторон, и одна из них – орган МСУ.",
		"A memorandum has two parties at least, and one of them is the LSG body."), "parties")
	ErrSignatory = apperr.New(apperr.Validation, i18n.New(
		"Ким кол койгонун меморандумда басылгандай жазыңыз.",
		"Укажите подписавшего так, как напечатано в меморандуме.",
		"Write who signed, as printed in the memorandum."))
	ErrSource = apperr.Invalid(i18n.New(
		"Жарыялардан гана белгилүү меморандум үчүн эмне белгисиз экенин эскертүүгө жазыңыз.",
		"Для меморандума, известного только из публикаций, напишите в примечании, что неизвестно.",
		"For a memorandum that is known from publications only, write into the note what is not known."), "note")
	ErrPeriod = apperr.Invalid(i18n.New(
		"Мөөнөттүн аягы анын башынан эрте болбошу керек.",
		"Конец срока не может быть раньше его начала.",
		"The end cannot be before the beginning."), "validUntil")
	ErrLetter = apperr.NewRule("LETTER_NOT_SELECTED", i18n.New(
		"Бул кызыкдарлык каты тандалган эмес, тандоонун тизмеси жарыяланган эмес же кат башка муниципалитеттики.",
		"Это письмо о заинтересованности не отобрано, список отобранных не опубликован или это письмо другого муниципалитета.",
		"This letter of interest was not selected, the list is not published, or it is another municipality's."))
	ErrLetterTaken = apperr.NewRule("LETTER_HAS_MEMORANDUM", i18n.New(
		"Бул кат боюнча меморандум мурунтан бар.",
		"По этому письму уже есть меморандум.",
		"This letter has its memorandum already."))
)

// statesFrom is the table of the life of a memorandum: where an action begins.
var statesFrom = map[access.Action]State{
	access.Update:    Drafted,
	access.Delete:    Drafted,
	access.Sign:      Drafted,
	access.Close:     Signed,
	access.Terminate: Signed,
}

var names = map[State]i18n.Text{
	Drafted:    i18n.New("долбоор", "проект", "a draft"),
	Signed:     i18n.New("кол коюлган", "подписан", "signed"),
	Ended:      i18n.New("мөөнөтү бүткөн", "завершён", "ended"),
	Terminated: i18n.New("токтотулган", "расторгнут", "terminated"),
}

// takes refuses an action that does not begin in the present state.
func (m *Memorandum) takes(action access.Action) error {
	if from, known := statesFrom[action]; known && from == m.State {
		return nil
	}
	return ErrState.With(i18n.Args{"state": names[m.State]})
}

// Longest texts, in characters, and lists.
const (
	MaxTitle   = 300
	MaxName    = 200
	MaxNote    = 4000
	MaxParties = 12
)

// Draft is what a person writes of a memorandum.
type Draft struct {
	LetterID      *uuid.UUID
	Title         i18n.Localized
	Number        string
	ValidFrom     *clock.Date
	ValidUntil    *clock.Date
	Parties       []Party
	PublishedOnly bool
	Note          string
}

// DefaultTitle is what a memorandum is called where nothing else is written.
var DefaultTitle = i18n.Localized{
	Ky: "Кызматташуу боюнча меморандум", Ru: "Меморандум о сотрудничестве", En: "Memorandum of cooperation",
}

// write checks a draft and puts it into the memorandum.
func (m *Memorandum) write(d Draft) error {
	d.Number, d.Note = strings.TrimSpace(d.Number), strings.TrimSpace(d.Note)
	if d.Title.IsZero() {
		d.Title = DefaultTitle
	}
	errs := text.Localized(d.Title, MaxTitle, "title")
	errs.Add(text.Line(d.Number, document.MaxNumber, "number"))
	errs.Add(text.Block(d.Note, MaxNote, "note"))
	if d.ValidFrom != nil && d.ValidUntil != nil && d.ValidUntil.Before(*d.ValidFrom) {
		errs.Add(ErrPeriod)
	}
	if d.PublishedOnly && d.Note == "" {
		errs.Add(ErrSource)
	}
	errs = append(errs, checkParties(d.Parties)...)
	if len(errs) > 0 {
		return errs
	}
	m.Title, m.Number, m.ValidFrom, m.ValidUntil = d.Title, d.Number, d.ValidFrom, d.ValidUntil
	m.Parties, m.PublishedOnly, m.Note = d.Parties, d.PublishedOnly, d.Note
	return nil
}

func checkParties(parties []Party) apperr.List {
	var errs apperr.List
	own := false
	for i := range parties {
		p := &parties[i]
		p.Signatory = strings.TrimSpace(p.Signatory)
		own = own || p.Kind == LSGBody
		at := func(field string) []string { return []string{"parties", strconv.Itoa(i), field} }
		if p.Body.IsZero() {
			errs.Add(apperr.ErrRequired.At(at("body")...))
		}
		errs = append(errs, text.Localized(p.Body, MaxName, at("body")...)...)
		errs = append(errs, text.Localized(p.Position, MaxName, at("position")...)...)
		errs.Add(text.Line(p.Signatory, MaxName, at("signatory")...))
	}
	switch {
	case len(parties) < 2 || !own:
		errs.Add(ErrPartyTwo)
	case len(parties) > MaxParties:
		errs.Add(apperr.OutOfRange(2, MaxParties, "parties"))
	}
	return errs
}

// Signing is what is known once a memorandum is signed.
type Signing struct {
	// On is the day on the paper, nil where publications do not name it.
	On         *clock.Date
	Number     *string
	ScanFileID *uuid.UUID
}

// sign makes the memorandum hold. The day and the names of who signed must be known, unless
// it is known from publications only.
func (m *Memorandum) sign(s Signing, today clock.Date) error {
	var errs apperr.List
	if s.Number != nil {
		m.Number = strings.TrimSpace(*s.Number)
		errs.Add(text.Line(m.Number, document.MaxNumber, "number"))
	}
	switch {
	case s.On != nil && s.On.After(today):
		errs.Add(document.ErrFuture.At("signedOn"))
	case s.On == nil && !m.PublishedOnly:
		errs.Add(apperr.ErrRequired.At("signedOn"))
	}
	for _, p := range m.Parties {
		if p.Signatory == "" && !m.PublishedOnly {
			errs.Add(ErrSignatory.At("id"))
			break
		}
	}
	if m.ValidUntil != nil && s.On != nil && m.ValidUntil.Before(*s.On) {
		errs.Add(ErrPeriod.At("signedOn"))
	}
	if len(errs) > 0 {
		return errs
	}
	m.State, m.SignedOn = Signed, s.On
	if m.ValidFrom == nil {
		m.ValidFrom = s.On
	}
	return nil
}

// finish ends the memorandum on a day, at its term or before it.
func (m *Memorandum) finish(state State, on, today clock.Date, reason string) error {
	var errs apperr.List
	if on.After(today) {
		errs.Add(document.ErrFuture.At("on"))
	}
	if m.SignedOn != nil && on.Before(*m.SignedOn) {
		errs.Add(ErrPeriod.At("on"))
	}
	reason = strings.TrimSpace(reason)
	if state == Terminated && reason == "" {
		errs.Add(apperr.ErrRequired.At("reason"))
	}
	errs.Add(text.Block(reason, MaxNote, "reason"))
	if len(errs) > 0 {
		return errs
	}
	m.State, m.EndedOn, m.Reason = state, &on, reason
	return nil
}
