package seed

import (
	"context"
	"fmt"
	"time"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/pilot"
	"github.com/demilge/demilge/internal/training"
)

// The pilots lasted from September 2021 to January 2022 (domain.md 6.1); no source names the days.
var (
	pilotsBegan = clock.NewDate(2021, time.September, 1)
	pilotsEnded = clock.NewDate(2022, time.January, 31)
)

// published tells when the publication on the pilots came out: what is known from
// publications only is entered after it.
var published = at(2022, time.February, 22, 12, 0)

// earlier enters what publications tell of the programme's earlier years: trainings, an
// exchange visit, the pilots that are not seeded in full.
func (s *Seeder) earlier(context.Context) error {
	s.clock.Set(published)
	for _, draft := range []training.Draft{trainings2019(), visit2020()} {
		t, err := s.services.Trainings.Create(s.manager, draft)
		if err != nil {
			return fmt.Errorf("%s: %w", draft.Title.Ru, err)
		}
		if _, err := s.services.Trainings.Hold(s.manager, t.Ref(), t.Version); err != nil {
			return fmt.Errorf("%s: %w", draft.Title.Ru, err)
		}
	}
	if err := s.recordPilots(); err != nil {
		return fmt.Errorf("pilots: %w", err)
	}
	return nil
}

// trainings2019 is F-19f: 10 target and 5 other municipalities of three oblasts.
func trainings2019() training.Draft {
	return training.Draft{
		Kind:  training.Course,
		Title: kyRu("Жергиликтүү демилгелер боюнча окутуу, 2019-жыл", "Обучение по местным инициативам, 2019 год"),
		From:  clock.NewDate(2019, time.January, 1), Until: clock.NewDate(2019, time.December, 31), ExactTo: training.Year,
		Oblasts:   []string{"41706000000000", "41704000000000", "41708000000000"},
		TargetNum: people(10), OtherNum: people(5),
		Note: "Булактарда муниципалитеттердин саны жана үч облус (Ош, Нарын, Чүй) гана айтылган: күндөрү, муниципалитеттердин аттары жана катышуучулардын саны белгисиз.",
	}
}

// visit2020 is F-19e: of 61 people 15 were women; that 46 were men follows from it.
func visit2020() training.Draft {
	return training.Draft{
		Kind:  training.Exchange,
		Title: kyRu("Тажрыйба алмашуу сапары, 2020-жылдын марты", "Поездка по обмену опытом, март 2020 года"),
		From:  clock.NewDate(2020, time.March, 1), Until: clock.NewDate(2020, time.March, 31), ExactTo: training.Month,
		Women: people(15), Men: people(46), Derived: []training.Number{training.Men},
		Note: "Булактарда 61 киши, анын ичинде 15 аял деп айтылган; эркектердин саны ошондон эсептелди. Күнү жана муниципалитеттер айтылган эмес.",
	}
}

// recordPilots enters the pilots of 2021–2022: seven municipalities and nine initiatives in
// seven lines of the publication; four municipalities are named in the sources, none with a
// sum but A. Orozbekov, whose competition is seeded (domain.md 6.1, C10).
func (s *Seeder) recordPilots() error {
	named := []struct {
		slug  string
		entry pilot.Entry
	}{
		{orozbekov().slug, pilot.Entry{Initiatives: []i18n.Localized{
			kyRu("Атам, апам жана мен", "Папа, мама и я"), kyRu("Жомокторго саякат", "Путешествие в сказку"),
		}}},
		{"baetov", pilot.Entry{Initiatives: []i18n.Localized{kyRu("Жалпы жайларды жарыктандыруу", "Освещение мест общего пользования")}}},
		{"kajy-sai", pilot.Entry{Initiatives: []i18n.Localized{
			kyRu("3–12 жаштагы балдар үчүн бий студиясы", "Танцевальная студия для детей 3–12 лет"),
		}}},
		{"", pilot.Entry{
			Name:        kyRu("Жаңы-Жол айыл аймагы", "Джаны-Джольский айылный аймак"),
			Initiatives: []i18n.Localized{kyRu("Отургучтар, таштанды челектери, жарыктандыруу", "Скамейки, урны, освещение")},
			Note: "Жалал-Абад облусунда мындай аттагы эки айыл аймагы бар: Аксы районунда (41703211813000) жана Токтогул районунда (41703225815000). " +
				"Кайсынысы экени булактарда айтылган эмес.",
		}},
	}
	count := 9
	draft := pilot.Draft{
		Title: kyRu("Пилоттук муниципалитеттер, 2021–2022", "Пилотные муниципалитеты, 2021–2022"),
		From:  pilotsBegan, Until: pilotsEnded, Municipalities: 7, Initiatives: &count,
		Note: "Жарыяда жети облустан жети айыл аймагы жана жети сапта тогуз демилге айтылган; калган үч аймактын аты жок. " +
			"Сентябрдан январга чейин: күндөрү шарттуу жазылды. Суммалар айтылган эмес.",
	}
	for _, n := range named {
		if n.slug != "" {
			m, err := s.services.Territory.BySlug(s.manager, n.slug)
			if err != nil {
				return err
			}
			n.entry.Name, n.entry.MunicipalityID = m.Name, &m.ID
		}
		draft.Entries = append(draft.Entries, n.entry)
	}
	_, err := s.services.Pilots.Record(s.manager, draft)
	return err
}
