package letter_test

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/tenants"
)

func TestAWrongSecretAndAnUnknownLetterAreOneAnswer(t *testing.T) { //nolint:paralleltest // counts what comes from the address of all tests
	s := open(t, letter.Limits{WrongAnHour: 4, WrongOfReference: 100})
	s.SQL(t, "DELETE FROM ops.throttle")
	public := s.Public()
	d := s.begin(t, public, s.Registered(t))
	strip := func(r []byte) string { return string(r) }
	wrong := public.Post(t, byKey, input{"r": d.Reference, "s": "AAAAAAAAAAAAAAAAAAAAAAAAAA"})
	unknown := public.Post(t, byKey, input{"r": "KK-AAAAA-BBBBB", "s": d.Secret})
	require.Equal(t, strip(wrong.Raw), strip(unknown.Raw))
	s.Clock.Set(s.Clock.Now().AddDate(0, 0, 91))
	ended := public.Post(t, byKey, input{"r": d.Reference, "s": d.Secret})
	require.Equal(t, strip(wrong.Raw), strip(ended.Raw), "a secret that has ended")
	s.Clock.Set(s.Clock.Now().AddDate(0, 0, -91))
	for range 2 {
		_, _ = public.Refused(t, byKey, input{"r": d.Reference, "s": "wrong"})
	}
	code, _ := public.Refused(t, byKey, input{"r": d.Reference, "s": "wrong"})
	require.Equal(t, "RATE_LIMITED", code)
	public.Do(t, byKey, input{"r": d.Reference, "s": d.Secret}, nil) // nobody keeps another out
	stolen := *d
	stolen.Secret = ""
	response := stolen.client.Post(t, `mutation($i: LetterStepInput!) { submitLetter(input: $i) { errors { code } } }`,
		input{"i": input{"id": d.ID, "version": 1}})
	require.Contains(t, string(response.Raw), "NOT_FOUND", "the id alone opens nothing")
}

func TestSpamCostsNothing(t *testing.T) { //nolint:paralleltest // counts what comes from the address of all tests
	s := open(t, letter.Limits{BeginsAnHour: 2, DraftsOfCall: 3})
	s.SQL(t, "DELETE FROM ops.throttle")
	m := s.Registered(t)
	const begin = `mutation($input: BeginLetterInput!) { beginLetter(input: $input) { errors { code rule } } }`
	in := input{"input": input{"callId": s.call, "municipalityId": municipalityID(m)}}
	s.begin(t, s.Public(), m)
	s.begin(t, s.Public(), m)
	code, _ := s.Public().Refused(t, begin, in)
	require.Equal(t, "RATE_LIMITED", code)
}

func TestACallTakesSoManyUnfinishedLetters(t *testing.T) {
	t.Parallel()
	s := open(t, letter.Limits{DraftsOfCall: 1})
	m := s.municipality(t)
	s.begin(t, s.Public(), m.ID)
	_, rule := s.Public().Refused(t, `mutation($input: BeginLetterInput!) { beginLetter(input: $input) { errors { code rule } } }`,
		input{"input": input{"callId": s.call, "municipalityId": municipalityID(m.ID)}})
	require.Equal(t, "CALL_TOO_MANY_DRAFTS", rule)
	s.begin(t, s.As(m, access.KeneshChair), m.ID) // staff are not kept out
}

func TestUnfinishedLettersAreSweptWhenTheirSecretEnds(t *testing.T) {
	t.Parallel()
	s := open(t, letter.Limits{SecretLife: time.Hour})
	m := s.Registered(t)
	idle, sent := s.written(t, s.Public(), m), s.written(t, s.Public(), m)
	require.Empty(t, sent.submit(t).R.Errors)
	s.Clock.Set(s.Clock.Now().Add(2 * time.Hour))
	require.NoError(t, s.Resolver.Letters.Sweep(t.Context()))
	manager := s.As(tenants.Tenant{}, access.ProgrammeManager)
	var counts struct{ LetterCounts struct{ Total, Drafts int } }
	manager.Do(t, `query($c: ID!) { letterCounts(callId: $c) { total drafts } }`, input{"c": s.call}, &counts)
	require.Equal(t, 1, counts.LetterCounts.Total)
	require.Zero(t, counts.LetterCounts.Drafts, idle.ID)
}

func TestTwoThatSendAtTheSameMomentLeaveOneActive(t *testing.T) {
	t.Parallel()
	s := open(t, letter.Limits{BeginsAnHour: 100})
	m := s.Registered(t)
	drafts := make([]*draft, 6)
	for i := range drafts {
		drafts[i] = s.written(t, s.Public(), m)
	}
	var group sync.WaitGroup
	for _, d := range drafts {
		group.Go(func() { d.submit(t) })
	}
	group.Wait()
	numbers, active := map[int]bool{}, 0
	for _, state := range s.states(t, s.As(tenants.Tenant{}, access.ProgrammeManager)) {
		if state == "SUBMITTED" {
			active++
		}
	}
	for _, d := range drafts {
		require.NotNil(t, d.Receipt)
		numbers[d.Receipt.Number] = true
	}
	require.Equal(t, 1, active)
	require.Len(t, numbers, 6)
	require.True(t, numbers[1] && numbers[6])
}
