package publication

import (
	"time"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/paper"
)

var (
	posterTitle   = i18n.New("КУЛАКТАНДЫРУУ", "ОБЪЯВЛЕНИЕ", "ANNOUNCEMENT")
	posterAbout   = i18n.New("Жергиликтүү демилгелердин сынагы: «{title}»", "Конкурс местных инициатив: «{title}»", "Competition of local initiatives: “{title}”")
	posterWindow  = i18n.New("Өтүнмөлөр кабыл алынат", "Заявки принимаются", "Applications are taken")
	posterMost    = i18n.New("Бир демилгеге эң көп сумма", "Наибольшая сумма на одну инициативу", "The most for one initiative")
	posterSum     = i18n.New("{sum} сом", "{sum} сом", "{sum} som")
	posterBy      = i18n.New("Демилгени ишке ашыруунун акыркы күнү", "Последний день реализации инициативы", "The last day to carry an initiative out")
	posterContact = i18n.New("Байланыш", "Контакты", "Contact")
	posterCall    = i18n.New(
		"Толук маалыматты окуу үчүн телефонуңуздун камерасын ушул кодго каратыңыз",
		"Наведите камеру телефона на код, чтобы прочитать объявление полностью",
		"Point your phone's camera at the code to read the whole announcement")
)

// Poster is the sheet for the notice board in a language.
func (a *Announcement) Poster(lang i18n.Lang) paper.Poster {
	issued := a.UpdatedAt
	if a.IssuedAt != nil {
		issued = *a.IssuedAt
	}
	return paper.Poster{
		Lang: lang, Date: clock.DateOf(issued), Head: a.Body.In(lang), Title: posterTitle.In(lang, nil),
		Subtitle: posterAbout.In(lang, i18n.Args{"title": a.competition.Title.In(lang)}), Facts: a.Facts(lang), Text: a.Text.In(lang),
		Call: posterCall.In(lang, nil), URL: a.URL(),
	}
}

// Facts are what matters most of an announcement.
func (a *Announcement) Facts(lang i18n.Lang) (facts []paper.Row) {
	add := func(key i18n.Text, value string) {
		facts = append(facts, paper.Row{Key: key.In(lang, nil), Value: value})
	}
	if a.OpensAt != nil && a.ClosesAt != nil {
		add(posterWindow, moment(*a.OpensAt)+" – "+moment(*a.ClosesAt))
	}
	if a.MaxAmount != nil {
		add(posterMost, posterSum.In(lang, i18n.Args{"sum": *a.MaxAmount}))
	}
	if a.ImplementBy != nil {
		add(posterBy, a.ImplementBy.Format("02.01.2006"))
	}
	if a.Contact != "" {
		add(posterContact, a.Contact)
	}
	return facts
}

func moment(at time.Time) string { return at.In(clock.Bishkek).Format("02.01.2006 15:04") }
