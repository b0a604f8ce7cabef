package content

import (
	"strconv"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/memorandum"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/official"
)

// Memorandum is the memorandum of cooperation of the programme with a municipality (P10).
type Memorandum struct {
	Title       i18n.Localized
	Number      string
	SignedOn    *clock.Date
	From, Until *clock.Date
	Parties     []memorandum.Party
}

// Content writes the memorandum; it has no letterhead, being the paper of several parties.
func (m Memorandum) Content(lang i18n.Lang, copy paper.Copy) paper.Content {
	p := pen{lang, copy}
	blocks := []paper.Block{paper.Text(p.by("Төмөнкү тараптар ушул меморандумду түзүштү:", "Стороны, заключившие настоящий меморандум:")), m.parties(p)}
	for i, part := range m.parts(p) {
		blocks = append(blocks, heading(strconv.Itoa(i+1)+". "+part.title))
		blocks = append(blocks, part.blocks...)
	}
	signatures := make([]paper.Signature, len(m.Parties))
	for i, party := range m.Parties {
		signatures[i] = paper.Signature{Group: p.of(party.Body), Position: or(p.of(party.Position), blank), Name: asPrinted(party.Signatory), Stamp: true}
	}
	return paper.Content{
		Title:    p.by("МЕМОРАНДУМ", "МЕМОРАНДУМ"),
		Subtitle: or(p.of(m.Title), p.by("Кызматташуу жөнүндө", "О сотрудничестве")),
		Blocks:   blocks, Signatures: signatures, HideHead: true, Own: &paper.Own{Number: m.Number, Date: m.SignedOn},
		Values: map[string]string{"memorandum.number": m.Number, "memorandum.date": p.date(m.SignedOn)},
	}
}

func (m Memorandum) parties(p pen) paper.List {
	names := make([]string, len(m.Parties))
	for i, party := range m.Parties {
		names[i] = p.of(party.Body)
		if who := asPrinted(party.Signatory); who != "" {
			names[i] += p.by(", анын атынан иш алып барат: ", ", представитель: ") + p.of(party.Position) + " " + who
		}
	}
	return paper.Numbered(names...)
}

type part struct {
	title  string
	blocks []paper.Block
}

func (m Memorandum) parts(p pen) []part {
	term := p.by("Кол коюлган күндөн тартып күчүнө кирет", "Вступает в силу со дня подписания")
	switch {
	case m.From != nil && m.Until != nil:
		term = p.by("Колдонулуу мөөнөтү: ", "Срок действия: ") + official.Range(p.lang, *m.From, *m.Until)
	case m.From != nil:
		term = p.by("Колдонула баштаган күнү: ", "Действует с даты: ") + official.Date(p.lang, *m.From)
	case m.Until != nil:
		term += p.by("; аяктаган күнү: ", "; последний день действия: ") + official.Date(p.lang, *m.Until)
	}
	return []part{
		{p.by("Максаты", "Цель"), []paper.Block{paper.Text(p.by(
			"Жергиликтүү бюджетти башкаруунун ачыктыгын, натыйжалуулугун жана ага жарандардын катышуусун арттыруу, жергиликтүү демилгелерди ачык сынак аркылуу тандап, колдоо.",
			"Повысить прозрачность и эффективность управления местным бюджетом и участие в нём граждан, отбирать и поддерживать местные инициативы через открытый конкурс."))}},
		{p.by("Тараптардын милдеттенмелери", "Обязательства сторон"), []paper.Block{paper.Bulleted(
			p.by("муниципалитет жергиликтүү демилгелердин сынагын Жобого ылайык өткөрөт, жергиликтүү бюджеттен каражат бөлөт жана жыйынтыгын жарыялайт;", "муниципалитет проводит конкурс местных инициатив по Положению, выделяет средства местного бюджета и публикует результаты;"),
			p.by("программа окутуу жана консультация берет, иш планынын аткарылышын колдойт;", "программа обучает и консультирует, поддерживает выполнение плана работы;"),
			p.by("тараптар биргелешкен иш планын макулдашат жана анын аткарылышы жөнүндө бири-бирине маалымат берип турат.", "стороны согласуют план работы и информируют друг друга о его выполнении."))}},
		{p.by("Корутунду жоболор", "Заключительные положения"), []paper.Block{
			paper.Text(term + "."),
			paper.Text(p.by("Меморандумга өзгөртүүлөр тараптардын жазуу жүзүндөгү макулдугу менен киргизилет. Ар бир тарапка бирден нуска берилет.", "Изменения вносятся с письменного согласия сторон. Каждая сторона получает по экземпляру.")),
		}},
	}
}
