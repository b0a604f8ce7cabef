package report

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/regulation"
)

func sum(som int64) *money.Amount { return new(money.Som(som)) }

// books of 1 000 som of the local budget, 500 of the programme, 100 of goods and 50 that
// nobody valued.
func books() (*Books, []uuid.UUID) {
	ids := []uuid.UUID{uuid.New(), uuid.New(), uuid.New(), uuid.New()}
	line := func(no int, planned *money.Amount, source budget.Source, form budget.Form) *agreement.Line {
		return &agreement.Line{Base: entity.Base{ID: ids[no-1]}, LineNo: no, Item: "x", Planned: planned, Source: source, Form: form}
	}
	return &Books{
		Agreement: &agreement.Agreement{LocalBudget: money.Som(1000)}, Rules: regulation.Rules{ExplainDifferencePercent: 10},
		Lines: []*agreement.Line{
			line(1, sum(1000), budget.LocalBudget, budget.Cash), line(2, sum(500), budget.Programme, budget.Cash),
			line(3, sum(100), budget.Business, budget.InKind), line(4, nil, budget.Initiator, budget.InKind),
		},
	}, ids
}

func TestPlanAgainstActual(t *testing.T) {
	t.Parallel()
	b, ids := books()
	b.Payments = []Payment{
		{LineID: ids[0], Amount: money.Som(600), Document: Document{Number: "1"}}, {LineID: ids[0], Amount: money.Som(300), Document: Document{Number: "2"}},
		{LineID: ids[1], Amount: money.Som(500)},
	}
	b.Gifts = []Gift{
		{LineID: &ids[2], Source: budget.Business, Form: budget.InKind, Amount: sum(150), Giver: "ОсОО «Булак»", Item: "суу"},
		{Source: budget.Donation, Form: budget.InKind, Item: "эмгек"},
	}
	account := b.account(nil)
	require.Equal(t, money.Som(900), *account.Lines[0].Actual)
	require.Equal(t, money.Som(-100), *account.Lines[0].Difference)
	require.Len(t, account.Lines[0].Documents, 2)
	require.Equal(t, money.Som(50), *account.Lines[2].Difference)
	require.Nil(t, account.Lines[3].Actual, "what nobody valued is not zero")
	require.Equal(t, money.Som(100), account.Unspent(budget.LocalBudget))
	require.Zero(t, account.Unspent(budget.Programme))
	require.Len(t, account.Gifts, 2)
	require.Equal(t, "ОсОО «Булак»: суу\nэмгек", b.helpers())
}

// A difference of exactly the per cent needs no word.
func TestADifferenceIsExplained(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		paid    int64
		refused bool
	}{{900, false}, {899, true}, {1000, false}} {
		b, ids := books()
		b.Payments = []Payment{{LineID: ids[0], Amount: money.Som(c.paid)}, {LineID: ids[1], Amount: money.Som(500)}}
		errs := b.account(nil).problems(b.Agreement, 10)
		require.Equal(t, c.refused, len(errs) == 1, "%d", c.paid)
		if c.refused {
			require.ErrorIs(t, errs[0], ErrUnexplained)
			require.EqualValues(t, 1, errs[0].Args["no"])
		}
		require.Empty(t, b.account([]Explanation{{LineNo: 1, Text: "арзандады"}}).problems(b.Agreement, 10))
	}
}

func TestNoMoreOfTheLocalBudgetThanAgreed(t *testing.T) {
	t.Parallel()
	b, ids := books()
	b.Payments = []Payment{{LineID: ids[0], Amount: money.Som(1001)}, {LineID: ids[1], Amount: money.Som(500)}}
	require.ErrorIs(t, b.account(nil).problems(b.Agreement, 10).Err(), ErrAboveAgreement)
}

// What was written stays; what is empty comes from the records.
func TestADraftIsFilledFromTheRecords(t *testing.T) {
	t.Parallel()
	b, _ := books()
	day := clock.DateOf(noon)
	target := 94
	b.Held = []Event{{Title: "Баскетбол", HeldOn: &day, Place: "спортзал"}, {Title: "Волейбол"}}
	b.Received = []Purchase{{Item: "топ", Quantity: new(budget.Quantity(2000)), Unit: "даана"}}
	b.Reference = &agreement.TermsOfReference{Content: agreement.Content{
		ExpectedResults: []agreement.ExpectedResult{{Text: "катышуучулар", Indicator: "саны", Unit: "киши", Target: &target}},
	}}
	d := empty()
	d.Narrative.Helpers = "ата-энелер"
	d.Narrative.Results = []Result{{Key: "R1", Text: "келишти"}, {Key: "R9", Text: "эски редакция"}}
	d.fill(b)
	require.Equal(t, "14.01.2020 — Баскетбол, спортзал\nВолейбол", d.Narrative.WhatWasDone)
	require.Equal(t, "ата-энелер", d.Narrative.Helpers)
	require.Equal(t, []Result{{Key: "R1", Expected: "катышуучулар, саны", Unit: "киши", Target: &target, Text: "келишти"}}, d.Narrative.Results)
	require.Equal(t, []Belonging{{Item: "топ", Quantity: "2 даана"}}, d.Property)
	d.Property[0].KeptAt = "мектеп"
	d.fill(b)
	require.Len(t, d.Property, 1)
	require.Equal(t, "мектеп", d.Property[0].KeptAt)
}

func TestAFinalReportIsAskedForMore(t *testing.T) {
	t.Parallel()
	b, _ := books()
	b.Lines = nil
	final, interim := &Report{Kind: Final, Draft: empty()}, &Report{Kind: Interim, Draft: empty()}
	paths := func(errs apperr.List) (last []string) {
		for _, e := range errs {
			last = append(last, e.Path[len(e.Path)-1])
		}
		return last
	}
	require.Equal(t, []string{"whatWasDone", "sustainability", "nextSteps"}, paths(final.problems(b)))
	require.Equal(t, []string{"whatWasDone"}, paths(interim.problems(b)))
	final.Property = []Belonging{{Item: "топ"}}
	require.Contains(t, paths(final.problems(b)), "property")
}
