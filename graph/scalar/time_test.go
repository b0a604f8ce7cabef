package scalar_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/demilge/demilge/graph/scalar"
)

func TestADateTimeIsWrittenAsBishkekSeesIt(t *testing.T) {
	t.Parallel()
	for at, want := range map[time.Time]string{
		time.Date(2019, time.December, 2, 18, 0, 0, 0, time.UTC):         `"2019-12-03T00:00:00+06:00"`,
		time.Date(2026, time.March, 21, 12, 0, 0, 120_000_000, time.UTC): `"2026-03-21T18:00:00.12+06:00"`,
	} {
		var b bytes.Buffer
		scalar.MarshalDateTime(at).MarshalGQL(&b)
		if b.String() != want {
			t.Errorf("%v is written %s, not %s", at, b.String(), want)
		}
		back, err := scalar.UnmarshalDateTime(want[1 : len(want)-1])
		if err != nil || !back.Equal(at) {
			t.Errorf("%s is read as %v, %v", want, back, err)
		}
	}
}
