package official_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/paper/official"
)

// spaced writes the spaces that do not break as plain ones.
func spaced(s string) string { return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s) }

func TestDates(t *testing.T) {
	t.Parallel()
	day := func(y int, m time.Month, d int) clock.Date { return clock.NewDate(y, m, d) }
	for _, c := range []struct{ got, want string }{
		{official.AsOf(i18n.Ky, day(2025, 1, 1)), "2025-жылдын 1-январына карата"},
		{official.AsOf(i18n.Ru, day(2025, 1, 1)), "на 1 января 2025 года"},
		{official.Date(i18n.Ky, day(2019, 12, 17)), "2019-жылдын 17-декабры"},
		{official.Date(i18n.Ru, day(2019, 12, 17)), "17 декабря 2019 года"},
		{official.Date(i18n.Ky, day(2025, 6, 1)), "2025-жылдын 1-июну"},
		{official.On(i18n.Ky, day(2025, 4, 5)), "2025-жылдын 5-апрелинде"},
		{official.On(i18n.Ru, day(2025, 4, 5)), "5 апреля 2025 года"},
		{official.Until(i18n.Ky, day(2025, 2, 28)), "2025-жылдын 28-февралына чейин"},
		{official.Until(i18n.Ru, day(2025, 2, 28)), "до 28 февраля 2025 года"},
		{official.Since(i18n.Ky, day(2025, 7, 1)), "2025-жылдын 1-июлунан тартып"},
		{official.Since(i18n.Ru, day(2025, 7, 1)), "с 1 июля 2025 года"},
		{official.Range(i18n.Ky, day(2019, 12, 17), day(2019, 12, 19)), "2019-жылдын 17–19-декабры"},
		{official.Range(i18n.Ru, day(2019, 12, 17), day(2019, 12, 19)), "17–19 декабря 2019 года"},
		{official.Range(i18n.Ky, day(2019, 11, 28), day(2019, 12, 5)), "2019-жылдын 28-ноябрынан 5-декабрына чейин"},
		{official.Range(i18n.Ru, day(2019, 11, 28), day(2019, 12, 5)), "с 28 ноября по 5 декабря 2019 года"},
		{official.Range(i18n.Ky, day(2019, 12, 28), day(2020, 1, 5)), "2019-жылдын 28-декабрынан 2020-жылдын 5-январына чейин"},
		{official.Range(i18n.Ru, day(2019, 12, 28), day(2020, 1, 5)), "с 28 декабря 2019 года по 5 января 2020 года"},
		{official.Range(i18n.Ru, day(2020, 1, 5), day(2020, 1, 5)), "5 января 2020 года"},
		{official.Moment(i18n.Ky, time.Date(2025, 2, 28, 12, 0, 0, 0, time.UTC)), "2025-жылдын 28-февралы, саат 18:00"},
		{official.Moment(i18n.Ru, time.Date(2025, 2, 28, 20, 5, 0, 0, time.UTC)), "1 марта 2025 года, 02:05"},
		{official.Short(day(2019, 12, 7)), "07.12.2019"},
		{official.Year(i18n.Ky, 2019), "2019-жыл"},
		{official.Year(i18n.Ru, 2019), "2019 год"},
	} {
		require.Equal(t, c.want, spaced(c.got))
	}
}

func TestNumbersInWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		n      int64
		gender official.Gender
		ky, ru string
	}{
		{0, official.Masculine, "нөл", "ноль"},
		{1, official.Feminine, "бир", "одна"},
		{1, official.Neuter, "бир", "одно"},
		{2, official.Masculine, "эки", "два"},
		{2, official.Neuter, "эки", "два"},
		{2, official.Feminine, "эки", "две"},
		{11, official.Feminine, "он бир", "одиннадцать"},
		{12, official.Feminine, "он эки", "двенадцать"},
		{21, official.Feminine, "жыйырма бир", "двадцать одна"},
		{100, official.Masculine, "бир жүз", "сто"},
		{112, official.Masculine, "бир жүз он эки", "сто двенадцать"},
		{1000, official.Masculine, "бир миң", "одна тысяча"},
		{2002, official.Masculine, "эки миң эки", "две тысячи два"},
		{39000, official.Masculine, "отуз тогуз миң", "тридцать девять тысяч"},
		{117400, official.Masculine, "бир жүз он жети миң төрт жүз", "сто семнадцать тысяч четыреста"},
		{211_000_011, official.Masculine, "эки жүз он бир миллион он бир", "двести одиннадцать миллионов одиннадцать"},
		{1_001_001, official.Feminine, "бир миллион бир миң бир", "один миллион одна тысяча одна"},
		{3_000_000_000, official.Masculine, "үч миллиард", "три миллиарда"},
		{10_000_000_000_000, official.Masculine, "он триллион", "десять триллионов"},
		{-40, official.Masculine, "минус кырк", "минус сорок"},
	} {
		require.Equal(t, c.ky, official.Words(i18n.Ky, c.n, c.gender))
		require.Equal(t, c.ru, official.Words(i18n.Ru, c.n, c.gender))
	}
}

