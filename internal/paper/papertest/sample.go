// Package papertest has papers with everything in them, for the tests of renderers.
package papertest

import (
	"fmt"
	"strings"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/official"
)

// Letterhead is that of a village nobody lives in.
func Letterhead() paper.Letterhead {
	return paper.Letterhead{
		Country: i18n.Localized{Ky: "Кыргыз Республикасы", Ru: "Кыргызская Республика"},
		Region:  i18n.Localized{Ky: "Баткен облусу, Лейлек району", Ru: "Баткенская область, Лейлекский район"},
		Name:    i18n.Localized{Ky: "Көк-Төбө айыл өкмөтү", Ru: "Кок-Тобинский айыл окмоту"},
		Address: i18n.Localized{Ky: "Көк-Төбө айылы, Өмүрбеков көчөсү, 12", Ru: "село Кок-Тобо, улица Омурбекова, 12"},
		Phone:   "+996 3656 2-11-43", Email: "kok-tobo@example.kg",
	}
}

// Protocol has every block: headings, text, lists, rows, a table of several pages, parties.
func Protocol(lang i18n.Lang) paper.Document {
	by := func(ky, ru string) string { return paper.By(lang, ky, ru) }
	return paper.Document{
		Frame: paper.Frame{
			Kind: paper.CommissionProtocol, Lang: lang, Letterhead: Letterhead(), Number: "06-1",
			Date: clock.NewDate(2019, 12, 17), Copy: paper.Original,
			Check: paper.Check{URL: "https://demilge.example.kg/check/8WQ2-6FZK-M3TR-V0XN-4HJP", Code: "8WQ2-6FZK-M3TR-V0XN-4HJP"},
		},
		Content: paper.Content{
			Title:    by("Конкурстук комиссиянын протоколу", "Протокол конкурсной комиссии"),
			Subtitle: by("2019-жылдагы жергиликтүү демилгелердин сынагынын жыйынтыгы жөнүндө", "об итогах конкурса местных инициатив 2019 года"),
			Place:    by("Көк-Төбө айылы", "село Кок-Тобо"),
			Blocks:   blocks(lang, by),
			Signatures: []paper.Signature{
				{Position: by("Комиссиянын төрагасы", "Председатель комиссии"), Name: "Б. А. Асанов", Stamp: true},
				{Position: by("Комиссиянын катчысы", "Секретарь комиссии"), Name: "Г. Т. Өмүралиева"},
				{Group: by("Комиссиянын мүчөлөрү:", "Члены комиссии:"), Position: by("Айылдык кеңештин депутаты", "Депутат айылного кенеша"), Name: "Ү. Ң. Төрөкулов"},
				{Position: by("Мектептин директору", "Директор школы"), Name: "А. К. Жээнбекова"},
			},
			Values: map[string]string{"competition.number": "1"},
		},
	}
}

