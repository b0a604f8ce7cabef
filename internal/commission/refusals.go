package commission

import (
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// The refusals of changes.
var (
	ErrFormed = apperr.NewRule("COMMISSION_FORMED", i18n.New(
		"Буйрук менен түзүлгөн комиссиянын курамы түзөтүлбөйт: мүчөнү кийинки буйрук менен алмаштырыңыз.",
		"Состав комиссии, созданной приказом, не правится: замените члена более поздним приказом.",
		"A commission formed by an order is not edited: replace a member by a later order."))
	ErrNotFormed = apperr.NewRule("COMMISSION_IS_DRAFT", i18n.New(
		"Комиссия башчынын буйругу менен түзүлө элек.",
		"Комиссия ещё не создана приказом главы.",
		"The commission is not formed by an order of the head yet."))
	ErrRegulation = apperr.NewRule("REGULATION_NOT_ADOPTED", i18n.New(
		"Кеңеш кабыл алган жергиликтүү демилгелер боюнча Жобо керек.",
		"Нужно Положение о местных инициативах, принятое кенешем.",
		"A regulation of local initiatives that the council has adopted is needed."))
	ErrBeforeRegulation = apperr.NewRule("ORDER_BEFORE_REGULATION", i18n.New(
		"Комиссия жөнүндө буйруктун күнү Жобо кабыл алынган күндөн мурда болбойт.",
		"Приказ о комиссии не может быть раньше постановления о Положении.",
		"The order about the commission cannot be older than the decree about the regulation."))
	ErrOrderEarlier = apperr.NewRule("ORDER_EARLIER", i18n.New(
		"Алмаштыруу жөнүндө буйрук мүчө дайындалган буйруктан мурда чыккан болбойт.",
		"Приказ о замене не может быть раньше приказа, которым член назначен.",
		"An order that replaces a member cannot be older than the one that named the member."))
	ErrScoring = apperr.NewRule("COMMISSION_SCORING", i18n.New(
		"Баалоо башталгандан кийин комиссиянын мүчөсү алмаштырылбайт.",
		"После начала оценки член комиссии не заменяется.",
		"A member is not replaced once scoring has opened."))
	ErrLeft = apperr.NewRule("MEMBER_LEFT", i18n.New(
		"Бул мүчө комиссиядан буйрук менен чыгарылган.",
		"Этот член уже выведен из комиссии приказом.",
		"An order has already let this member go."))
	ErrPersonTwice = apperr.NewRule("MEMBER_TWICE", i18n.New(
		"Бир киши комиссияда эки жолу мүчө боло албайт.",
		"Один человек не может быть членом комиссии дважды.",
		"One person cannot be a member of the commission twice."))
	ErrNotInvited = apperr.NewRule("MEMBER_NOT_INVITED", i18n.New(
		"Бул колдонуучунун ушул муниципалитетте тиешелүү ролу жок: {roles}. Адегенде аны ушул ролго чакырыңыз.",
		"У этого пользователя нет в муниципалитете нужной роли: {roles}. Сначала пригласите его в этой роли.",
		"This user does not hold the role in this municipality: {roles}. Invite the user to it first."))
	ErrMustVote = apperr.New(apperr.Validation, i18n.New(
		"Төрага жана мүчөлөр добуш берет; катчы гана добушсуз боло алат.",
		"Председатель и члены голосуют; без голоса может быть только секретарь.",
		"The chair and the members vote; only the secretary may be without a vote."))
)
