package clock

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// Date is a civil date in Asia/Bishkek, without a time of day.
type Date struct{ time.Time }

// NewDate makes a date.
func NewDate(year int, month time.Month, day int) Date {
	return Date{time.Date(year, month, day, 0, 0, 0, 0, time.UTC)}
}

// ParseDate reads YYYY-MM-DD.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1900 || t.Year() > 2200 {
		return Date{}, fmt.Errorf("clock: not a date: %q", s)
	}
	return Date{t}, nil
}

// DateOf returns the civil date of an instant in Bishkek.
func DateOf(t time.Time) Date {
	y, m, d := t.In(Bishkek).Date()
	return NewDate(y, m, d)
}

// String writes YYYY-MM-DD.
func (d Date) String() string { return d.Format(time.DateOnly) }

// MarshalJSON writes the date as a JSON string, for audit rows.
func (d Date) MarshalJSON() ([]byte, error) { return []byte(`"` + d.String() + `"`), nil }

// UnmarshalJSON reads what MarshalJSON writes.
func (d *Date) UnmarshalJSON(b []byte) error {
	if len(b) < 2 {
		return fmt.Errorf("clock: not a date: %s", b)
	}
	parsed, err := ParseDate(string(b[1 : len(b)-1]))
	*d = parsed
	return err
}

// Value stores the date.
func (d Date) Value() (driver.Value, error) { return d.String(), nil }

// Scan reads a date column.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case time.Time:
		*d = NewDate(v.Date())
		return nil
	case string:
		parsed, err := ParseDate(v)
		*d = parsed
		return err
	case []byte:
		parsed, err := ParseDate(string(v))
		*d = parsed
		return err
	}
	return fmt.Errorf("clock: cannot read a date from %T", src)
}

// After reports whether d is later than other.
func (d Date) After(other Date) bool { return d.Time.After(other.Time) }

// Before reports whether d is earlier than other.
func (d Date) Before(other Date) bool { return d.Time.Before(other.Time) }

// AddDays returns the date days later.
func (d Date) AddDays(days int) Date { return Date{d.AddDate(0, 0, days)} }

// Start is the first instant of the date in Bishkek.
func (d Date) Start() time.Time {
	y, m, day := d.Date()
	return time.Date(y, m, day, 0, 0, 0, 0, Bishkek)
}
