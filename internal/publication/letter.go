package publication

import (
	"strings"
	"time"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/user"
	"github.com/demilge/demilge/internal/workday"
)

// NoticeDue is the last day to tell applicants an outcome that was published at an instant
// (domain.md M17).
func NoticeDue(published time.Time, workingDays int, days *workday.Calendar) clock.Date {
	return days.After(clock.DateOf(published), workingDays)
}

// Verdict is what one applicant is told.
type Verdict struct {
	To     user.Contact
	Locale i18n.Lang
	// Name is the leader's, Number that of the application.
	Name, Number string
	Title        i18n.Localized
	Competition  string
	// Award of the local budget, nil for one that did not win.
	Award *money.Amount
	// Failure is why the competition failed, empty for one with a result.
	Failure string
	// Criteria are empty where nothing was evaluated.
	Criteria []Measure
}

var (
	letterSubject = i18n.New(
		"{competition} сынагынын жыйынтыгы", "Результат конкурса {competition}", "Result of competition {competition}")
	letterWon = i18n.New(
		"Саламатсызбы, {name}!\n\n{number} өтүнмөңүз «{title}» {competition} сынагында жеңди. Жергиликтүү бюджеттен {sum} берилет.",
		"Здравствуйте, {name}!\n\nВаша заявка {number} «{title}» победила в конкурсе {competition}. Из местного бюджета выделяется {sum}.",
		"Hello {name},\n\nYour application {number} \u201c{title}\u201d has won in competition {competition}. The local budget gives {sum}.")
	letterLost = i18n.New(
		"Саламатсызбы, {name}!\n\n{number} өтүнмөңүз «{title}» {competition} сынагында жеңген жок.",
		"Здравствуйте, {name}!\n\nВаша заявка {number} «{title}» не вошла в число победителей конкурса {competition}.",
		"Hello {name},\n\nYour application {number} \u201c{title}\u201d is not among the winners of competition {competition}.")
	letterFailed = i18n.New(
		"Саламатсызбы, {name}!\n\n{competition} сынагы өтпөй калды деп табылды: {reason}\n\n{number} өтүнмөңүзгө «{title}» каражат бөлүнгөн жок.",
		"Здравствуйте, {name}!\n\nКонкурс {competition} признан несостоявшимся: {reason}\n\nПо вашей заявке {number} «{title}» средства не выделены.",
		"Hello {name},\n\nCompetition {competition} has failed: {reason}\n\nNo money is given to your application {number} \u201c{title}\u201d.")
	letterStrong = i18n.New("Күчтүү жактары:", "Сильные стороны:", "Strengths:")
	letterWeak   = i18n.New("Жакшыртууга боло турган жактары:", "Что можно улучшить:", "What could be better:")
	letterLine   = i18n.New(
		"{name}: {mean} (орточо {average})", "{name}: {mean} (в среднем {average})", "{name}: {mean} (average {average})")
)

// letter writes the message: the decision, then strengths and gaps by criterion. A
// criterion on which the application is just average is neither and is left out.
func (v *Verdict) letter() (subject, text string) {
	sentence, args := letterLost, i18n.Args{"name": v.Name, "number": v.Number, "title": v.Title.In(v.Locale), "competition": v.Competition}
	switch {
	case v.Award != nil:
		sentence, args["sum"] = letterWon, *v.Award
	case v.Failure != "":
		sentence, args["reason"] = letterFailed, v.Failure
	}
	parts := append([]string{sentence.In(v.Locale, args)}, v.criteria()...)
	return letterSubject.In(v.Locale, args), strings.Join(parts, "\n\n")
}

// criteria are the strengths and the gaps, each a paragraph.
func (v *Verdict) criteria() (parts []string) {
	for _, group := range []struct {
		title    i18n.Text
		standing evaluation.Standing
	}{{letterStrong, evaluation.Strength}, {letterWeak, evaluation.Gap}} {
		if lines := v.lines(group.standing); len(lines) > 0 {
			parts = append(parts, group.title.In(v.Locale, nil)+"\n"+strings.Join(lines, "\n"))
		}
	}
	return parts
}

func (v *Verdict) lines(standing evaluation.Standing) (lines []string) {
	for _, m := range v.Criteria {
		if m.Standing == standing {
			lines = append(lines, "- "+letterLine.In(v.Locale, i18n.Args{"name": m.Name.In(v.Locale), "mean": m.Mean, "average": m.Average}))
		}
	}
	return lines
}
