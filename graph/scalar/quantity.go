package scalar

import (
	"encoding/json"
	"io"
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"github.com/demilge/demilge/internal/budget"
)

// MarshalQuantity writes the shortest decimal as a string: "1.5".
func MarshalQuantity(q budget.Quantity) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) { _, _ = io.WriteString(w, `"`+q.String()+`"`) })
}

// UnmarshalQuantity reads a decimal of at most nine and three digits, written as a
// string or as a number without an exponent.
func UnmarshalQuantity(v any) (budget.Quantity, error) {
	switch value := v.(type) {
	case string:
		return budget.ParseQuantity(value)
	case json.Number:
		return budget.ParseQuantity(value.String())
	case int64:
		return budget.ParseQuantity(strconv.FormatInt(value, 10))
	case float64: // a literal of the document; twelve digits survive it exactly
		return budget.ParseQuantity(strconv.FormatFloat(value, 'f', -1, 64))
	}
	return 0, budget.ErrQuantity
}
