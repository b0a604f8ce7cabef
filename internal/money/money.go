// Package money is the som in whole tyiyn (1/100 som). It is never a float, and an
// amount that is not known is a nil pointer, never zero.
package money

import (
	"fmt"
	"math/big"
	"strings"
)

// Amount is a sum in tyiyn.
type Amount int64

// Max is the largest amount the program accepts, 10^15 tyiyn.
const Max Amount = 1_000_000_000_000_000

// Som makes an amount of whole som.
func Som(som int64) Amount { return Amount(som * 100) }

// Valid reports whether the amount lies in 0..Max.
func (a Amount) Valid() bool { return a >= 0 && a <= Max }

// String writes the amount in som with a decimal comma, as the forms do: "12 000,50".
func (a Amount) String() string {
	sign := ""
	if a < 0 {
		sign, a = "-", -a
	}
	som := fmt.Sprint(int64(a) / 100)
	for i := len(som) - 3; i > 0; i -= 3 {
		som = som[:i] + " " + som[i:]
	}
	if rest := int64(a) % 100; rest != 0 {
		return fmt.Sprintf("%s%s,%02d", sign, som, rest)
	}
	return sign + som
}

// Thousand writes the amount in thousand som with a decimal comma: "12,0005" loses nothing.
func (a Amount) Thousand() string {
	text := new(big.Rat).SetFrac64(int64(a), 100_000).FloatString(5)
	text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	return strings.Replace(text, ".", ",", 1)
}

// Times multiplies by a quantity in thousandths and rounds half up to the tyiyn
// (domain.md 5.4: amount = quantity × price). ok is false when the product is out of range.
func (a Amount) Times(thousandths int64) (product Amount, ok bool) {
	p := new(big.Int).Mul(big.NewInt(int64(a)), big.NewInt(thousandths))
	p.Add(p, big.NewInt(500)).Div(p, big.NewInt(1000))
	if !p.IsInt64() || Amount(p.Int64()) > Max {
		return 0, false
	}
	return Amount(p.Int64()), true
}

// Sum adds known amounts; it is nil when none is known.
func Sum(amounts ...*Amount) *Amount {
	var total *Amount
	for _, a := range amounts {
		if a == nil {
			continue
		}
		if total == nil {
			total = new(Amount)
		}
		*total += *a
	}
	return total
}
