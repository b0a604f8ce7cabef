package seed

import (
	"fmt"
	"time"

	"github.com/demilge/demilge/internal/call"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
)

// The call of 2025 (F-23, W9). The sources name its deadline, the day promised for the
// results and when they came out, but not the day on which it went out: that one is set to
// the beginning of February. The text is written anew from their facts; the phone of the
// contact and the places are not named and stay empty.
var (
	callOpens     = time.Date(2025, time.February, 3, 9, 0, 0, 0, clock.Bishkek)
	callDeadline  = time.Date(2025, time.February, 28, 18, 0, 0, 0, clock.Bishkek)
	callPromised  = clock.NewDate(2025, time.March, 7)
	callResults   = time.Date(2025, time.March, 19, 19, 17, 0, 0, clock.Bishkek)
	callPopulated = clock.NewDate(2025, time.January, 1)
)

const callSlug = "2025"

// invite plays the call of 2025 as the programme manager.
func (s *Seeder) invite() error {
	s.clock.Set(callOpens)
	c, err := s.services.Calls.Create(s.manager, callSlug, writeCall)
	if err != nil {
		return fmt.Errorf("create: %w", err)
	}
	if c, err = s.services.Calls.Open(s.manager, c.Ref(), c.Version); err != nil {
		return fmt.Errorf("open: %w", err)
	}
	s.clock.Set(callResults.Add(time.Hour))
	if _, err = s.services.Calls.RecordResults(s.manager, c.Ref(), c.Version, callResults, "dpi.kg"); err != nil {
		return fmt.Errorf("results: %w", err)
	}
	return nil
}

func writeCall(c *call.Content) {
	from, to := 2022, 2024
	c.OpensAt, c.Deadline = &callOpens, &callDeadline
	c.Terms.Title = kyRu("«Жергиликтүү өз алдынча башкарууну өнүктүрүү үчүн» өнөктөштүк программасына кызматташууга чакыруу",
		"Приглашение к сотрудничеству в Партнёрской программе «За развитие МСУ»")
	c.Terms.Text = kyRu(callTextKy, callTextRu)
	c.Terms.ResultsPromisedOn, c.Terms.PopulationOn = &callPromised, &callPopulated
	c.Terms.DonorsFrom, c.Terms.DonorsTo = &from, &to
	c.Terms.Criteria = callCriteria()
	c.Terms.Contact = call.Contact{Email: callEmail}
	c.Terms.Addresses = call.Addresses{
		Postal: kyRu("Бишкек шаары, Шевченко көчөсү, 114", "город Бишкек, улица Шевченко, 114"), Email: callEmail,
	}
}

const callEmail = "office@dpi.kg"

// callCriteria are the three of R-37.
func callCriteria() []call.Criterion {
	criterion := func(code string, name, rule i18n.Localized) call.Criterion {
		return call.Criterion{Code: code, Name: name, Rule: rule}
	}
	return []call.Criterion{
		criterion("participation", kyRu("Жарандардын катышуусуна кызыгуу", "Интерес к участию граждан"),
			kyRu("Жергиликтүү өз алдынча башкаруу органы жарандардын жергиликтүү маселелерди чечүүгө катышуусун жакшыртууга кызыкдар.",
				"Орган местного самоуправления заинтересован в том, чтобы граждане лучше участвовали в решении местных вопросов.")),
		criterion("joint-work", kyRu("Жамаат менен биргелешкен иш", "Совместная работа с сообществом"),
			kyRu("Жергиликтүү өз алдынча башкаруу органы жамаат менен биргелешип иш-чараларды же долбоорлорду аткарган же азыр аткарып жатат.",
				"Орган местного самоуправления проводил или проводит вместе с сообществом мероприятия или проекты.")),
		criterion("local-budget", kyRu("Жергиликтүү бюджеттен каражат бөлүүгө даярдык", "Готовность выделить средства местного бюджета"),
			kyRu("Айыл өкмөтү же мэрия жана жергиликтүү кеңеш демилгелерди колдоого жергиликтүү бюджеттен каражат бөлүүгө даяр.",
				"Айыл окмоту или мэрия и местный кенеш готовы выделить на поддержку инициатив средства местного бюджета.")),
	}
}

const callTextKy = `Жергиликтүү өз алдынча башкаруу органдарын жергиликтүү демилгелерди колдоо боюнча кызматташууга чакырабыз.

Катышуу үчүн аткаруу жана өкүлчүлүктүү органдар биргелешип чечим кабыл алып, кызыкдарлык катын жөнөтөт. Катка айыл өкмөтүнүн башчысы же мэр жана жергиликтүү кеңештин төрагасы кол коёт, мөөр басылат; 1-тиркеме менен 2-тиркеменин төрт бөлүгү толтурулат. Калктын саны 2025-жылдын 1-январына карата, донорлордун долбоорлору 2022–2024-жылдар боюнча көрсөтүлөт.

Кат 2025-жылдын 28-февралында саат 18:00гө чейин (Бишкек убактысы) почта аркылуу же өзүңүз келип Бишкек шаары, Шевченко көчөсү, 114 дарегине тапшырылат же office@dpi.kg электрондук почтасына жөнөтүлөт. Тандоонун жыйынтыгын 2025-жылдын 7-мартына чейин жарыялоо пландалууда.

Тандалган муниципалитеттердин баары окутууга жана кеңеш алууга ээ болот, айрымдары кошумча биргелешип каржылоо ала алат. Кызыкдарлык каты эки тарапка тең милдеттенме жүктөбөйт жана программага өзүнөн өзү катышууну билдирбейт.`

const callTextRu = `Приглашаем органы местного самоуправления к сотрудничеству в поддержке местных инициатив.

Для участия исполнительный и представительный органы принимают совместное решение и направляют письмо о заинтересованности. Письмо подписывают глава айыл окмоту или мэр и председатель местного кенеша, на нём ставится печать; заполняются приложение 1 и четыре части приложения 2. Численность населения указывается на 1 января 2025 года, проекты доноров — за 2022–2024 годы.

Письма принимаются до 18:00 28 февраля 2025 года (время Бишкека): по почте или лично по адресу: город Бишкек, улица Шевченко, 114, либо по электронной почте office@dpi.kg. Результат отбора планируется объявить до 7 марта 2025 года.

Обучение и консультации получают все отобранные муниципалитеты, дополнительное софинансирование — некоторые из них. Письмо о заинтересованности ни к чему не обязывает ни одну из сторон и само по себе не означает участия в программе.`
