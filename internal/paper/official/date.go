// Package official writes dates, sums, counts and forms of address the way the offices of
// the Kyrgyz Republic write them, in Kyrgyz and Russian.
package official

import (
	"fmt"
	"time"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
)

// month is a month as it stands in a date: Kyrgyz with the possessive ending and its
// cases, Russian in the genitive.
type month struct{ ky, from, to, on, ru string }

var months = [...]month{
	time.January:   {"январы", "январынан", "январына", "январында", "января"},
	time.February:  {"февралы", "февралынан", "февралына", "февралында", "февраля"},
	time.March:     {"марты", "мартынан", "мартына", "мартында", "марта"},
	time.April:     {"апрели", "апрелинен", "апрелине", "апрелинде", "апреля"},
	time.May:       {"майы", "майынан", "майына", "майында", "мая"},
	time.June:      {"июну", "июнунан", "июнуна", "июнунда", "июня"},
	time.July:      {"июлу", "июлунан", "июлуна", "июлунда", "июля"},
	time.August:    {"августу", "августунан", "августуна", "августунда", "августа"},
	time.September: {"сентябры", "сентябрынан", "сентябрына", "сентябрында", "сентября"},
	time.October:   {"октябры", "октябрынан", "октябрына", "октябрында", "октября"},
	time.November:  {"ноябры", "ноябрынан", "ноябрына", "ноябрында", "ноября"},
	time.December:  {"декабры", "декабрынан", "декабрына", "декабрында", "декабря"},
}

// Date writes a date: «2019-жылдын 17-декабры», «17 декабря 2019 года».
func Date(lang i18n.Lang, d clock.Date) string {
	m := months[d.Month()]
	if lang == i18n.Ru {
		return fmt.Sprintf("%d%s%s %d%sгода", d.Day(), nbsp, m.ru, d.Year(), nbsp)
	}
	return kyDate(d, m.ky)
}

// On writes the day of an event: «2019-жылдын 17-декабрында», «17 декабря 2019 года».
func On(lang i18n.Lang, d clock.Date) string {
	if lang == i18n.Ru {
		return Date(lang, d)
	}
	return kyDate(d, months[d.Month()].on)
}

// Until writes the end of a term: «2019-жылдын 17-декабрына чейин», «до 17 декабря 2019 года».
func Until(lang i18n.Lang, d clock.Date) string {
	if lang == i18n.Ru {
		return "до" + nbsp + Date(lang, d)
	}
	return kyDate(d, months[d.Month()].to) + " чейин"
}

// Since writes the beginning of a term: «2019-жылдын 17-декабрынан тартып», «с 17 декабря
// 2019 года».
func Since(lang i18n.Lang, d clock.Date) string {
	if lang == i18n.Ru {
		return "с" + nbsp + Date(lang, d)
	}
	return kyDate(d, months[d.Month()].from) + " тартып"
}

// AsOf writes the day of which something is told: «2019-жылдын 17-декабрына карата», «на
// 17 декабря 2019 года».
func AsOf(lang i18n.Lang, d clock.Date) string {
	if lang == i18n.Ru {
		return "на" + nbsp + Date(lang, d)
	}
	return kyDate(d, months[d.Month()].to) + " карата"
}

// Range writes a term by its first and last day, naming year and month once when both
// days share them: «2019-жылдын 17–19-декабры», «17–19 декабря 2019 года».
func Range(lang i18n.Lang, from, to clock.Date) string {
	switch {
	case from.Equal(to.Time):
		return Date(lang, from)
	case from.Year() != to.Year():
		return acrossYears(lang, from, to)
	case from.Month() != to.Month():
		return acrossMonths(lang, from, to)
	case lang == i18n.Ru:
		return fmt.Sprintf("%d–%s", from.Day(), Date(lang, to))
	}
	return fmt.Sprintf("%d-жылдын %d–%d-%s", to.Year(), from.Day(), to.Day(), months[to.Month()].ky)
}

func acrossMonths(lang i18n.Lang, from, to clock.Date) string {
	a, b := months[from.Month()], months[to.Month()]
	if lang == i18n.Ru {
		return fmt.Sprintf("с%s%d%s%s по%s%d%s%s %d%sгода",
			nbsp, from.Day(), nbsp, a.ru, nbsp, to.Day(), nbsp, b.ru, to.Year(), nbsp)
	}
	return fmt.Sprintf("%d-жылдын %d-%s %d-%s чейин", to.Year(), from.Day(), a.from, to.Day(), b.to)
}

func acrossYears(lang i18n.Lang, from, to clock.Date) string {
	if lang == i18n.Ru {
		return fmt.Sprintf("с%s%s по%s%s", nbsp, Date(lang, from), nbsp, Date(lang, to))
	}
	return fmt.Sprintf("%s %s чейин", kyDate(from, months[from.Month()].from), kyDate(to, months[to.Month()].to))
}

// Moment writes a date and a time of day in Bishkek: «2025-жылдын 28-февралы, саат 18:00»,
// «28 февраля 2025 года, 18:00».
func Moment(lang i18n.Lang, t time.Time) string {
	local := t.In(clock.Bishkek)
	clockTime := local.Format("15:04")
	if lang == i18n.Ru {
		return Date(lang, clock.DateOf(t)) + ", " + clockTime
	}
	return Date(lang, clock.DateOf(t)) + ", саат" + nbsp + clockTime
}

// Short writes a date in figures for tables: «17.12.2019».
func Short(d clock.Date) string { return d.Format("02.01.2006") }

// Year writes a year: «2019-жыл», «2019 год».
func Year(lang i18n.Lang, year int) string {
	if lang == i18n.Ru {
		return fmt.Sprintf("%d%sгод", year, nbsp)
	}
	return fmt.Sprintf("%d-жыл", year)
}

func kyDate(d clock.Date, month string) string {
	return fmt.Sprintf("%d-жылдын %d-%s", d.Year(), d.Day(), month)
}

// nbsp keeps a number and its word on one line.
const nbsp = "\u00a0"
