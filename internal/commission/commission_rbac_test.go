package commission_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
)

func TestWhoMayDoWhatWithCommissions(t *testing.T) {
	t.Parallel()
	b := newBench(t, apptest.New(t))
	c := b.formed(t).Change.Commission
	stale := map[string]any{"id": c.ID, "v": 99, "r": b.regulation, "members": []any{}, "order": map[string]any{},
		"member": c.ID, "who": seat("DEPUTY", "MEMBER", "Ж. Орозов")}
	office := []access.Role{access.Head, access.ExecSecretary, access.Specialist}
	orders := []access.Role{access.Head, access.ExecSecretary}
	for document, allowed := range map[string][]access.Role{update: office, link: office, form: orders, replace: orders} {
		b.Rights(t, b.tenant, document, stale, allowed...)
	}
	unnamed := `mutation($m: ID!, $r: ID!) { createCommission(input: {municipalityId: $m, name: {}, regulationId: $r}) { errors { code rule } } }`
	b.Rights(t, b.tenant, unnamed, map[string]any{"m": apptest.ID(b.tenant), "r": b.regulation}, office...)
}

func TestWhoSeesACommission(t *testing.T) {
	t.Parallel()
	b := newBench(t, apptest.New(t))
	vars := map[string]any{"id": b.formed(t).Change.Commission.ID}
	const node = `query($id: ID!) { node(id: $id) { id } }`
	hidden := map[access.Role]bool{access.ProgrammeFinance: true, access.Observer: true, access.PlatformAdmin: true,
		access.Accountant: true, access.Deputy: true, access.MonitoringMember: true,
		access.Initiator: true, access.GroupMember: true, access.Public: true}
	for _, role := range access.Roles() {
		client := b.As(b.tenant, role)
		if !hidden[role] {
			client.Do(t, node, vars, nil)
			continue
		}
		code, _ := client.Refused(t, node, vars)
		require.Contains(t, []string{"FORBIDDEN", "NOT_FOUND"}, code, role)
	}
}

func TestAnotherMunicipalityCannotTouchACommission(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	b, other := newBench(t, a), newBench(t, a)
	c := b.formed(t).Change.Commission
	vars := map[string]any{"id": c.ID, "v": c.Version, "r": b.regulation, "members": five(), "order": order("8", "2019-11-30"),
		"member": c.Members[2].ID, "who": seat("DEPUTY", "MEMBER", "Ж. Орозов")}
	for _, document := range []string{update, form, replace, link, `query($id: ID!) { node(id: $id) { id } }`} {
		b.Foreign(t, other.tenant, document, vars)
	}
	_, rule := other.head.Refused(t, create, map[string]any{"m": apptest.ID(other.tenant), "r": b.regulation, "members": five()})
	require.Equal(t, "REGULATION_NOT_ADOPTED", rule)
	mine := other.formed(t).Change.Commission
	code, _ := other.head.Refused(t, replace, map[string]any{"id": mine.ID, "v": mine.Version, "member": c.Members[2].ID,
		"order": order("8", "2019-11-30"), "who": seat("DEPUTY", "MEMBER", "Ж. Орозов")})
	require.Equal(t, "NOT_FOUND", code)
}
