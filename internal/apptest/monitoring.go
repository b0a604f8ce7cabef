package apptest

import (
	"fmt"
	"testing"

	"github.com/demilge/demilge/internal/access"
)

// MonitoringSeats are five members of all categories, of whom the first leads.
func MonitoringSeats() []Input {
	var seats []Input
	for n, category := range []string{"COMMUNITY", "AO_STAFF", "DEPUTY", "COMMUNITY", "COMMUNITY"} {
		seats = append(seats, Input{"category": category, "leads": n == 0, "name": fmt.Sprintf("Мүчө %d", n+1), "post": "—"})
	}
	return seats
}

// Mandate is the input of an order of today that forms a group for thirty days.
func (i *Initiative) Mandate(group Thing) Input {
	today := i.Clock.Now()
	return group.With("order", Input{"number": "12", "date": i.Today()}, "from", i.Today(), "until", today.AddDate(0, 0, 30).Format("2006-01-02"))
}

// Monitored forms a group of five that watches the initiative; monitor is its leading
// member.
func (i *Initiative) Monitored(t testing.TB) (group Thing, monitor *Client) {
	t.Helper()
	draft := i.Specialist.Change(t, "createMonitoringGroup", Input{
		"municipalityId": ID(i.M), "name": Input{"ky": "Мониторинг тобу"}, "members": MonitoringSeats(),
	})
	monitor = i.As(i.M, access.MonitoringMember)
	i.SeatMonitor(t, monitor)
	return i.Head.Change(t, "formMonitoringGroup", i.Mandate(draft)), monitor
}

// SeatMonitor gives a client the first seat of every monitoring group.
func (i *Initiative) SeatMonitor(t testing.TB, c *Client) {
	t.Helper()
	i.SQL(t, fmt.Sprintf("UPDATE %s.monitoring_group_member SET user_id = '%s' WHERE position = 1 AND left_on IS NULL", i.M.Schema, c.UserID))
}
