package figures_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
)

// Every figure, counted from what people did: none is left at zero for want of a source.
func TestEveryFigureOfAnInitiative(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	c := calling(t, a, 2019)
	c.manager.Change(t, "registerLetter", c.arrival(t, m.ID, 2019))
	i := a.Won(t, m, []int64{39_000})
	a.As(m, access.ProgrammeManager).Change(t, "setProgrammeGrant", input{"id": i.AwardID, "version": 1, "programmeGrant": 10_000})
	i.Agree(t, "PROCUREMENT_BY_AO")
	on := func(more input) input {
		more["agreementId"] = i.Agreement.ID
		return more
	}
	i.Accountant.Change(t, "recordPayment", on(input{"lineId": i.Lines(t)[0], "amount": 5_000, "paidOn": i.Today(),
		"document": input{"kind": "PAYMENT_ORDER", "number": "17", "date": i.Today()}}))
	gift := input{"item": "Белектер", "receivedOn": i.Today(), "source": "INITIATOR", "form": "CASH", "valuation": "KNOWN", "amount": 700}
	i.Leader.Change(t, "recordContribution", on(gift))
	i.Leader.Change(t, "recordEvent", on(input{
		"plan":    input{"title": input{"ky": "Жаңы жыл"}, "kind": "CONCERT", "plannedOn": i.Today(), "occurrences": 2},
		"outcome": input{"heldOn": i.Today(), "participants": input{"men": 3, "women": 4}},
	}))
	group, monitor := i.Monitored(t)
	visit := monitor.Change(t, "recordVisit", i.Seen(t, group))
	monitor.Change(t, "addFinding", input{"visitId": visit.ID, "severity": "MINOR", "text": "Жарык жок"})
	i.Specialist.Change(t, "planInterimReport", on(input{"dueOn": i.Today()}))
	a.SQL(t, fmt.Sprintf("UPDATE %s.report SET due_on = '2019-12-02'", m.Schema))
	require.Equal(t, "1", waiting(t, a, m.ID))
	recompute(t, a, m.ID)

	response := c.manager.Post(t, everything, input{"filter": input{"municipalityIds": []string{apptest.ID(m)}}})
	require.Empty(t, response.Errors)
	var out struct {
		ProgrammeFigures struct{ Total map[string]any }
	}
	require.NoError(t, json.Unmarshal(response.Data, &out))
	total := out.ProgrammeFigures.Total
	delete(total, "bySource")
	require.Equal(t, map[string]any{
		"letters": 1.0, "competitions": 1.0, "applications": 1.0, "awards": 1.0, "agreements": 1.0, "events": 2.0, "participants": 7.0, "visits": 1.0,
		"openFindings": 1.0, "lateReports": 2.0, "requested": 4_000_000.0, "granted": 3_910_000.0, "paid": 5_000.0, "ownShare": 700.0,
	}, total)
}
