package seed

import (
	"time"

	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/event"
)

// alamudun is the competition of December 2019 (domain.md 6.3, F-13 to F-19d).
//
//nolint:funlen // a table of facts
func alamudun() story {
	members, men, women, youngest, oldest := 20, 6, 14, 36, 75
	return story{
		slug:    "alamudun",
		adopted: decree("", 2019, time.November, 11),
		priorities: []area{
			{name: kyRu("Элдик көркөм чыгармачылык", "Народное художественное творчество")},
			{name: kyRu("Калктын эс алуусун уюштуруу", "Организация досуга населения")},
			{name: kyRu("Дене тарбия жана массалык спорт", "Физическая культура и массовый спорт")},
		},
		envelope: 7_800_000, maxAmount: 3_900_000,
		order: order("б/н", 2019, time.November, 29),
		title: kyRu("Жергиликтүү демилгелердин сынагы, 2019-жыл", "Конкурс местных инициатив, 2019 год"),
		silent: kyRu(
			"Булактарда кулактандыруунун күнү, каражат көлөмүн бекиткен токтом, комиссия жөнүндө буйруктун номери менен күнү, комиссиянын курамы, жыйындын убактысы, упайлар, үчүнчү арыз ээси, өтүнмөлөрдүн айрым талаалары, макулдашуулардын күнү, мониторинг тобунун буйругу, мүчөлөрү жана барган күндөрү айтылган эмес: алар шарттуу жазылды.",
			"Источники не называют дату объявления, постановление об объёме средств, номер и дату приказа о комиссии, её состав, время заседания, баллы, третьего заявителя, отдельные поля заявок, дату соглашений, приказ о группе мониторинга, её членов и дни визитов: они записаны условно."),
		prepared: at(2019, time.November, 29, 10, 0),
		opens:    at(2019, time.December, 3, 0, 0), closes: lastSecond(2019, time.December, 16),
		meeting:     at(2019, time.December, 17, 9, 0),
		resultOrder: "б/н", resultDate: at(2019, time.December, 17, 16, 0),
		agreedAt:    at(2019, time.December, 18, 10, 0),
		implementBy: clock.NewDate(2019, time.December, 31),
		initiatives: []initiative{
			{
				title:   kyRu("Жаңы жылдык иш-чараларды уюштуруу", "Организация новогодних мероприятий"),
				surname: "Исакунова", given: "Т.", village: "Аламүдүн", matter: "LEISURE", area: 1,
				coleader: "Молдожапарова А.",
				goal:     "Аламүдүн жана Садовое айылдарынын тургундары үчүн жаңы жылдык иш-чараларды өткөрүү.",
				problem:  untold, lasting: untold,
				joins:    "Демилгелүү топтун 20 мүчөсү уюштурат, өз каражатын кошот.",
				group:    &application.Group{Members: &members, Men: &men, Women: &women, Youngest: &youngest, Oldest: &oldest},
				starts:   clock.NewDate(2019, time.December, 26),
				ends:     clock.NewDate(2019, time.December, 30),
				activity: "Эки айылда жаңы жылдык иш-чаралар",
				lines: []budget.Line{
					line("Жаңы жылдык иш-чараларды уюштуруу", 39_000, budget.LocalBudget, budget.Cash, budget.Known),
					line("Жергиликтүү ишкерлердин акчалай салымы", 20_000, budget.Business, budget.Cash, budget.Estimated),
					line("Жергиликтүү ишкерлердин товарлары", 20_000, budget.Business, budget.InKind, budget.Estimated),
					line("Топтун мүчөлөрүнүн өз каражаты", 0, budget.Initiator, budget.Cash, budget.NotValued),
				},
				award: amount(39_000), points: 4,
				held: []happening{{
					title: kyRu("Жаңы жылдык иш-чаралар", "Новогодние мероприятия"), kind: event.Concert,
					heldOn: clock.NewDate(2019, time.December, 26), occurrences: 1,
					villages:  []application.Village{{Code: "41708203807010", Name: "Аламүдүн"}, {Code: "41708203807020", Name: "Садовое"}},
					narrative: "2019-жылдын 26–30-декабрында эки айылда. Канча жолу өткөрүлгөнү булактарда айтылган эмес.",
				}},
				participants: event.Counts{Men: people(360), Women: people(690), ChildrenUnspecified: people(600)},
				visited:      []string{"Аламүдүн", "Садовое"},
				counted:      "Булактарда демилге боюнча жалпы сан айтылган; балдардын жынысы бөлүнгөн эмес.",
			},
			{
				title:   kyRu("Маданий иш-чараларды уюштуруу", "Организация культурных мероприятий"),
				surname: "Н.", given: "А.", village: "Садовое", matter: "FOLK_ARTS", area: 0,
				goal:    "Айыл тургундары үчүн беш маданий көрсөтүү өткөрүү: үчөө имаратта, экөө көчөдө.",
				problem: untold, lasting: untold,
				joins:    "Адегенде 7 киши кошулуп, топ 14 кишиге жетти; курамы булактарда айтылган эмес.",
				starts:   clock.NewDate(2019, time.December, 26),
				ends:     clock.NewDate(2019, time.December, 28),
				activity: "Беш көрсөтүү, аз камсыз болгон үй-бүлөлөргө 100 белек",
				lines: []budget.Line{
					line("Маданий иш-чараларды уюштуруу", 39_000, budget.LocalBudget, budget.Cash, budget.Known),
					line("Программанын кичи гранты", 27_000, budget.Programme, budget.Cash, budget.Known),
					line("Топтун эмгеги", 0, budget.Initiator, budget.InKind, budget.NotValued),
				},
				award: amount(39_000), grant: amount(27_000), points: 4,
				held: []happening{
					{
						title: kyRu("Имараттагы көрсөтүүлөр", "Представления в помещении"), kind: event.Concert,
						heldOn: clock.NewDate(2019, time.December, 26), occurrences: 3, setting: event.Indoor,
						narrative: "2019-жылдын 26–28-декабрында. Аз камсыз болгон үй-бүлөлөргө 100 белек берилген. Айылдар булактарда айтылган эмес.",
					},
					{
						title: kyRu("Көчөдөгү көрсөтүүлөр", "Уличные представления"), kind: event.Concert,
						heldOn: clock.NewDate(2019, time.December, 26), occurrences: 2, setting: event.Outdoor,
						narrative: "2019-жылдын 26–28-декабрында. Айылдар булактарда айтылган эмес.",
					},
				},
				participants: event.Counts{
					Men: people(210), Women: people(295), ChildrenUnspecified: people(300), ReportedTotal: people(800),
					Estimates: []event.Number{event.ChildrenUnspecified},
				},
				visited: []string{""},
				counted: "Булактарда 800 катышуучу, анын ичинде 210 эркек, 295 аял, 300дөй бала деп айтылган; суммасы 805.",
			},
			{
				title:   kyRu("Үчүнчү демилге (булактарда аталган эмес)", "Третья инициатива (в источниках не названа)"),
				surname: "Булактарда", given: "аталган эмес", village: "Аламүдүн", matter: "SPORT", area: 2,
				goal:    "Булактарда үч өтүнмө түшкөнү гана айтылат; үчүнчүсүнүн мазмуну белгисиз.",
				problem: untold, lasting: untold, joins: untold,
				starts:   clock.NewDate(2019, time.December, 26),
				ends:     clock.NewDate(2019, time.December, 31),
				activity: untold,
				lines: []budget.Line{
					line("Булактарда айтылган эмес; шарттуу сумма", 39_000, budget.LocalBudget, budget.Cash, budget.Estimated),
					line("Демилгечинин салымы", 0, budget.Initiator, budget.InKind, budget.NotValued),
				},
				points: 2,
			},
		},
	}
}
