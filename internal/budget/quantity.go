package budget

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// Quantity is a number of units in thousandths: 1.5 kg is 1500 (domain.md 5.4, decimal(12,3)).
type Quantity int64

// MaxQuantity is the largest quantity, 999 999 999.999.
const MaxQuantity Quantity = 999_999_999_999

// ErrQuantity refuses a quantity that is no decimal of at most nine and three digits.
var ErrQuantity = apperr.New(apperr.Validation, i18n.New(
	"Саны оң ондук сан менен жазылат: эң көбү 9 орун жана үтүрдөн кийин 3 орун, мисалы 1.5.",
	"Количество пишется положительным десятичным числом: до 9 знаков и до 3 после точки, например 1.5.",
	"A quantity is a positive decimal number of at most 9 digits and 3 decimals, for example 1.5."))

var decimal = regexp.MustCompile(`^[0-9]{1,9}(\.[0-9]{1,3})?$`)

// ParseQuantity reads a decimal such as "12" or "1.5"; no sign, exponent or comma.
func ParseQuantity(s string) (Quantity, error) {
	if !decimal.MatchString(s) {
		return 0, ErrQuantity
	}
	whole, fraction, _ := strings.Cut(s, ".")
	n, err := strconv.ParseInt(whole+(fraction + "000")[:3], 10, 64)
	if err != nil {
		return 0, ErrQuantity
	}
	return Quantity(n), nil
}

// String writes the shortest decimal: "1.5".
func (q Quantity) String() string {
	s := strconv.FormatInt(int64(q)/1000, 10)
	if rest := int64(q) % 1000; rest != 0 {
		s += "." + strings.TrimRight(strconv.FormatInt(1000+rest, 10)[1:], "0")
	}
	return s
}