func blocks(lang i18n.Lang, by func(ky, ru string) string) []paper.Block {
	return []paper.Block{
		paper.Rows{Rows: []paper.Row{
			{Key: by("Катышкандар:", "Присутствовали:"), Value: official.CountInWords(lang, 5, official.Member) + by(" — кворум бар", " — кворум имеется")},
			{Key: by("Сынактын каражаты:", "Средства конкурса:"), Value: official.FullSum(lang, money.Som(117_400))},
		}},
		paper.Heading{Text: by("1. КҮН ТАРТИБИ", "1. ПОВЕСТКА ДНЯ")},
		paper.Numbered(
			by("Кызыкчылыктардын кагылышуусу жөнүндө билдирүүлөрдү угуу.", "Заслушать заявления о конфликте интересов."),
			by("Келип түшкөн өтүнмөлөрдү баалоо жана жеңүүчүлөрдү аныктоо, анын ичинде ар бир критерий боюнча баллдарды жарыялоо.", "Оценить поступившие заявки и определить победителей, в том числе огласить баллы по каждому критерию."),
		),
		paper.Heading{Text: by("2. УКТУ", "2. СЛУШАЛИ")},
		paper.Paragraph{Runs: []paper.Run{
			paper.Plain(by("Комиссиянын төрагасы ", "Председатель комиссии ")), paper.Bold("Б.\u00a0А.\u00a0Асанов"),
			paper.Plain(by(" комиссиянын мүчөлөрүн келип түшкөн өтүнмөлөр менен тааныштырды. Өтүнмөлөрдү кабыл алуу мөөнөтү ", " ознакомил членов комиссии с поступившими заявками. Срок приёма заявок истёк ")),
			paper.Plain(official.On(lang, clock.NewDate(2019, 12, 10)) + by(" аяктаган. Бардык өтүнмөлөр «Жергиликтүү демилгелер жөнүндө» жобонун талаптарына ылайык текшерилген.", ". Все заявки проверены на соответствие положению «О местных инициативах».")),
		}},
		paper.Bulleted(by("ачык добуш берүү", "открытое голосование"), by("жекече баллдардын орточосу", "среднее индивидуальных баллов")),
		table(by),
		paper.Paragraph{Small: true, Runs: []paper.Run{{Text: by("Эскертүү: суммалар сом менен көрсөтүлгөн.", "Примечание: суммы указаны в сомах."), Italic: true}}},
		paper.Heading{Text: by("3. ТОКТОМ КЫЛДЫ", "3. РЕШИЛИ"), Level: 2},
		paper.List{Items: []paper.Item{
			{Runs: []paper.Run{{Text: by("Төмөнкү демилгелер жеңүүчү деп табылсын:", "Признать победителями инициативы:")}}, Sub: []paper.Item{
				{Runs: []paper.Run{{Text: by("«Ата-эне менен бирге» майрамы;", "праздник «Вместе с родителями»;")}}},
				{Runs: []paper.Run{{Text: by("бий студиясы.", "студия танца.")}}},
			}},
			{Runs: []paper.Run{{Text: by("Протокол айыл өкмөтүнүн башчысына бекитүүгө берилсин.", "Передать протокол главе айыл окмоту на утверждение.")}}},
		}},
		paper.SideBySide{
			Left:  []paper.Block{paper.Paragraph{Flush: true, Align: paper.Left, Runs: []paper.Run{paper.Bold(by("Буюртмачы", "Заказчик"))}}, paper.Rows{Rows: []paper.Row{{Key: "ИНН", Value: "01234567890123"}}}},
			Right: []paper.Block{paper.Paragraph{Flush: true, Align: paper.Left, Runs: []paper.Run{paper.Bold(by("Аткаруучу", "Исполнитель"))}}, paper.Rows{Rows: []paper.Row{{Key: "ИНН", Value: "10987654321098"}}}},
		},
		paper.Text(by("Протокол эки нускада, кыргыз жана орус тилдеринде түзүлдү.", "Протокол составлен в двух экземплярах, на кыргызском и русском языках.")),
	}
}

func table(by func(ky, ru string) string) paper.Table {
	t := paper.Table{
		Name: "scores", Caption: by("1-таблица. Өтүнмөлөрдүн баллдары", "Таблица 1. Баллы заявок"),
		Columns: []paper.Column{
			{Title: "№", Width: 7, Align: paper.Center},
			{Title: by("Демилге", "Инициатива"), Width: 48},
			{Title: by("Балл", "Балл"), Width: 12, Align: paper.Center},
			{Title: by("Суралган сумма, сом", "Запрошенная сумма, сом"), Width: 33, Align: paper.Right},
		},
		Totals: []paper.Cell{{Text: by("Баары:", "Итого:"), Span: 3, Align: paper.Right}, {Text: official.Figures(money.Som(1_170_000))}},
	}
	for i := range 30 {
		t.Rows = append(t.Rows, paper.Cells(fmt.Sprint(i+1),
			strings.Repeat(by("Айылдагы көчөлөрдү жарыктандыруу ", "Освещение улиц села "), 1+i%3), "78,5", official.Figures(money.Som(39_000))))
	}
	return t
}

// Letter is addressed to a person.
func Letter(lang i18n.Lang) paper.Document {
	d := Protocol(lang)
	d.Kind, d.Number = paper.Notice, "09-3"
	d.Title, d.Subtitle = "", ""
	d.Addressee = &paper.Addressee{
		Lines:    []string{paper.By(lang, "Демилгелүү топтун лидери", "Лидеру инициативной группы"), official.To(lang, "А. Садыкова")},
		Greeting: official.Greeting(lang, "Садыкова Айгүл Асановна"),
	}
	d.Blocks = []paper.Block{paper.Text(paper.By(lang,
		"Сиздин «Бий студиясы» аттуу демилгеңиз сынактын жеңүүчүсү болгондугун билдиребиз. Макулдашууга кол коюу үчүн беш жумушчу күндүн ичинде айыл өкмөтүнө келүүңүздү өтүнөбүз.",
		"Сообщаем, что Ваша инициатива «Студия танца» признана победителем конкурса. Просим в течение пяти рабочих дней прибыть в айыл окмоту для подписания соглашения."))}
	d.Signatures = d.Signatures[:1]
	return d
}
