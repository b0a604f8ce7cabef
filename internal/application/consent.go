package application

import (
	"slices"
	"time"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// ConsentText is what a person says yes to. A new wording is a new version; the old
// ones stay, since consents refer to them.
type ConsentText struct {
	Purpose Purpose
	Version int
	Text    i18n.Text
}

// Wording is the text in every language.
func (t ConsentText) Wording() i18n.Localized { return t.Text.Localized() }

// ConsentTexts are the wordings, newest last.
var ConsentTexts = []ConsentText{
	{Processing, 1, i18n.New(
		"Өтүнмөнү кароо, келишим түзүү жана отчёт берүү үчүн менин жеке маалыматтарымды иштетүүгө макулмун.",
		"Я согласен (согласна) на обработку моих персональных данных для рассмотрения заявки, заключения соглашения и отчётности.",
		"I agree that my personal data are processed to examine the application, conclude the agreement and report on it.")},
	{NamePublication, 1, i18n.New(
		"Демилге жеңсе, анын лидери катары аты-жөнүмдүн жарыяланышына макулмун.",
		"Я согласен (согласна), что в случае победы моё имя как лидера инициативы будет опубликовано.",
		"I agree that my name as the leader is published if the initiative wins.")},
	{Photos, 1, i18n.New(
		"Иш-чаралардагы сүрөттөрдүн эрежелерин окудум: балдар таанылган сүрөттөр ата-энесинин макулдугусуз жарыяланбайт.",
		"Я ознакомлен(а) с правилами о фотографиях: снимки, где можно узнать детей, без согласия родителей не публикуются.",
		"I know the rules on photos: pictures in which children can be recognised are not published without a parent's consent.")},
}

var (
	errConsentText = apperr.Invalid(i18n.New(
		"Макулдуктун мындай тексти жок.",
		"Такого текста согласия нет.",
		"There is no such text of consent."))
	errConsentTwice = apperr.Invalid(i18n.New(
		"Бир максатка макулдук бир жолу берилет.",
		"Согласие на одну цель даётся один раз.",
		"A consent for one purpose is given once."))
)

// stampConsents gives new consents the time; those that stand keep theirs.
func stampConsents(before, after []Consent, now time.Time) []Consent {
	stamped := make([]Consent, 0, len(after))
	for _, c := range after {
		c.GivenAt, c.WithdrawnAt = now, nil
		for _, old := range before {
			if old.Purpose == c.Purpose && old.TextVersion == c.TextVersion && old.Language == c.Language && old.WithdrawnAt == nil {
				c.GivenAt = old.GivenAt
			}
		}
		stamped = append(stamped, c)
	}
	return stamped
}

func checkConsents(consents []Consent) apperr.List {
	var errs apperr.List
	seen := map[Purpose]bool{}
	for _, c := range consents {
		known := slices.ContainsFunc(ConsentTexts, func(t ConsentText) bool { return t.Purpose == c.Purpose && t.Version == c.TextVersion })
		switch {
		case !known:
			errs.Add(errConsentText.At("consents"))
		case seen[c.Purpose]:
			errs.Add(errConsentTwice.At("consents"))
		}
		seen[c.Purpose] = true
	}
	return errs
}

// withdrawConsent ends a consent.
func (a *Application) withdrawConsent(purpose Purpose, now time.Time) error {
	consents := slices.Clone(a.Consents)
	for i := range consents {
		if consents[i].Purpose == purpose && consents[i].WithdrawnAt == nil {
			consents[i].WithdrawnAt = &now
			a.Consents = consents
			return nil
		}
	}
	return apperr.ErrNotFound
}
