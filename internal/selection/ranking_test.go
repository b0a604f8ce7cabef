package selection

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/tenants"
)

func points(n int) *int { return &n }

func someTerms() Terms {
	return Terms{
		Criteria: []Criterion{{Key: "need", Name: i18n.Localized{Ky: "Муктаждык"}, Weight: 2}, {Key: "ready", Name: i18n.Localized{Ky: "Даярдык"}, Weight: 1}},
		Scale:    Scale{Min: 0, Max: 5},
	}
}

// contestants makes letters with random sheets.
func contestants(r *rand.Rand, n int) []*Entrant {
	list := make([]*Entrant, n)
	for i := range list {
		e := &Entrant{
			LetterID: uuid.New(), Number: fmt.Sprint(i + 1), Name: i18n.Localized{Ky: fmt.Sprintf("М%d", i)},
			Kind: []tenants.Kind{tenants.AiylAimak, tenants.City}[r.IntN(2)], Oblast: fmt.Sprintf("4170%d000000000", 2+r.IntN(3)),
			ReceivedAt: time.Date(2025, 2, 1+r.IntN(3), 0, 0, 0, 0, time.UTC),
		}
		e.OblastName = i18n.Localized{Ky: e.Oblast}
		if r.IntN(2) == 0 {
			a := money.Som(int64(r.IntN(3) * 1000))
			e.Readiness = &a
		}
		for range r.IntN(4) {
			e.Sheets = append(e.Sheets, &Sheet{State: SheetSubmitted, Scores: []Score{
				{Criterion: "need", Points: points(r.IntN(3))}, {Criterion: "ready", Points: points(r.IntN(3))},
			}})
		}
		list[i] = e
	}
	return list
}

func randomQuota(r *rand.Rand) Quota {
	q := Quota{Total: 1 + r.IntN(8), Oblasts: map[string]int{}, Kinds: map[tenants.Kind]int{}}
	for i := range 3 {
		if r.IntN(2) == 0 {
			q.Oblasts[fmt.Sprintf("4170%d000000000", 2+i)] = r.IntN(3)
		}
	}
	if r.IntN(2) == 0 {
		q.Kinds[tenants.City] = r.IntN(3)
	}
	return q
}

func TestARankingHoldsItsQuotaDropsNobodyAndForgetsTheOrderOfItsInput(t *testing.T) {
	t.Parallel()
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 7))
		entrants, quota, terms := contestants(r, r.IntN(20)), randomQuota(r), someTerms()
		if r.IntN(2) == 0 {
			terms.Reserve = points(r.IntN(4))
		}
		if r.IntN(2) == 0 {
			terms.PassingPercent = points(r.IntN(60))
		}
		ranking := Rank(entrants, terms, quota, "call")
		holds(t, ranking, entrants, quota, terms)
		shuffled := append([]*Entrant{}, entrants...)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		again := Rank(shuffled, terms, quota, "call")
		require.Len(t, again.Places, len(ranking.Places))
		for i := range ranking.Places {
			require.Equal(t, ranking.Places[i].Entrant.LetterID, again.Places[i].Entrant.LetterID, "seed %d", seed)
			require.Equal(t, ranking.Places[i].Why, again.Places[i].Why)
			require.Equal(t, ranking.Places[i].Tie, again.Places[i].Tie)
		}
	}
}

func holds(t *testing.T, ranking *Ranking, entrants []*Entrant, quota Quota, terms Terms) {
	t.Helper()
	require.Len(t, ranking.Places, len(entrants))
	total, reserve, oblasts, kinds := 0, 0, map[string]int{}, map[tenants.Kind]int{}
	for i, p := range ranking.Places {
		require.NotEmpty(t, p.Why.Code)
		for _, sentence := range []string{p.Why.Text.Ky, p.Why.Text.Ru, p.Why.Text.En} {
			require.NotEmpty(t, sentence)
			require.NotContains(t, sentence, "{")
		}
		if i > 0 && p.Sheets > 0 {
			before := ranking.Places[i-1]
			require.LessOrEqual(t, p.Sum*before.Sheets, before.Sum*p.Sheets)
			if p.Sum*before.Sheets == before.Sum*p.Sheets {
				require.NotNil(t, p.Tie)
				require.False(t, p.Tie.Ahead)
			}
		}
		switch p.Standing {
		case In:
			total++
			oblasts[p.Entrant.Oblast]++
			kinds[p.Entrant.Kind]++
			require.NotZero(t, p.Sheets)
		case InReserve:
			reserve++
			require.Equal(t, reserve, p.ReserveNo)
		}
	}
	require.LessOrEqual(t, total, quota.Total)
	for oblast, n := range oblasts {
		if most, bound := quota.Oblasts[oblast]; bound {
			require.LessOrEqual(t, n, most)
		}
	}
	for kind, n := range kinds {
		if most, bound := quota.Kinds[kind]; bound {
			require.LessOrEqual(t, n, most)
		}
	}
	if terms.Reserve != nil {
		require.LessOrEqual(t, reserve, *terms.Reserve)
	}
	decisions, err := ranking.settle(ranking.propose(), nil)
	require.NoError(t, err, "the ranking's own proposal stands")
	require.Len(t, decisions, len(entrants))
}

// each entrant gets one sheet with these points.
func scored(number string, oblast string, kind tenants.Kind, need, ready int) *Entrant {
	return &Entrant{
		LetterID: uuid.New(), Number: number, Name: i18n.Localized{Ky: "№" + number}, Kind: kind, Oblast: oblast, OblastName: i18n.Localized{Ky: oblast},
		Sheets: []*Sheet{{State: SheetSubmitted, Scores: []Score{{Criterion: "need", Points: &need}, {Criterion: "ready", Points: &ready}}}},
	}
}

