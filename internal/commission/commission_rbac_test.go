package commission_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apptest"
)

// table is the golden table of commissions.
func table(b bench, id, member string) apptest.Table {
	const orders, office = "HEAD EXEC_SECRETARY", "HEAD EXEC_SECRETARY SPECIALIST"
	stale := apptest.Thing{ID: id, Version: 99}
	successor := seat("DEPUTY", "MEMBER", "Ж. Орозов")
	return apptest.Table{
		"createCommission":        {Roles: office, Input: apptest.Input{"municipalityId": apptest.ID(b.tenant), "name": apptest.Input{}, "regulationId": b.regulation}},
		"updateCommission":        {Roles: office, Input: stale.With("name", apptest.Input{"ky": "Комиссия"}, "regulationId", b.regulation, "members", five())},
		"formCommission":          {Roles: orders, Input: stale.With("order", apptest.Input{})},
		"replaceCommissionMember": {Roles: orders, Input: stale.With("memberId", member, "order", apptest.Input{}, "reason", "r", "successor", successor)},
		"linkCommissionMember":    {Roles: office, Input: stale.With("memberId", member)},
	}
}

func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	b := newBench(t, apptest.New(t))
	c := b.formed(t).Change.Commission
	b.RoleByOperation(t, b.tenant, table(b, c.ID, c.Members[2].ID), nil)
}

func TestWhoSeesACommission(t *testing.T) {
	t.Parallel()
	b := newBench(t, apptest.New(t))
	b.Readers(t, b.tenant, b.formed(t).Change.Commission.ID,
		"HEAD EXEC_SECRETARY SPECIALIST KENESH_CHAIR COMMISSION_CHAIR COMMISSION_SECRETARY COMMISSION_MEMBER PROGRAMME_MANAGER")
}

func TestAnotherMunicipalityCannotTouchACommission(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	b, other := newBench(t, a), newBench(t, a)
	c := b.formed(t).Change.Commission
	b.Strangers(t, other.tenant, table(b, c.ID, c.Members[2].ID), c.ID)
	_, rule := other.head.Refused(t, create, map[string]any{"m": apptest.ID(other.tenant), "r": b.regulation, "members": five()})
	require.Equal(t, "REGULATION_NOT_ADOPTED", rule)
	mine := other.formed(t).Change.Commission
	code, _ := other.head.Refused(t, replace, map[string]any{"id": mine.ID, "v": mine.Version, "member": c.Members[2].ID,
		"order": order("8", "2019-11-30"), "who": seat("DEPUTY", "MEMBER", "Ж. Орозов")})
	require.Equal(t, "NOT_FOUND", code)
}
