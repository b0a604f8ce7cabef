package scalar

import (
	"io"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
)

// The refusals of malformed times.
var (
	ErrDate = apperr.New(apperr.Validation, i18n.New(
		"Күн ЖЖЖЖ-АА-КК түрүндө жазылат, мисалы 2026-03-21.",
		"Дата пишется как ГГГГ-ММ-ДД, например 2026-03-21.",
		"A date is written YYYY-MM-DD, for example 2026-03-21."))
	ErrDateRange = apperr.New(apperr.Validation, i18n.New(
		"Күн 1900-01-01 менен 2200-12-31 ортосунда болушу керек.",
		"Дата должна быть от 1900-01-01 до 2200-12-31.",
		"A date lies between 1900-01-01 and 2200-12-31."))
	ErrDateTime = apperr.New(apperr.Validation, i18n.New(
		"Убакыт RFC 3339 түрүндө жазылат, мисалы 2026-03-21T18:00:00+06:00.",
		"Время пишется по RFC 3339, например 2026-03-21T18:00:00+06:00.",
		"A time is written in RFC 3339, for example 2026-03-21T18:00:00+06:00."))
)

// MarshalDate writes YYYY-MM-DD.
func MarshalDate(d clock.Date) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) { _, _ = io.WriteString(w, `"`+d.String()+`"`) })
}

// UnmarshalDate reads YYYY-MM-DD.
func UnmarshalDate(v any) (clock.Date, error) {
	s, ok := v.(string)
	if !ok {
		return clock.Date{}, ErrDate
	}
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return clock.Date{}, ErrDate
	}
	d, err := clock.ParseDate(s)
	if err != nil {
		return clock.Date{}, ErrDateRange
	}
	return d, nil
}

// MarshalDateTime writes RFC 3339 as the clocks of Bishkek show it: 2019-12-03T00:00:00+06:00.
func MarshalDateTime(t time.Time) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		_, _ = io.WriteString(w, `"`+t.In(clock.Bishkek).Format(time.RFC3339Nano)+`"`)
	})
}

// UnmarshalDateTime reads RFC 3339 between the years 1900 and 2200.
func UnmarshalDateTime(v any) (time.Time, error) {
	s, ok := v.(string)
	if !ok {
		return time.Time{}, ErrDateTime
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, ErrDateTime
	}
	if t.Year() < 1900 || t.Year() > 2200 {
		return time.Time{}, ErrDateRange
	}
	return t.UTC(), nil
}
