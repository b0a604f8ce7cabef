package letter

import (
	"time"

	"github.com/demilge/demilge/internal/i18n"
)

const day = 24 * time.Hour

// NoObligation says what a letter is not; it stands under every receipt (call of 2025).
var NoObligation = i18n.New(
	"Кызыкдарлык каты эки тарапка тең эч кандай милдеттенме жүктөбөйт жана программага автоматтык түрдө катышууну билдирбейт.",
	"Письмо о заинтересованности не налагает обязательств ни на одну из сторон и не означает автоматического участия в программе.",
	"A letter of interest creates no obligation on either side and does not mean that one takes part in the programme.")

// The message with the link of a letter.
var (
	linkSubject = i18n.New("Кызыкдарлык катынын шилтемеси", "Ссылка на письмо о заинтересованности", "The link to your letter of interest")
	linkText    = i18n.New(
		"Саламатсызбы!\n\n{municipality} үчүн кызыкдарлык каты башталды, анын белгиси {reference}. Катты бул шилтеме аркылуу каалаган убакта улантасыз:\n{link}\n\nШилтемени эч кимге бербеңиз: аны билген киши катты өзгөртө да, жөнөтө да алат. Шилтеме {until} чейин иштейт. Эгер катты сиз баштабасаңыз, эч нерсе кылуунун кереги жок.",
		"Здравствуйте!\n\nНачато письмо о заинтересованности от имени: {municipality}, его обозначение {reference}. Продолжить письмо можно в любое время по этой ссылке:\n{link}\n\nНикому не передавайте ссылку: тот, кто её знает, может изменить и отправить письмо. Ссылка действует до {until}. Если письмо начали не вы, ничего делать не нужно.",
		"Hello,\n\nA letter of interest of {municipality} was begun; its reference is {reference}. Go on with it at any time through this link:\n{link}\n\nGive the link to nobody: whoever knows it can change the letter and send it. The link works until {until}. If it was not you who began the letter, there is nothing to do.")
)
