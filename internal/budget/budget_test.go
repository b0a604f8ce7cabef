package budget

import (
	"math/big"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/money"
)

func TestParseQuantity(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Quantity{"1": 1000, "1.5": 1500, "0.001": 1, "999999999.999": MaxQuantity, "007": 7000, "2.50": 2500} {
		got, err := ParseQuantity(text)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "-1", "+1", "1e3", "1.", ".5", "1,5", "1.2345", "1234567890", " 1", "1\x00", "NaN", "٣"} {
		_, err := ParseQuantity(text)
		require.ErrorIs(t, err, ErrQuantity, "%q", text)
	}
}

func FuzzParseQuantity(f *testing.F) {
	for _, seed := range []string{"1", "1.5", "0.001", "999999999.999", "-1", "1e9", "1.0000", "\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := ParseQuantity(text)
		if err != nil {
			return
		}
		exact, ok := new(big.Rat).SetString(text)
		require.True(t, ok, text)
		require.Zero(t, exact.Cmp(big.NewRat(int64(q), 1000)), text)
		again, err := ParseQuantity(q.String())
		require.NoError(t, err)
		require.Equal(t, q, again)
	})
}

func line(source Source, form Form, valuation Valuation, quantity, price int64) Line {
	l := Line{Item: "x", Source: source, Form: form, Valuation: valuation}
	if quantity > 0 {
		q := Quantity(quantity)
		l.Quantity = &q
	}
	if price >= 0 {
		p := money.Amount(price)
		l.UnitPrice = &p
	}
	return l
}

func TestComputeRoundsHalfUp(t *testing.T) {
	t.Parallel()
	lines := []Line{
		line(LocalBudget, Cash, Known, 1500, 333),  // 499.5
		line(LocalBudget, Cash, Known, 1499, 333),  // 499.167
		line(Initiator, InKind, NotValued, 0, -1),  // nobody valued it
		line(Business, InKind, Estimated, 1, 499),  // 0.499
		line(Business, InKind, Estimated, 1, 500),  // 0.5
		line(Business, InKind, Estimated, 1000, 0), // a gift worth nothing is zero, not unknown
	}
	require.NoError(t, Compute(lines, uuid.New))
	require.EqualValues(t, 500, *lines[0].Amount)
	require.EqualValues(t, 499, *lines[1].Amount)
	require.Nil(t, lines[2].Amount)
	require.EqualValues(t, 0, *lines[3].Amount)
	require.EqualValues(t, 1, *lines[4].Amount)
	require.EqualValues(t, 0, *lines[5].Amount)
	require.Equal(t, 6, lines[5].LineNo)
}

func TestComputeRefusesWithThePath(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		line Line
		path string
	}{
		"negative price":        {line(LocalBudget, Cash, Known, 1000, 0), "budgetLines.0.unitPrice"},
		"above the maximum":     {line(LocalBudget, Cash, Known, 1000, int64(money.Max)+1), "budgetLines.0.unitPrice"},
		"product too large":     {line(LocalBudget, Cash, Known, 2000, int64(money.Max)), "budgetLines.0.unitPrice"},
		"price of the unvalued": {line(Initiator, InKind, NotValued, 1000, 5), "budgetLines.0.unitPrice"},
		"quantity too large":    {line(LocalBudget, Cash, Known, int64(MaxQuantity)+1, 1), "budgetLines.0.quantity"},
	} {
		if name == "negative price" {
			*c.line.UnitPrice = -1
		}
		errs := apperr.All(Compute([]Line{c.line}, uuid.New))
		require.Len(t, errs, 1, name)
		require.Equal(t, apperr.Validation, errs[0].Code, name)
		require.Equal(t, c.path, strings.Join(errs[0].Path, "."), name)
	}
	require.ErrorIs(t, Compute(make([]Line, MaxLines+1), uuid.New), ErrTooManyLines)
	whole := []Line{line(LocalBudget, Cash, Known, 1000, int64(money.Max)), line(LocalBudget, Cash, Known, 1000, 1)}
	require.ErrorContains(t, Compute(whole, uuid.New), "grand total")
}

