package official

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

// Figures writes a sum in figures with its tyiyn, for tables: «39 000,00».
func Figures(a money.Amount) string {
	sign, a := signed(a)
	return fmt.Sprintf("%s%s,%02d", sign, Number(int64(a)/100), int64(a)%100)
}

// KnownFigures is Figures, or a dash when the sum is not known.
func KnownFigures(a *money.Amount) string {
	if a == nil {
		return "—"
	}
	return Figures(*a)
}

// Sum writes a sum in figures with the currency: «39 000,00 сом» in both languages.
func Sum(a money.Amount) string { return Figures(a) + nbsp + "сом" }

// ThousandSom writes a sum in thousand som: «39,0 миң сом», «39,0 тыс. сомов».
func ThousandSom(lang i18n.Lang, a money.Amount) string {
	unit := "миң сом"
	if lang == i18n.Ru {
		unit = "тыс." + nbsp + "сомов"
	}
	return Thousand(a) + nbsp + unit
}

// Thousand writes a sum in thousand som with at least one decimal and as many as it needs,
// for tables: «39,0», «1 234,56».
func Thousand(a money.Amount) string {
	sign, a := signed(a)
	decimals := strings.TrimRight(fmt.Sprintf("%05d", int64(a)%100_000), "0")
	if decimals == "" {
		decimals = "0"
	}
	return sign + Number(int64(a)/100_000) + "," + decimals
}

// SumInWords writes a sum in words with its tyiyn in figures: «отуз тогуз миң сом 00
// тыйын», «тридцать девять тысяч сомов 00 тыйынов».
func SumInWords(lang i18n.Lang, a money.Amount) string {
	sign, a := signed(a)
	if sign != "" {
		sign = "минус "
	}
	som, tyiyn := int64(a)/100, int64(a)%100
	return fmt.Sprintf("%s%s %s %02d%s%s", sign, Words(lang, som, Som.Gender), Som.After(lang, som),
		tyiyn, nbsp, Tyiyn.After(lang, tyiyn))
}

// FullSum writes a sum in figures and, in brackets, in words: «39 000,00 (отуз тогуз миң
// сом 00 тыйын)», «39 000,00 (Тридцать девять тысяч сомов 00 тыйынов)».
func FullSum(lang i18n.Lang, a money.Amount) string {
	words := SumInWords(lang, a)
	if lang == i18n.Ru {
		words = Capital(words)
	}
	return Figures(a) + " (" + words + ")"
}

// Capital writes the first letter large.
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

func signed(a money.Amount) (string, money.Amount) {
	if a < 0 {
		return "−", -a
	}
	return "", a
}
