package official

import (
	"strconv"
	"strings"

	"github.com/demilge/demilge/internal/i18n"
)

// thin parts the groups of a figure and does not break.
const thin = "\u202f"

// Number writes a whole number with groups of three: «1 650», with spaces that do not break.
func Number(n int64) string {
	sign := ""
	if n < 0 {
		sign = "−"
	}
	digits := strings.TrimPrefix(strconv.FormatInt(n, 10), "-")
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + thin + digits[i:]
	}
	return sign + digits
}

// Gender of a Russian noun, for «один, одна, одно» and «два, две».
type Gender int

// The genders.
const (
	Masculine Gender = iota
	Feminine
	Neuter
)

// Words writes a whole number in words in lower case: «отуз тогуз миң», «тридцать девять
// тысяч». Kyrgyz writes «бир» before hundred and thousand, as sums in official papers do,
// so that nothing can be added before it.
func Words(lang i18n.Lang, n int64, gender Gender) string {
	if lang == i18n.Ru {
		return strings.Join(inWords(n, "минус", "ноль", func(n int) []string { return ruBelow(n, gender) }, ruScale), " ")
	}
	return strings.Join(inWords(n, "минус", "нөл", kyBelow, kyScale), " ")
}

// inWords writes the groups of three from the highest down. below writes 1 to 999; scale
// writes a group of the power of thousand above.
func inWords(n int64, minus, zero string, below func(int) []string, scale func(group, power int) []string) []string {
	if n == 0 {
		return []string{zero}
	}
	rest, words := uint64(n), []string(nil)
	if n < 0 {
		rest, words = uint64(-n), []string{minus}
	}
	var groups []int
	for ; rest > 0; rest /= 1000 {
		groups = append(groups, int(rest%1000))
	}
	for power := len(groups) - 1; power >= 0; power-- {
		switch group := groups[power]; {
		case group == 0:
		case power == 0:
			words = append(words, below(group)...)
		default:
			words = append(words, scale(group, power)...)
		}
	}
	return words
}

var (
	kyOnes   = [...]string{"", "бир", "эки", "үч", "төрт", "беш", "алты", "жети", "сегиз", "тогуз"}
	kyTens   = [...]string{"", "он", "жыйырма", "отуз", "кырк", "элүү", "алтымыш", "жетимиш", "сексен", "токсон"}
	kyPowers = [...]string{"", "миң", "миллион", "миллиард", "триллион", "квадриллион", "квинтиллион"}
)

func kyBelow(n int) []string {
	var words []string
	if hundreds := n / 100; hundreds > 0 {
		words = append(words, kyOnes[hundreds], "жүз")
	}
	if tens := n / 10 % 10; tens > 0 {
		words = append(words, kyTens[tens])
	}
	if ones := n % 10; ones > 0 {
		words = append(words, kyOnes[ones])
	}
	return words
}

func kyScale(group, power int) []string { return append(kyBelow(group), kyPowers[power]) }

var (
	ruOnes = [...]string{
		"", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять",
		"одиннадцать", "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать", "девятнадцать",
	}
	ruTens     = [...]string{"", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"}
	ruHundreds = [...]string{"", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"}
	ruPowers   = [...]Noun{
		{}, {Ru: [3]string{"тысяча", "тысячи", "тысяч"}}, {Ru: [3]string{"миллион", "миллиона", "миллионов"}},
		{Ru: [3]string{"миллиард", "миллиарда", "миллиардов"}}, {Ru: [3]string{"триллион", "триллиона", "триллионов"}},
		{Ru: [3]string{"квадриллион", "квадриллиона", "квадриллионов"}}, {Ru: [3]string{"квинтиллион", "квинтиллиона", "квинтиллионов"}},
	}
)

func ruBelow(n int, gender Gender) []string {
	var words []string
	if hundreds := n / 100; hundreds > 0 {
		words = append(words, ruHundreds[hundreds])
	}
	n %= 100
	if n >= 20 {
		words = append(words, ruTens[n/10])
		n %= 10
	}
	switch {
	case n == 0:
	case n == 1 && gender != Masculine:
		words = append(words, map[Gender]string{Feminine: "одна", Neuter: "одно"}[gender])
	case n == 2 && gender == Feminine:
		words = append(words, "две")
	default:
		words = append(words, ruOnes[n])
	}
	return words
}

func ruScale(group, power int) []string {
	gender := Masculine
	if power == 1 {
		gender = Feminine
	}
	return append(ruBelow(group, gender), ruPowers[power].ru(int64(group)))
}
