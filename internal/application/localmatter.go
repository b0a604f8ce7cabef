package application

import "github.com/demilge/demilge/internal/i18n"

// LocalMatter is a matter of local importance that an initiative must serve (MR-1, R-24).
type LocalMatter struct {
	Key  string
	Name i18n.Text
}

// Label is the name in every language.
func (m LocalMatter) Label() i18n.Localized { return m.Name.Localized() }

// LocalMatters are the matters of local importance as the law on local self-government
// names them, in short words; OTHER is for what the list does not foresee.
var LocalMatters = []LocalMatter{
	{"ECONOMIC_DEVELOPMENT", i18n.New("аймактын экономикалык өнүгүүсү", "экономическое развитие территории", "economic development of the territory")},
	{"DRINKING_WATER", i18n.New("таза суу менен камсыздоо", "снабжение питьевой водой", "drinking water supply")},
	{"SEWERAGE", i18n.New("канализация жана тазалоо", "канализация и очистка", "sewerage and treatment")},
	{"ROADS", i18n.New("жергиликтүү жолдор", "местные дороги", "local roads")},
	{"LIGHTING", i18n.New("коомдук жерлерди жарыктандыруу", "освещение общественных мест", "lighting of public places")},
	{"CEMETERIES", i18n.New("көрүстөндөр", "кладбища", "cemeteries")},
	{"LANDSCAPING", i18n.New("жерлерди көрктөндүрүү жана жашылдандыруу", "благоустройство и озеленение", "improvement and greening of public places")},
	{"PARKS_AND_LEISURE", i18n.New("сейил бактар жана эс алуу жайлары", "парки и места отдыха", "parks and places of leisure")},
	{"WASTE", i18n.New("таштандыны чыгаруу", "сбор и вывоз отходов", "waste collection")},
	{"TRANSPORT", i18n.New("жергиликтүү транспорт", "местный транспорт", "local transport")},
	{"HERITAGE", i18n.New("тарыхый-маданий эстеликтерди сактоо", "сохранение исторических и культурных памятников", "historical and cultural heritage")},
	{"LIBRARIES", i18n.New("китепканалар", "библиотеки", "libraries")},
	{"PUBLIC_ORDER", i18n.New("коомдук тартипти сактоого көмөк", "содействие охране общественного порядка", "help to public order")},
	{"FOLK_ARTS", i18n.New("элдик көркөм чыгармачылык", "народное художественное творчество", "folk arts")},
	{"SPORT", i18n.New("дене тарбия жана массалык спорт", "физическая культура и массовый спорт", "physical culture and mass sport")},
	{"EMERGENCIES", i18n.New("өзгөчө кырдаалдардын алдын алуу", "предупреждение чрезвычайных ситуаций", "prevention of emergencies")},
	{"YOUTH", i18n.New("балдар жана жаштар менен иштөө", "работа с детьми и молодёжью", "work with children and youth")},
	{"FAMILY_VIOLENCE", i18n.New("үй-бүлөлүк зомбулуктан коргоо", "охрана от семейного насилия", "protection from family violence")},
	{"LEISURE", i18n.New("калктын эс алуусун уюштуруу", "организация досуга населения", "leisure of the population")},
	{"OTHER", i18n.New("жергиликтүү маанидеги башка маселе", "другой вопрос местного значения", "another matter of local importance")},
}

// FindLocalMatter finds a matter by its key.
func FindLocalMatter(key string) (LocalMatter, bool) {
	for _, m := range LocalMatters {
		if m.Key == key {
			return m, true
		}
	}
	return LocalMatter{}, false
}