func TestSums(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ got, want string }{
		{official.Figures(money.Som(39000)), "39 000,00"},
		{official.Figures(5), "0,05"},
		{official.Figures(-123_456_789), "−1 234 567,89"},
		{official.KnownFigures(nil), "—"},
		{official.Sum(money.Som(100)), "100,00 сом"},
		{official.ThousandSom(i18n.Ky, money.Som(39000)), "39,0 миң сом"},
		{official.ThousandSom(i18n.Ru, money.Som(1_234_560)), "1 234,56 тыс. сомов"},
		{official.Thousand(1), "0,00001"},
		{official.SumInWords(i18n.Ky, money.Som(39000)), "отуз тогуз миң сом 00 тыйын"},
		{official.Capital(official.SumInWords(i18n.Ru, money.Som(39000))), "Тридцать девять тысяч сомов 00 тыйынов"},
		{official.SumInWords(i18n.Ru, money.Som(1)+1), "один сом 01 тыйын"},
		{official.SumInWords(i18n.Ru, money.Som(102)+22), "сто два сома 22 тыйына"},
		{official.SumInWords(i18n.Ru, money.Som(11)+11), "одиннадцать сомов 11 тыйынов"},
		{official.FullSum(i18n.Ru, money.Som(21)), "21,00 (Двадцать один сом 00 тыйынов)"},
		{official.FullSum(i18n.Ky, money.Som(21)), "21,00 (жыйырма бир сом 00 тыйын)"},
	} {
		require.Equal(t, c.want, spaced(c.got))
	}
}

func TestCounts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ got, want string }{
		{official.Count(i18n.Ky, 3, official.Application), "3 өтүнмө"},
		{official.Count(i18n.Ru, 1, official.Application), "1 заявка"},
		{official.Count(i18n.Ru, 3, official.Application), "3 заявки"},
		{official.Count(i18n.Ru, 1650, official.Participant), "1 650 участников"},
		{official.Count(i18n.Ru, 111, official.Vote), "111 голосов"},
		{official.Count(i18n.Ru, 122, official.Person), "122 человека"},
		{official.CountInWords(i18n.Ru, 2, official.Application), "2 (две) заявки"},
		{official.CountInWords(i18n.Ky, 5, official.CalendarDay), "5 (беш) календарлык күн"},
	} {
		require.Equal(t, c.want, spaced(c.got))
	}
}

func TestPeople(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ got, want string }{
		{official.Initials("Асанов Бакыт Асанович"), "Б. А. Асанов"},
		{official.Initials("Асан уулу Бакыт"), "Асан уулу Бакыт"},
		{official.Initials("Б. Асанов"), "Б. Асанов"},
		{official.Initials("Айгүл"), "Айгүл"},
		{official.Greeting(i18n.Ky, "Асанов Бакыт Асанович"), "Урматтуу Бакыт Асанович!"},
		{official.Greeting(i18n.Ru, "Асанова Айгүл Асановна"), "Уважаемая Айгүл Асановна!"},
		{official.Greeting(i18n.Ru, "Асан уулу Бакыт"), "Уважаемый Асан уулу Бакыт!"},
		{official.GreetingAsPrinted(i18n.Ru, "А. А. Кожонова"), "Уважаемая А. А. Кожонова!"},
		{official.GreetingAsPrinted(i18n.Ru, "Б. А. Асанов"), "Уважаемый Б. А. Асанов!"},
		{official.Greeting(i18n.Ru, "Нурлан Садыков"), "Уважаемый(-ая) Нурлан Садыков!"},
		{official.To(i18n.Ky, "Б. А. Асанов"), "Б. А. Асановго"},
		{official.To(i18n.Ky, "А. Асанова"), "А. Асановага"},
		{official.To(i18n.Ky, "Үсөн уулу Күмүш"), "Үсөн уулу Күмүшкө"},
		{official.To(i18n.Ky, "Асан кызы Бегимай"), "Асан кызы Бегимайга"},
		{official.To(i18n.Ky, "Өмүрбек"), "Өмүрбекке"},
		{official.To(i18n.Ru, "Б. А. Асанов"), "Б. А. Асанову"},
		{official.To(i18n.Ru, "А. Садыкова"), "А. Садыковой"},
		{official.To(i18n.Ru, "А. Сагындык"), "А. Сагындык"},
	} {
		require.Equal(t, c.want, spaced(c.got))
	}
}
