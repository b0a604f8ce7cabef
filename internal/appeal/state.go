package appeal

import (
	"strings"
	"time"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// Longest texts, in characters.
const (
	MaxName = 200
	MaxText = 10_000
)

// The refusals of an appeal.
var (
	ErrState = apperr.NewRule("APPEAL_STATE", i18n.New(
		"Бул даттануу каралып бүткөн: {state}.",
		"Эта жалоба уже рассмотрена: {state}.",
		"This appeal is settled: {state}."))
	ErrNotPublished = apperr.NewRule("NOTHING_TO_APPEAL", i18n.New(
		"Бул сынак али жарыяланган эмес, ага даттануу кабыл алынбайт.",
		"Этот конкурс ещё не объявлен, жалобы на него не принимаются.",
		"This competition is not announced yet and takes no appeals."))
	ErrCode = apperr.New(apperr.NotFound, i18n.New(
		"Мындай номердеги жана коддогу даттануу табылган жок.",
		"Жалобы с таким номером и кодом нет.",
		"There is no appeal with this number and code."))
	ErrTooMany = apperr.New(apperr.RateLimited, i18n.New(
		"Бир даректен өтө көп кайрылуу келди. Бир сааттан кийин кайталаңыз же айыл өкмөтүнө кагаз түрүндө бериңиз.",
		"С одного адреса пришло слишком много обращений. Повторите через час или подайте на бумаге.",
		"Too many appeals came from one address. Try again in an hour, or hand it in on paper."))
)

var names = map[State]i18n.Text{
	Registered: i18n.New("катталган", "зарегистрирована", "registered"),
	Answered:   i18n.New("жооп берилген", "дан ответ", "answered"),
	Withdrawn:  i18n.New("кайра алынган", "отозвана", "withdrawn"),
}

// takes refuses what is settled already.
func (a *Appeal) takes() error {
	if a.State == Registered {
		return nil
	}
	return ErrState.With(i18n.Args{"state": names[a.State]})
}

// Decision is the answer to an appeal.
type Decision struct {
	Outcome Outcome
	Answer  string
	By      string
}

// Settle answers the appeal at time now.
func (a *Appeal) Settle(d Decision, now time.Time) error {
	if err := a.takes(); err != nil {
		return err
	}
	d.Answer, d.By = strings.TrimSpace(d.Answer), strings.TrimSpace(d.By)
	var errs apperr.List
	if d.Answer == "" {
		errs.Add(apperr.ErrRequired.At("answer"))
	}
	errs.Add(text.Block(d.Answer, MaxText, "answer"))
	errs.Add(text.Line(d.By, MaxName, "answeredBy"))
	if err := errs.Err(); err != nil {
		return err
	}
	a.State, a.Outcome, a.Answer, a.AnsweredBy, a.AnsweredAt = Answered, d.Outcome, d.Answer, d.By, &now
	a.Touch(now)
	return nil
}

// Withdraw takes the appeal back at time now.
func (a *Appeal) Withdraw(reason string, now time.Time) error {
	if err := a.takes(); err != nil {
		return err
	}
	a.State, a.Reason = Withdrawn, reason
	a.Touch(now)
	return nil
}

func (l Letter) trimmed() Letter {
	return Letter{Name: strings.TrimSpace(l.Name), Contact: strings.TrimSpace(l.Contact), Text: strings.TrimSpace(l.Text)}
}

// check refuses a letter that nobody could answer. An anonymous complaint about the service
// needs no name.
func (l Letter) check(kind Kind) error {
	var errs apperr.List
	if kind == OnCompetition && l.Name == "" {
		errs.Add(apperr.ErrRequired.At("name"))
	}
	if l.Text == "" {
		errs.Add(apperr.ErrRequired.At("text"))
	}
	errs.Add(text.Line(l.Name, MaxName, "name"))
	errs.Add(text.Line(l.Contact, MaxName, "contact"))
	errs.Add(text.Block(l.Text, MaxText, "text"))
	return errs.Err()
}
