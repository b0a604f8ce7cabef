package seed

import (
	"context"
	"time"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/memorandum"
	"github.com/demilge/demilge/internal/workplan"
)

// The work plan was printed in Kyrgyz in both sources (domain.md C3); its Russian is a
// translation.
var (
	ownBody  = kyRu("ЖӨБ органы", "Орган МСУ")
	union    = kyRu("ЖӨБ Союзу", "Союз МСУ")
	project  = kyRu("Долбоор", "Проект")
	aimak    = kyRu("Аймак", "Аймак")
	reported = kyRu("Отчёт", "Отчёт")
)

// join signs the memorandum of a municipality that came as a pilot and lays down the rows of
// its work plan that the sources print (domain.md F-20 to F-22).
func (g *stage) join(context.Context) error {
	defer g.clock.Set(g.prepared)
	if g.joined.IsZero() {
		return nil
	}
	memoranda := g.services.Memoranda
	m, err := memoranda.Create(g.manager, g.tenant.ID, memorandum.Draft{
		Title: kyRu("Кызматташуу тууралуу макулдашуу", "Соглашение о сотрудничестве"),
		Parties: []memorandum.Party{
			{Kind: memorandum.LSGBody, Body: ownBody}, {Kind: memorandum.Union, Body: union}, {Kind: memorandum.Project, Body: project},
		},
		PublishedOnly: true,
		Note:          "Иш планы боюнча 2021-жылдын 7-сентябрына чейин кол коюлмак. Номери, күнү, кол койгондор жана мөөнөтү булактарда айтылган эмес.",
	})
	if err != nil {
		return err
	}
	if m, err = memoranda.Sign(g.manager, m.Ref(), m.Version, memorandum.Signing{}); err != nil {
		return err
	}
	g.memorandum = m
	_, err = g.services.WorkPlans.Create(g.manager, g.tenant.ID, workplan.Draft{
		MemorandumID: m.ID, Steps: printedRows(),
		Note: "Булактарда пландын үч сабы гана басылган; алардын качан аткарылганы айтылган эмес.",
	})
	return err
}

func printedRows() []workplan.StepDraft {
	signing, teaching := clock.NewDate(2021, time.September, 7), clock.NewDate(2021, time.September, 11)
	responsible := func(bodies ...i18n.Localized) []workplan.Responsible {
		list := make([]workplan.Responsible, len(bodies))
		for i, body := range bodies {
			list[i].Name = body
		}
		return list
	}
	return []workplan.StepDraft{
		{
			Number: "1.", Name: kyRu("Кызматташуу тууралуу макулдашууга кол коюу", "Подписание соглашения о сотрудничестве"),
			Responsible: responsible(ownBody, union, project),
			Confirming:  []i18n.Localized{kyRu("Макулдашуу", "Соглашение")}, Deadline: &signing,
		},
		{
			Number: "2.", Name: kyRu("Тандалган пилоттор үчүн онлайн окутуу/консультация", "Онлайн-обучение/консультация для отобранных пилотов"),
			Responsible: responsible(project, aimak),
			Confirming:  []i18n.Localized{kyRu("Катышуучулардын тизмеси", "Список участников"), reported}, Deadline: &teaching,
		},
		{
			Number: "2.1.",
			Name: kyRu("Планды иштеп чыгуу, Жобону карап чыгуу жана бекитүү, каржылоонун көлөмүн аныктоо",
				"Разработка плана, рассмотрение и утверждение Положения, определение объёма финансирования"),
			Responsible: responsible(project, aimak),
			Confirming: []i18n.Localized{
				kyRu("Программа", "Программа"), kyRu("Суроолордун реестри", "Реестр вопросов"), kyRu("Сүрөттөр", "Фотографии"), reported,
			},
			Deadline: &teaching,
		},
	}
}

// part ends the memorandum with the pilot itself, in January 2022.
func (g *stage) part(context.Context) error {
	if g.memorandum == nil {
		return nil
	}
	g.clock.Set(pilotsEnded.Start().Add(12 * time.Hour))
	_, err := g.services.Memoranda.End(g.manager, g.memorandum.Ref(), g.memorandum.Version, pilotsEnded,
		"Пилот 2022-жылдын январында аяктаган; күнү булактарда айтылган эмес, айдын акыркы күнү шарттуу жазылды.")
	return err
}
