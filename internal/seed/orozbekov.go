package seed

import (
	"time"

	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/event"
)

// orozbekov is the pilot of autumn 2021 (domain.md 6.2, F-01 to F-12).
//
//nolint:funlen // a table of facts
func orozbekov() story {
	return story{
		slug:    "a-orozbekov",
		adopted: decree("226", 2020, time.December, 28),
		priorities: []area{
			{name: kyRu("Элдик көркөм чыгармачылык", "Народное художественное творчество")},
			{name: kyRu("Балдар жана жаштар менен иштөө", "Работа с детьми и молодёжью")},
			{name: kyRu("Дене тарбия жана массалык спорт", "Физическая культура и массовый спорт")},
			{name: kyRu("Үй-бүлөлүк зомбулуктан коргоо", "Охрана от семейного насилия"), sensitive: true},
		},
		envelope: 2_300_000, maxAmount: 1_200_000,
		order: order("б/н", 2021, time.September, 13),
		title: kyRu("Жергиликтүү демилгелердин сынагы, 2021-жыл", "Конкурс местных инициатив, 2021 год"),
		silent: kyRu(
			"Булактарда сынактын, кулактандыруунун жана жыйындын күндөрү, каражат көлөмүн бекиткен токтом, буйруктардын номерлери, комиссиянын курамы, упайлар, демилгелердин айылдары, иш мөөнөттөрү, макулдашуулардын жана иш-чаралардын күндөрү айтылган эмес: алар иш планынын мөөнөттөрүнө жараша шарттуу жазылды.",
			"Источники не называют даты конкурса, объявления и заседания, постановление об объёме средств, номера приказов, состав комиссии, баллы, сёла и сроки инициатив, даты соглашений и мероприятий: они записаны условно по срокам плана работы."),
		joined:   at(2021, time.September, 7, 10, 0),
		prepared: at(2021, time.September, 13, 10, 0),
		opens:    at(2021, time.September, 20, 0, 0), closes: lastSecond(2021, time.October, 3),
		meeting:     at(2021, time.October, 5, 10, 0),
		resultOrder: "б/н", resultDate: at(2021, time.October, 6, 10, 0),
		agreedAt:    at(2021, time.October, 8, 10, 0),
		implementBy: clock.NewDate(2021, time.December, 31),
		initiatives: []initiative{
			{
				title:   kyRu("Атам, апам жана мен", "Папа, мама и я"),
				surname: "Кожонова", given: "А.", patronym: "А.", village: "Орозбеково", matter: "SPORT", area: 2,
				goal:    "Аталардын, энелердин жана үй-бүлөлөрдүн алты спорттук мелдешин өткөрүү.",
				problem: untold, lasting: untold, joins: untold,
				starts:   clock.NewDate(2021, time.October, 11),
				ends:     clock.NewDate(2021, time.December, 31),
				activity: "Баскетбол, волейбол жана үй-бүлөлүк мелдештер",
				lines: []budget.Line{
					line("Сыйлыктар, грамоталар, медалдар", 12_000, budget.LocalBudget, budget.Cash, budget.Known),
					line("Чыгырыктар, секиргичтер, топтор, гантелдер", 25_000, budget.Programme, budget.Cash, budget.Known),
					line("Иш-чараларды уюштуруу жана өткөрүү", 0, budget.Initiator, budget.InKind, budget.NotValued),
				},
				award: amount(12_000), grant: amount(25_000), points: 4,
				held: []happening{
					match("Аталардын баскетбол мелдеши", "Соревнования отцов по баскетболу", 1),
					match("Энелердин волейбол мелдеши", "Соревнования матерей по волейболу", 1),
					match("Энелердин баскетбол мелдеши", "Соревнования матерей по баскетболу", 1),
					match("Аталардын волейбол мелдеши", "Соревнования отцов по волейболу", 1),
					match("Үй-бүлөлүк мелдештер", "Семейные соревнования", 2),
				},
				participants: event.Counts{Men: people(28), Women: people(54), Boys: people(8), Girls: people(4)},
				counted:      "Ар бир мелдештин катышуучулары булактарда өзүнчө айтылган эмес: 28 ата, 54 эне, 8 эркек бала, 4 кыз — демилге боюнча жалпы сан.",
			},
			{
				title:   kyRu("Жомокко саякат", "Путешествие в сказку"),
				surname: "Кулназарова", given: "Р.", patronym: "Э.", village: "Кулду", matter: "YOUTH", area: 1,
				goal:    "Үч айылдын балдарына театрлаштырылган жомокту беш жолу көрсөтүү.",
				problem: untold, lasting: untold, joins: untold,
				starts:   clock.NewDate(2021, time.October, 11),
				ends:     clock.NewDate(2021, time.December, 31),
				activity: "Үч айылда беш көрсөтүү",
				lines: []budget.Line{
					line("Түлкү менен аттын кийимдери, жасалга", 11_000, budget.LocalBudget, budget.Cash, budget.Known),
					line("Коёндун, илбирстин, аюунун, карышкырдын, короздун кийимдери", 25_000, budget.Programme, budget.Cash, budget.Known),
					line("Иш-чараларды уюштуруу жана өткөрүү", 0, budget.Initiator, budget.InKind, budget.NotValued),
				},
				award: amount(11_000), grant: amount(25_000), points: 4,
				held: []happening{{
					title:  kyRu("«Чоң ата балыкты кантип кармады?» спектакли", "Спектакль «Как дед рыбу ловил»"),
					kind:   event.Theatre,
					heldOn: clock.NewDate(2021, time.December, 31), occurrences: 5, place: "Үч айыл",
					narrative: "Үч айылда беш көрсөтүү. Күндөрү жана айылдардын аты булактарда айтылган эмес: күн шарттуу жазылды.",
				}},
				participants: event.Counts{
					Boys: people(176), Girls: people(114), WithDisabilities: people(19), ChildrenWithDisabilities: people(19),
					MigrantChildren: people(89), Derived: []event.Number{event.Boys},
				},
				counted: "Булактарда 290 бала, анын ичинде 114 кыз деп айтылган; эркек балдардын саны ошондон эсептелди. Бала бакчага барбагандардын саны өзүнчө айтылган эмес.",
			},
		},
	}
}

// match is one kind of competition of the families' initiative.
func match(ky, ru string, occurrences int) happening {
	return happening{
		title: kyRu(ky, ru), kind: event.Competition, heldOn: clock.NewDate(2021, time.December, 31), occurrences: occurrences,
		narrative: "Күнү жана жери булактарда айтылган эмес: күн шарттуу жазылды.",
	}
}
