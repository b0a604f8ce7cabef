package selection

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
)

// Every text that people write has an end, and the refusal names its field.
func TestTextsHaveAnEnd(t *testing.T) {
	t.Parallel()
	now := time.Date(2019, time.December, 23, 10, 0, 0, 0, clock.Bishkek)
	long := func(max int) string { return strings.Repeat("ө", max+1) }
	place := &Place{Entrant: &Entrant{LetterID: uuid.New()}, Sheets: 1, Standing: In}
	decided := func(reason string) error {
		var errs apperr.List
		(&Decision{Chosen: true, Reason: reason}).check(place, &errs, []string{"decisions", "0"})
		return errs.Err()
	}
	said := func(text string) error { return apperr.List{(&Statement{Kind: Other, Text: text}).check()}.Err() }
	for path, err := range map[string]error{
		"reason":             new(Check).overrule(Pass, long(MaxReason), "Асан", now),
		"question":           (&Clarification{Question: long(MaxQuestion), DueOn: clock.DateOf(now)}).check(now),
		"answer":             new(Clarification).answer(long(MaxAnswer), "Асан", BySecret, now),
		"answeredBy":         new(Clarification).answer("Бар", long(MaxPersonName), BySecret, now),
		"decisions.0.reason": decided(long(MaxReason)),
		"text":               said(long(MaxReason)),
		"number":             (&Protocol{Number: long(MaxNumber)}).check(nil, &Ranking{}),
		"place":              (&Protocol{Place: long(MaxPlace)}).check(nil, &Ranking{}),
		"discussion":         (&Protocol{Discussion: long(MaxDiscussion)}).check(nil, &Ranking{}),
	} {
		require.Equal(t, apperr.Validation, apperr.CodeOf(err), path)
		require.Equal(t, path, strings.Join(apperr.All(err)[0].Path, "."))
	}
	closing := new(Clarification).close(long(MaxReason), now)
	require.Equal(t, []string{"reason"}, apperr.All(closing)[0].Path)
	require.NoError(t, new(Check).overrule(Pass, strings.Repeat("ө", MaxReason), "Асан", now))
	require.NoError(t, decided(strings.Repeat("ө", MaxReason)))
}
