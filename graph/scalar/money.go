package scalar

import (
	"encoding/json"
	"io"
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

// ErrMoney refuses an amount that is not whole tyiyn in range.
var ErrMoney = apperr.New(apperr.Validation, i18n.New(
	"Сумма тыйын менен бүтүн сан түрүндө жазылат, 0дөн 10^15ке чейин (1 сом = 100 тыйын).",
	"Сумма пишется целым числом тыйынов, от 0 до 10^15 (1 сом = 100 тыйынов).",
	"An amount is a whole number of tyiyn from 0 to 10^15 (1 som = 100 tyiyn)."))

// MarshalMoney writes whole tyiyn.
func MarshalMoney(a money.Amount) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) { _, _ = io.WriteString(w, strconv.FormatInt(int64(a), 10)) })
}

// UnmarshalMoney reads a JSON integer; a string, a fraction or an exponent is refused.
func UnmarshalMoney(v any) (money.Amount, error) {
	var n int64
	switch value := v.(type) {
	case int64:
		n = value
	case int:
		n = int64(value)
	case json.Number:
		parsed, err := strconv.ParseInt(value.String(), 10, 64)
		if err != nil {
			return 0, ErrMoney
		}
		n = parsed
	default:
		return 0, ErrMoney
	}
	if a := money.Amount(n); a.Valid() {
		return a, nil
	}
	return 0, ErrMoney
}
