package regulation

import "github.com/demilge/demilge/internal/i18n"

// defaultCriteria are the five of R-09, with equal weight.
func defaultCriteria() []Criterion {
	criterion := func(key string, name, guidance i18n.Text) Criterion {
		return Criterion{Key: key, Name: name.Localized(), Guidance: guidance.Localized(), Weight: 1}
	}
	return []Criterion{
		criterion("significance",
			i18n.New("Жергиликтүү жамааттын турмушун жакшыртуу үчүн маанилүүлүгү",
				"Значимость для улучшения жизни местного сообщества",
				"Significance for improving the life of the local community"),
			i18n.New("Көйгөй канча кишиге тиешелүү, демилге аны канчалык чечет?",
				"Скольких людей касается проблема и насколько инициатива её решает?",
				"How many people does the problem concern, and how far does the initiative solve it?")),
		criterion("participation",
			i18n.New("Демилгени ишке ашырууга жарандардын катышуу деңгээли",
				"Уровень участия граждан в реализации инициативы",
				"Level of citizens' participation in the implementation"),
			i18n.New("Тургундар демилгеге өздөрү кандайча катышат: эмгек, уюштуруу, убакыт?",
				"Как жители сами участвуют: трудом, организацией, временем?",
				"How do residents take part themselves: with labour, organisation, time?")),
		criterion("sustainability",
			i18n.New("Демилгенин туруктуулугу",
				"Устойчивость инициативы",
				"Sustainability of the initiative"),
			i18n.New("Каржылоо бүткөндөн кийин эмне калат жана ага ким кам көрөт?",
				"Что останется после окончания финансирования и кто будет об этом заботиться?",
				"What remains when the financing ends, and who looks after it?")),
		criterion("costs",
			i18n.New("Бюджеттеги чыгымдардын негиздүүлүгү жана жол берилгендиги",
				"Обоснованность и допустимость расходов бюджета",
				"Justification and admissibility of the budget's costs"),
			i18n.New("Баалар далилденгенби, чыгымдар максатка ылайыктуу жана мыйзамдуубу?",
				"Подтверждены ли цены, соответствуют ли расходы цели и закону?",
				"Are the prices proved, and do the costs fit the aim and the law?")),
		criterion("contribution",
			i18n.New("Өздүк салымдын жана кошумча тартылган каражаттын көлөмү",
				"Размер собственного вклада и дополнительно привлечённых средств",
				"Size of the own contribution and of additionally attracted funds"),
			i18n.New("Демилгечи эмне кошот (акча, буюм, эмгек) жана дагы кимдин жардамын тартты?",
				"Что вносит инициатор (деньги, вещи, труд) и чью ещё помощь он привлёк?",
				"What does the initiator bring (money, goods, labour), and whose help besides?")),
	}
}

// defaultDocuments are the papers of R-23; statement, description, estimate and plan are
// the application itself.
func defaultDocuments() []RequiredDocument {
	document := func(kind string, required bool, name i18n.Text, applicants ...ApplicantKind) RequiredDocument {
		return RequiredDocument{Kind: kind, Name: name.Localized(), For: applicants, Required: required}
	}
	return []RequiredDocument{
		document("PASSPORT_COPY", true, i18n.New("Демилгечинин паспортунун көчүрмөсү", "Копия паспорта инициатора", "Copy of the initiator's passport"), Person, Group),
		document("REGISTRATION", true, i18n.New("Юридикалык жакты каттоо жөнүндө күбөлүк", "Свидетельство о регистрации юридического лица", "Certificate of registration of the legal entity"), LegalEntity),
		document("CHARTER", true, i18n.New("Юридикалык жактын уставы", "Устав юридического лица", "Charter of the legal entity"), LegalEntity),
		document("COMMITMENT_LETTER", false, i18n.New("Салым кошуучулардын милдеттенме каттары", "Письма-обязательства тех, кто делает вклад", "Commitment letters of those who contribute"), Person, Group, LegalEntity),
		document("COST_EVIDENCE", false, i18n.New("Бааларды тастыктоочу документтер", "Документы, подтверждающие цены", "Evidence of the costs"), Person, Group, LegalEntity),
		document("RESOURCE_EVIDENCE", false, i18n.New("Демилгечинин ресурстары бар экенин тастыктоочу документтер", "Документы, подтверждающие наличие ресурсов у инициатора", "Evidence that the applicant has the resources"), Person, Group, LegalEntity),
	}
}

// Clauses that checklist items come from. Where the model regulation's readable part is
// silent, the municipality's own regulation is named and it fills in its number.
const (
	clauseOwn          = "Муниципалитеттин Жобосу / Положение муниципалитета"
	clauseAnnouncement = "Сынактын кулактандыруусу / Объявление о конкурсе"
	clauseMatter       = "Типтүү жобо / Типовое положение № 01-18/84, 3"
	clauseKinds        = "Типтүү жобо / Типовое положение № 01-18/84, 5"
)

// defaultChecklist turns the grounds for rejection of R-24 into questions that are
// answered with yes by an admissible application.
func defaultChecklist() []ChecklistItem {
	item := func(key, clause string, text i18n.Text) ChecklistItem {
		return ChecklistItem{Key: key, Text: text.Localized(), Clause: clause}
	}
	return []ChecklistItem{
		item("inTime", clauseAnnouncement, i18n.New("Өтүнмө мөөнөтүндө берилген", "Заявка подана в срок", "The application came in time")),
		item("localMatter", clauseMatter, i18n.New("Демилге жергиликтүү маанидеги маселени чечет", "Инициатива решает вопрос местного значения", "The initiative solves a matter of local importance")),
		item("ownMeans", clauseKinds, i18n.New("Өздүк салым бар же буга чейин натыйжага жетишилген", "Есть собственный вклад или уже достигнуты результаты", "There is an own contribution, or results were reached already")),
		item("priority", clauseAnnouncement, i18n.New("Демилге жарыяланган артыкчылык багыттарга туура келет", "Инициатива отвечает объявленным приоритетным направлениям", "The initiative fits the announced priority areas")),
		item("documents", clauseAnnouncement, i18n.New("Талап кылынган документтердин баары бар", "Представлены все требуемые документы", "All documents that are asked for are there")),
		item("amount", clauseAnnouncement, i18n.New("Суралган сумма белгиленген чектен ашпайт", "Запрошенная сумма не выше установленного предела", "The sum asked for is not above the maximum")),
		item("reported", clauseOwn, i18n.New("Мурунку макулдашуу боюнча отчёт тапшырылган", "По прежнему соглашению сдан отчёт", "The report on an earlier agreement was handed in")),
		item("noConflict", clauseOwn, i18n.New("Өтүнмө ээсинин кызыкчылыктарынын кагылышуусу жок", "У заявителя нет конфликта интересов", "The applicant has no conflict of interest")),
		item("purpose", clauseOwn, i18n.New("Демилге пайда табууну, саясий же диний үгүттү көздөбөйт", "Инициатива не преследует прибыли, политической или религиозной агитации", "The initiative does not aim at profit, political or religious campaigning")),
	}
}