func TestEveryPlacePrintsWhyItIsInReserveOrOut(t *testing.T) {
	t.Parallel()
	terms := someTerms()
	terms.Reserve, terms.PassingPercent = points(2), points(40)
	entrants := []*Entrant{
		scored("1", "chui", tenants.AiylAimak, 5, 5), scored("2", "chui", tenants.AiylAimak, 5, 4), scored("3", "osh", tenants.City, 4, 4),
		scored("4", "osh", tenants.City, 4, 3), scored("5", "osh", tenants.AiylAimak, 3, 3), scored("6", "osh", tenants.AiylAimak, 3, 2),
		scored("7", "osh", tenants.AiylAimak, 1, 1), {LetterID: uuid.New(), Number: "8", Oblast: "osh", Kind: tenants.City},
	}
	quota := Quota{Total: 3, Oblasts: map[string]int{"chui": 1}, Kinds: map[tenants.Kind]int{tenants.City: 1}}
	ranking := Rank(entrants, terms, quota, "call")
	var codes []ReasonCode
	for _, p := range ranking.Places {
		codes = append(codes, p.Why.Code)
	}
	require.Equal(t, []ReasonCode{ReasonWithinQuota, ReasonOblastFull, ReasonWithinQuota, ReasonKindFull, ReasonWithinQuota, ReasonReserveFull,
		ReasonBelowThreshold, ReasonNotScored}, codes)
	require.Equal(t, "In: a mean of 15,00 of 15 points, rank 1, place 1 of the 3 of the quota.", ranking.Places[0].Why.Text.En)
	require.Equal(t, "В резерве под № 1: средний балл 14,00, 2-е место в рейтинге; квота области (chui: 1) заполнена.", ranking.Places[1].Why.Text.Ru)
	require.Equal(t, "Резервде № 2: орточо 11,00 балл, рейтингде 4-орун; муниципалитеттин түрү (шаар) боюнча квота (1) толду.", ranking.Places[3].Why.Text.Ky)
}

func TestTiesAreBrokenInTheirOrderAndNamed(t *testing.T) {
	t.Parallel()
	terms, day := someTerms(), time.Date(2025, 2, 1, 0, 0, 0, 0, time.UTC)
	much := money.Som(50_000)
	with := func(e *Entrant, at time.Time, pledge *money.Amount) *Entrant {
		e.ReceivedAt, e.Readiness = at, pledge
		return e
	}
	rule := func(a, b *Entrant) (TieRule, bool) {
		p := Rank([]*Entrant{a, b}, terms, Quota{Total: 1}, "call").Place(a.LetterID)
		return p.Tie.Rule, p.Tie.Ahead
	}
	for name, c := range map[string]struct {
		a, b *Entrant
		by   TieRule
	}{
		"criterion": {scored("1", "", "", 3, 1), scored("2", "", "", 2, 3), ByCriterion},
		"pledge":    {with(scored("1", "", "", 3, 1), day, &much), with(scored("2", "", "", 3, 1), day, nil), ByReadiness},
		"received":  {with(scored("1", "", "", 3, 1), day, nil), with(scored("2", "", "", 3, 1), day.Add(time.Second), nil), ByReceipt},
	} {
		by, ahead := rule(c.a, c.b)
		require.Equal(t, c.by, by, name)
		require.True(t, ahead, name)
		_, ahead = rule(c.b, c.a)
		require.False(t, ahead, name)
	}
	by, _ := rule(with(scored("1", "", "", 3, 1), day, nil), with(scored("2", "", "", 3, 1), day, nil))
	require.Equal(t, ByLot, by)
}

func TestDecisionsKeepQuotaAndMoneyAndGiveReasonsForDepartures(t *testing.T) {
	t.Parallel()
	a, b, c := scored("1", "chui", tenants.City, 5, 5), scored("2", "chui", tenants.City, 4, 4), scored("3", "osh", tenants.City, 3, 3)
	ranking := Rank([]*Entrant{a, b, c}, someTerms(), Quota{Total: 2, Oblasts: map[string]int{"chui": 1}}, "call")
	fund, sum := money.Som(100_000), money.Som(60_000)
	decide := func(list ...*Decision) error {
		_, err := ranking.settle(list, &fund)
		return err
	}
	in := func(e *Entrant, money *money.Amount, reason string) *Decision {
		return &Decision{LetterID: e.LetterID, Chosen: true, Cofinancing: money, Reason: reason}
	}
	reserve := func(e *Entrant, reason string) *Decision {
		return &Decision{LetterID: e.LetterID, Reserve: true, Reason: reason}
	}
	require.NoError(t, decide(in(a, &sum, ""), reserve(b, ""), in(c, nil, "")))
	require.ErrorIs(t, decide(in(a, &sum, ""), reserve(b, ""), in(c, &sum, "")), ErrFund)
	require.ErrorIs(t, decide(in(a, nil, ""), in(b, nil, ""), reserve(c, "why")), ErrDeparture)
	require.ErrorIs(t, decide(in(a, nil, ""), in(b, nil, "why"), reserve(c, "why")), ErrOblastQuota)
	require.NoError(t, decide(reserve(a, "why"), in(b, nil, "why"), in(c, nil, "")))
	require.ErrorIs(t, decide(in(a, nil, ""), reserve(b, "")), ErrNotDecided)
	require.ErrorIs(t, decide(in(a, nil, ""), &Decision{LetterID: b.LetterID, Cofinancing: &sum, Reserve: true}, in(c, nil, "")), ErrMoneyUnchosen)
	_, err := ranking.settle([]*Decision{in(a, &sum, ""), reserve(b, ""), in(c, nil, "")}, nil)
	require.ErrorIs(t, err, ErrFund, "a call without money gives none")
}
