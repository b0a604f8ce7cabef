package official

import "github.com/demilge/demilge/internal/i18n"

// Noun is a thing that is counted. Kyrgyz nouns stay in the singular after a number;
// Russian ones have the forms of 1, 2 and 5.
type Noun struct {
	Ky     string
	Ru     [3]string
	Gender Gender
}

// Things that papers count.
var (
	Som          = Noun{Ky: "сом", Ru: [3]string{"сом", "сома", "сомов"}}
	Tyiyn        = Noun{Ky: "тыйын", Ru: [3]string{"тыйын", "тыйына", "тыйынов"}}
	Application  = Noun{Ky: "өтүнмө", Ru: [3]string{"заявка", "заявки", "заявок"}, Gender: Feminine}
	Initiative   = Noun{Ky: "демилге", Ru: [3]string{"инициатива", "инициативы", "инициатив"}, Gender: Feminine}
	Member       = Noun{Ky: "мүчө", Ru: [3]string{"член", "члена", "членов"}}
	Vote         = Noun{Ky: "добуш", Ru: [3]string{"голос", "голоса", "голосов"}}
	Point        = Noun{Ky: "балл", Ru: [3]string{"балл", "балла", "баллов"}}
	Participant  = Noun{Ky: "катышуучу", Ru: [3]string{"участник", "участника", "участников"}}
	Event        = Noun{Ky: "иш-чара", Ru: [3]string{"мероприятие", "мероприятия", "мероприятий"}, Gender: Neuter}
	Day          = Noun{Ky: "күн", Ru: [3]string{"день", "дня", "дней"}}
	CalendarDay  = Noun{Ky: "календарлык күн", Ru: [3]string{"календарный день", "календарных дня", "календарных дней"}}
	WorkingDay   = Noun{Ky: "жумушчу күн", Ru: [3]string{"рабочий день", "рабочих дня", "рабочих дней"}}
	Month        = Noun{Ky: "ай", Ru: [3]string{"месяц", "месяца", "месяцев"}}
	Sheet        = Noun{Ky: "барак", Ru: [3]string{"лист", "листа", "листов"}}
	Copy         = Noun{Ky: "нуска", Ru: [3]string{"экземпляр", "экземпляра", "экземпляров"}}
	Person       = Noun{Ky: "адам", Ru: [3]string{"человек", "человека", "человек"}}
	Municipality = Noun{Ky: "муниципалитет", Ru: [3]string{"муниципалитет", "муниципалитета", "муниципалитетов"}}
)

// ru is the form of the noun after n.
func (n Noun) ru(count int64) string {
	if count < 0 {
		count = -count
	}
	switch tens, ones := count/10%10, count%10; {
	case tens == 1 || ones == 0 || ones > 4:
		return n.Ru[2]
	case ones == 1:
		return n.Ru[0]
	}
	return n.Ru[1]
}

// After is the form of the noun after a number.
func (n Noun) After(lang i18n.Lang, count int64) string {
	if lang == i18n.Ru {
		return n.ru(count)
	}
	return n.Ky
}

// Count writes a number and its noun: «3 өтүнмө», «3 заявки».
func Count(lang i18n.Lang, n int64, noun Noun) string {
	return Number(n) + nbsp + noun.After(lang, n)
}

// CountInWords also writes the number in words: «3 (үч) өтүнмө», «3 (три) заявки».
func CountInWords(lang i18n.Lang, n int64, noun Noun) string {
	return Number(n) + nbsp + "(" + Words(lang, n, noun.Gender) + ") " + noun.After(lang, n)
}
