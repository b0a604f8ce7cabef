package letter

import (
	"time"

	"github.com/demilge/demilge/internal/i18n"
)

const day = 24 * time.Hour

// words are a message.
type words struct{ subject, text i18n.Text }

// The same sentence stands under every receipt (call of 2025).
const (
	noObligationKy = "Кызыкдарлык каты эки тарапка тең эч кандай милдеттенме жүктөбөйт жана программага автоматтык түрдө катышууну билдирбейт."
	noObligationRu = "Письмо о заинтересованности не налагает обязательств ни на одну из сторон и не означает автоматического участия в программе."
	noObligationEn = "A letter of interest creates no obligation on either side and does not mean that one takes part in the programme."
)

// NoObligation says what a letter is not.
var NoObligation = i18n.New(noObligationKy, noObligationRu, noObligationEn)

var messages = map[Message]words{
	LinkMessage: {
		subject: i18n.New("Кызыкдарлык катынын шилтемеси", "Ссылка на письмо о заинтересованности", "The link to your letter of interest"),
		text: i18n.New(
			"Саламатсызбы!\n\n{municipality} үчүн кызыкдарлык каты башталды, анын белгиси {reference}. Катты бул шилтеме аркылуу каалаган убакта улантасыз:\n{link}\n\nШилтемени эч кимге бербеңиз: аны билген киши катты өзгөртө да, жөнөтө да алат. Шилтеме {until} чейин иштейт. Эгер катты сиз баштабасаңыз, эч нерсе кылуунун кереги жок.",
			"Здравствуйте!\n\nНачато письмо о заинтересованности от имени: {municipality}, его обозначение {reference}. Продолжить письмо можно в любое время по этой ссылке:\n{link}\n\nНикому не передавайте ссылку: тот, кто её знает, может изменить и отправить письмо. Ссылка действует до {until}. Если письмо начали не вы, ничего делать не нужно.",
			"Hello,\n\nA letter of interest of {municipality} was begun; its reference is {reference}. Go on with it at any time through this link:\n{link}\n\nGive the link to nobody: whoever knows it can change the letter and send it. The link works until {until}. If it was not you who began the letter, there is nothing to do."),
	},
	ReceiptMessage: {
		subject: i18n.New("Кызыкдарлык каты кабыл алынды: № {number}", "Письмо о заинтересованности принято: № {number}", "Your letter of interest came: No. {number}"),
		text: i18n.New(
			"Саламатсызбы!\n\n{municipality} кызыкдарлык каты кабыл алынды.\nНомери: {number}\nУбактысы: {at} (Бишкек)\nSHA-256: {hash}\n\n"+noObligationKy,
			"Здравствуйте!\n\nПисьмо о заинтересованности принято: {municipality}.\nНомер: {number}\nВремя: {at} (Бишкек)\nSHA-256: {hash}\n\n"+noObligationRu,
			"Hello,\n\nThe letter of interest of {municipality} came.\nNumber: {number}\nTime: {at} (Bishkek)\nSHA-256: {hash}\n\n"+noObligationEn),
	},
	ReplacedMessage: {
		subject: i18n.New("Кызыкдарлык каты алмаштырылды", "Письмо о заинтересованности заменено", "Your letter of interest was replaced"),
		text: i18n.New(
			"Саламатсызбы!\n\n{municipality} ушул чакыруу боюнча жаңы кызыкдарлык катын жөнөттү, ошондуктан № {number} кат кийинкиси менен алмаштырылды. Эки кат тең сакталат. Эгер жаңы катты сиздин муниципалитет жөнөтпөсө, программага дароо кабарлаңыз.",
			"Здравствуйте!\n\nОт муниципалитета ({municipality}) по этому приглашению пришло новое письмо, поэтому письмо № {number} заменено следующим. Оба письма хранятся. Если новое письмо отправил не ваш муниципалитет, сразу сообщите программе.",
			"Hello,\n\n{municipality} sent a new letter of interest in this call, and so letter No. {number} was replaced by it. Both are kept. If your municipality did not send the new one, tell the programme at once."),
	},
}

var lateReceipt = words{
	subject: i18n.New("Кызыкдарлык каты кечигип келди: № {number}", "Письмо о заинтересованности пришло с опозданием: № {number}", "Your letter of interest came late: No. {number}"),
	text: i18n.New(
		"Саламатсызбы!\n\n{municipality} кызыкдарлык каты мөөнөт бүткөндөн кийин келди. Ал келген убактысы менен сакталат; программа аны карайбы, өзүнчө чечет.\nНомери: {number}\nУбактысы: {at} (Бишкек)\nSHA-256: {hash}\n\n"+noObligationKy,
		"Здравствуйте!\n\nПисьмо о заинтересованности ({municipality}) пришло после срока. Оно хранится со временем получения; рассматривать ли его, программа решит отдельно.\nНомер: {number}\nВремя: {at} (Бишкек)\nSHA-256: {hash}\n\n"+noObligationRu,
		"Hello,\n\nThe letter of interest of {municipality} came after the deadline. It is kept with its time; the programme decides whether it looks at it.\nNumber: {number}\nTime: {at} (Bishkek)\nSHA-256: {hash}\n\n"+noObligationEn),
}
