package apptest

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/tenants"
)

// Seated is [App.As] for somebody who also sits in a commission, in place of whoever held
// the office of the first role; a role outside commissions takes no seat.
func (a *App) Seated(t testing.TB, m tenants.Tenant, commissionID uuid.UUID, roles ...access.Role) *Client {
	t.Helper()
	client := a.As(m, roles...)
	if !slices.Contains(access.CommissionRoles, roles[0]) {
		return client
	}
	offices := commission.OfficesOf(roles[:1])
	a.SQL(t, fmt.Sprintf(`UPDATE %[1]s.commission_member SET user_id = '%[2]s' WHERE id = (SELECT id FROM %[1]s.commission_member
		WHERE commission_id = '%[3]s' AND role = '%[4]s' ORDER BY position LIMIT 1)`,
		m.Schema, client.UserID, commissionID, offices[len(offices)-1]))
	return client
}