// The two winners of A. Orozbekov and of Alamudun (domain.md 6.2, 6.3).
func TestTotalsOfTheSeeds(t *testing.T) {
	t.Parallel()
	papa := []Line{
		line(LocalBudget, Cash, Known, 1000, 1_200_000), line(Programme, InKind, Known, 1000, 2_500_000),
		line(Initiator, InKind, NotValued, 0, -1),
	}
	require.NoError(t, Compute(papa, uuid.New))
	totals := Add(papa)
	require.EqualValues(t, 3_700_000, *totals.Grand.Amount)
	require.False(t, totals.Grand.Estimated)
	require.Equal(t, 1, totals.Grand.Unvalued)
	require.Len(t, totals.Unvalued, 1)
	require.Nil(t, totals.Of(Initiator), "never zero")

	newYear := []Line{
		line(LocalBudget, Cash, Known, 1000, 3_900_000), line(Business, Cash, Estimated, 1000, 2_000_000),
		line(Business, InKind, Estimated, 1000, 2_000_000), line(Initiator, Cash, NotValued, 0, -1),
	}
	require.NoError(t, Compute(newYear, uuid.New))
	totals = Add(newYear)
	require.EqualValues(t, 7_900_000, *totals.Grand.Amount)
	require.True(t, totals.Grand.Estimated)
	require.Nil(t, totals.Of(Programme))
	require.EqualValues(t, 3_900_000, totals.Requested())
}

func lines(t *rapid.T) []Line {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Line {
		l := line(rapid.SampledFrom(Sources).Draw(t, "source"), rapid.SampledFrom(Forms).Draw(t, "form"), Known,
			rapid.Int64Range(1, 1_000_000).Draw(t, "quantity"), rapid.Int64Range(0, 1_000_000_000).Draw(t, "price"))
		l.Valuation = rapid.SampledFrom([]Valuation{Known, Estimated, NotValued}).Draw(t, "valuation")
		if l.Valuation == NotValued {
			l.UnitPrice = nil
		}
		return l
	}), 0, 30).Draw(t, "lines")
}

func TestTotalsAddUpEveryWay(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		estimate := lines(t)
		require.NoError(t, Compute(estimate, uuid.New))
		totals := Add(estimate)
		var bySource, byForm []*money.Amount
		estimated, unvalued := false, 0
		for _, s := range totals.BySource {
			bySource = append(bySource, s.Amount)
			estimated, unvalued = estimated || s.Estimated, unvalued+s.Unvalued
		}
		for _, f := range totals.ByForm {
			byForm = append(byForm, f.Amount)
		}
		require.Equal(t, totals.Grand.Amount, money.Sum(bySource...))
		require.Equal(t, totals.Grand.Amount, money.Sum(byForm...))
		require.Equal(t, totals.Grand.Estimated, estimated)
		require.Equal(t, totals.Grand.Unvalued, unvalued)
		require.Len(t, totals.Unvalued, unvalued)
		require.Equal(t, totals.Grand.Amount == nil, unvalued == len(estimate))
	})
}

func TestAmountIsWithinHalfATyiynOfTheProduct(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		for _, l := range lines(t) {
			one := []Line{l}
			require.NoError(t, Compute(one, uuid.New))
			if one[0].Amount == nil {
				continue
			}
			exact := big.NewRat(int64(*l.Quantity)*int64(*l.UnitPrice), 1000)
			off := new(big.Rat).Sub(new(big.Rat).SetInt64(int64(*one[0].Amount)), exact)
			require.True(t, off.Cmp(big.NewRat(1, 2)) <= 0 && off.Cmp(big.NewRat(-1, 2)) > 0, "%v", off)
		}
	})
}

func TestOwnShareInWholeNumbers(t *testing.T) {
	t.Parallel()
	estimate := []Line{line(LocalBudget, Cash, Known, 1000, 900), line(Initiator, Cash, Known, 1000, 100)}
	require.NoError(t, Compute(estimate, uuid.New))
	totals := Add(estimate)
	require.True(t, totals.OwnShareReaches(10))
	require.False(t, totals.OwnShareReaches(11))
}
