package letter

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
)

var deadline = time.Date(2025, time.February, 28, 18, 0, 0, 0, clock.Bishkek)

func terms() Terms {
	opened, population := deadline.AddDate(0, 0, -20), clock.NewDate(2025, 1, 1)
	return Terms{
		Announced: true, OpensAt: &opened, Deadline: &deadline, PopulationOn: &population, DonorFrom: 2022, DonorTo: 2024,
		Questions: []Question{{Code: "why", Required: true, MaxLength: 10}, {Code: "more"}},
	}
}

func TestEveryPairOfStateAndEventIsInTheTableOrRefused(t *testing.T) {
	t.Parallel()
	events := []Event{Submit, SubmitLate, Register, AdmitLate, Replace, Restore, Withdraw}
	for _, state := range States {
		for _, event := range events {
			sent := deadline.Add(-time.Hour)
			if event == SubmitLate {
				sent = deadline
			}
			l := &Letter{State: state}
			l.Version = 1
			err := l.Apply(event, Facts{Terms: terms(), SentAt: sent, Reason: "why"}, sent)
			line, known := transition(event, state)
			if known {
				require.NoError(t, err, "%s %s", state, event)
				require.Equal(t, line.To, l.State)
				require.EqualValues(t, 2, l.Version)
				continue
			}
			require.ErrorIs(t, err, ErrState, "%s %s", state, event)
			require.Equal(t, state, l.State)
			require.EqualValues(t, 1, l.Version)
		}
	}
}

func TestTheSecondOfTheDeadlineIsTooLate(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		at    time.Time
		event Event
		want  *apperr.Error
	}{
		{deadline.Add(-time.Second), Submit, nil},
		{deadline.Add(-time.Second), SubmitLate, ErrNotLate},
		{deadline, Submit, ErrLate},
		{deadline, SubmitLate, nil},
		{deadline.AddDate(0, 0, -21), Submit, ErrNotOpen},
		{deadline.Add(-time.Second), Withdraw, nil},
		{deadline, Withdraw, ErrWithdrawLate},
	} {
		l := &Letter{State: Draft}
		if c.event == Withdraw {
			l.State = Submitted
		}
		err := l.Apply(c.event, Facts{Terms: terms(), SentAt: c.at}, c.at)
		if c.want == nil {
			require.NoError(t, err)
			continue
		}
		require.ErrorIs(t, err, c.want)
	}
}

func TestTheProgrammeActsWithAReason(t *testing.T) {
	t.Parallel()
	for event, state := range map[Event]State{AdmitLate: Late, Restore: Replaced, Withdraw: Registered} {
		l := &Letter{State: state}
		err := l.Apply(event, Facts{Terms: terms(), SentAt: deadline, ByProgramme: true}, deadline)
		require.ErrorIs(t, err, apperr.ErrRequired, event)
		require.Equal(t, []string{"reason"}, apperr.All(err)[0].Path)
		require.NoError(t, l.Apply(event, Facts{Terms: terms(), SentAt: deadline, ByProgramme: true, Reason: "x"}, deadline))
	}
}

func TestEveryStateHasAName(t *testing.T) {
	t.Parallel()
	for _, s := range States {
		require.NotEmpty(t, s.Name().In(i18n.Ky, nil), s)
	}
}

// diagram draws the table as a Mermaid state diagram.
func diagram() string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n    [*] --> DRAFT\n")
	for _, t := range Table {
		for _, from := range t.From {
			fmt.Fprintf(&b, "    %s --> %s: %s\n", from, t.To, t.Event)
		}
	}
	for _, end := range []State{Withdrawn} {
		fmt.Fprintf(&b, "    %s --> [*]\n", end)
	}
	return b.String()
}

func TestDocumentedDiagramIsTheTable(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/letter-lifecycle.md")
	require.NoError(t, err)
	require.Contains(t, string(page), "```mermaid\n"+diagram()+"```", "docs/letter-lifecycle.md must show:\n"+diagram())
}

func TestActiveStates(t *testing.T) {
	t.Parallel()
	for _, s := range States {
		require.Equal(t, !slices.Contains([]State{Draft, Late, Withdrawn, Replaced}, s), s.Active(), s)
	}
}
