package funding

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/money"
)

func lineOf(source budget.Source, planned money.Amount) *agreement.Line {
	approved := planned
	return &agreement.Line{
		Base: entity.Base{ID: entity.NewID()}, Source: source, Form: budget.Cash, Valuation: budget.Known, Approved: &approved, Planned: &planned,
	}
}

// Whatever is paid, voided, moved and returned, the plan of a source never drifts, and
// nobody pays more than is planned or returns more than there was.
func TestSumsNeverDrift(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		l := &Ledger{}
		for _, source := range []budget.Source{budget.LocalBudget, budget.Programme} {
			for range rapid.IntRange(1, 3).Draw(t, "lines") {
				l.Lines = append(l.Lines, lineOf(source, money.Amount(rapid.Int64Range(0, 1000).Draw(t, "planned"))))
			}
		}
		local, granted := agreement.PlannedOf(l.Lines, budget.LocalBudget), agreement.PlannedOf(l.Lines, budget.Programme)
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			l.step(t)
			require.Equal(t, local, agreement.PlannedOf(l.Lines, budget.LocalBudget))
			require.Equal(t, granted, agreement.PlannedOf(l.Lines, budget.Programme))
			for _, line := range l.Money().Lines {
				require.GreaterOrEqual(t, int64(*line.Left), int64(0))
				require.Equal(t, *line.Planned, line.Paid+*line.Left)
			}
			for _, source := range l.Money().BySource {
				require.LessOrEqual(t, source.Refunded+source.RefundDue, *source.Planned)
			}
		}
	})
}

// step does one thing to the ledger if its rules let it.
func (l *Ledger) step(t *rapid.T) {
	line := rapid.SampledFrom(l.Lines).Draw(t, "line")
	amount := money.Amount(rapid.Int64Range(-1, 1200).Draw(t, "amount"))
	switch rapid.IntRange(0, 3).Draw(t, "what") {
	case 0:
		p := &Payment{LineID: line.ID, Source: line.Source, State: PaymentRecorded, Outlay: Outlay{Amount: amount}}
		if positive(amount) == nil && l.takesPayment(p) == nil {
			l.Payments = append(l.Payments, p)
		}
	case 1:
		to := rapid.SampledFrom(l.Lines).Draw(t, "to")
		r := &Reallocation{FromLineID: line.ID, ToLineID: to.ID, Amount: amount, State: ReallocationApproved}
		if l.takesMove(r) == nil {
			l.move(r)
			l.Reallocations = append(l.Reallocations, r)
		}
	case 2:
		ground := rapid.SampledFrom([]RefundGround{Unspent, Ineligible}).Draw(t, "ground")
		state := rapid.SampledFrom([]RefundState{RefundDue, RefundPaid, RefundCancelled}).Draw(t, "state")
		r := &Refund{State: state, Claim: Claim{LineID: &line.ID, Source: line.Source, Ground: ground, Amount: amount}}
		if positive(amount) == nil && l.takesRefund(r) == nil {
			l.Refunds = append(l.Refunds, r)
		}
	case 3:
		if len(l.Payments) > 0 {
			rapid.SampledFrom(l.Payments).Draw(t, "voided").State = PaymentVoided
		}
	}
}

// A line may give the regulation's per cent of what was approved for it, in all.
func TestFreeWithinThePerCent(t *testing.T) {
	t.Parallel()
	from, to := lineOf(budget.LocalBudget, 1000), lineOf(budget.LocalBudget, 0)
	l := &Ledger{Lines: []*agreement.Line{from, to}}
	move := func(amount money.Amount) *Reallocation {
		return &Reallocation{FromLineID: from.ID, ToLineID: to.ID, Amount: amount, State: ReallocationApproved}
	}
	require.True(t, l.free(move(100), 10))
	require.False(t, l.free(move(101), 10))
	l.Reallocations = append(l.Reallocations, move(60), &Reallocation{FromLineID: from.ID, Amount: 500, State: Proposed})
	require.True(t, l.free(move(40), 10))
	require.False(t, l.free(move(41), 10))
}

// What nobody valued stands outside every sum and is never zero.
func TestUnvaluedIsNotZero(t *testing.T) {
	t.Parallel()
	line := &agreement.Line{Base: entity.Base{ID: uuid.New()}, Source: budget.Business, Form: budget.InKind, Valuation: budget.NotValued}
	known := money.Amount(500)
	l := &Ledger{Lines: []*agreement.Line{line}, Contributions: []*Contribution{
		{State: ContributionRecorded, Gift: Gift{LineID: &line.ID, Source: budget.Business, Valuation: budget.NotValued}},
	}}
	m := l.Money()
	require.Nil(t, m.BySource[0].Planned)
	require.Nil(t, m.BySource[0].Contributed)
	require.Nil(t, m.Lines[0].Left)
	require.Equal(t, 1, m.Totals.Unvalued)
	l.Contributions = append(l.Contributions,
		&Contribution{State: ContributionRecorded, Gift: Gift{Source: budget.Donation, Valuation: budget.Estimated, Amount: &known}},
		&Contribution{State: ContributionRemoved, Gift: Gift{Source: budget.Donation, Valuation: budget.Known, Amount: &known}})
	m = l.Money()
	require.Equal(t, known, *m.Totals.Contributed)
	require.True(t, m.Totals.Estimated)
	require.Equal(t, budget.Donation, m.BySource[1].Source)
}

// Each condition is open until what it asks for is there.
func TestConditionsOfATranche(t *testing.T) {
	t.Parallel()
	now := time.Now()
	a, l := &agreement.Agreement{SignedAt: &now}, &Ledger{Lines: []*agreement.Line{lineOf(budget.Initiator, 100)}}
	tranche := &Tranche{State: TrancheRequested, Plan: Plan{Conditions: []Condition{AgreementSigned, NoOpenFinding, OwnShareProved, ReportAccepted}}}
	require.Len(t, tranche.obstacles(a, l, Facts{Findings: 1}), 3)
	require.Equal(t, conditionNames[NoOpenFinding], tranche.obstacles(a, l, Facts{Findings: 1})[0].Args["condition"])
	proof, worth := uuid.New(), money.Amount(100)
	gift := &Contribution{State: ContributionRecorded, Gift: Gift{Source: budget.Initiator, Form: budget.InKind, Amount: &worth}}
	l.Contributions = []*Contribution{gift}
	require.Len(t, tranche.obstacles(a, l, Facts{Accepted: true}), 1, "a gift without a paper proves nothing")
	gift.FileID = &proof
	require.Empty(t, tranche.obstacles(a, l, Facts{Accepted: true}))
	tranche.State = TrancheApproved
	require.Empty(t, tranche.obstacles(&agreement.Agreement{}, l, Facts{Findings: 1}))
}
