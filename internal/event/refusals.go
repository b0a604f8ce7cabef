package event

import (
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// The refusals of events and their photos.
var (
	ErrState = apperr.NewRule("EVENT_STATE", i18n.New(
		"Иш-чаранын азыркы абалында муну жасоого болбойт: {state}.",
		"В нынешнем состоянии мероприятия это сделать нельзя: {state}.",
		"This cannot be done in the event's present state: {state}."))
	ErrPhotoState = apperr.NewRule("EVENT_PHOTO_STATE", i18n.New(
		"Сүрөттүн азыркы абалында муну жасоого болбойт: {state}.",
		"В нынешнем состоянии фото это сделать нельзя: {state}.",
		"This cannot be done in the photo's present state: {state}."))
	ErrMinors = apperr.NewRule("PHOTO_SHOWS_MINORS", i18n.New(
		"Сүрөттө балдар бар: ата-эненин макулдугун же сүрөттүн топ менен же алыстан тартылганын белгилеңиз.",
		"На фото дети: укажите согласие родителей либо что это общий или дальний план.",
		"The photo shows children: record the parents' consent, or that it is a group or distant shot.")).At("consent")
	ErrNoConsent = apperr.NewRule("PHOTO_CONSENT_MISSING", i18n.New(
		"Сүрөт эмненин негизинде жарыяланарын белгилеңиз.",
		"Укажите, на каком основании публикуется фото.",
		"Record on what ground the photo is published.")).At("consent")
	ErrSensitive = apperr.NewRule("PRIORITY_AREA_SENSITIVE", i18n.New(
		"Бул багыттагы демилгелердин сүрөттөрү жарыяланбайт.",
		"Фото инициатив этого направления не публикуются.",
		"Photos of initiatives in this area are not published."))
	ErrNotHeld = apperr.NewRule("EVENT_NOT_HELD", i18n.New(
		"Иш-чара али өткөрүлө элек.",
		"Мероприятие ещё не проведено.",
		"The event was not held yet."))
	ErrFuture = apperr.Invalid(i18n.New(
		"Иш-чара өткөн күн келечекте болбойт.",
		"День проведения не может быть в будущем.",
		"The day on which it was held cannot lie in the future."), "outcome", "heldOn")
	ErrBeforeAgreement = apperr.Invalid(i18n.New(
		"Иш-чара макулдашууга кол коюлгандан кийин өткөрүлөт.",
		"Мероприятие проводится после подписания соглашения.",
		"An event is held after the agreement was signed."), "outcome", "heldOn")
	ErrTimes = apperr.Invalid(i18n.New(
		"Иш-чара көрсөтүлгөн күнү башталып, андан кийин бүтөт.",
		"Мероприятие начинается в указанный день и заканчивается позже начала.",
		"The event begins on its day and ends after it began."), "outcome", "startAt")
	ErrNotCounted = apperr.Invalid(i18n.New(
		"Жазылбаган санды болжол же эсептелген деп белгилөөгө болбойт.",
		"Незаписанное число нельзя отметить как оценку или расчёт.",
		"A number that is not given cannot be an estimate or derived."))
)
