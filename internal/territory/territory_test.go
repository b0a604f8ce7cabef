package territory_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/internal/territory"
	"github.com/demilge/demilge/tenants"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

const head = "code,kind,slug,name_ky,name_ru,name_en,valid_from,valid_to\n"

func TestACodeTellsOblastAndRaion(t *testing.T) {
	t.Parallel()
	for code, want := range map[territory.Code][2]string{
		"41708203807000": {"41708000000000", "41708203000000"},
		"41702410000010": {"41702000000000", ""},
		"41711000000000": {"", ""},
	} {
		require.Equal(t, want, [2]string{code.Oblast(), code.Raion()}, code)
	}
}

func TestAWrongRowKeepsTheWholeListOut(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	scope := access.SystemScope(tenants.Tenant{}, "test", access.Permission{Object: access.Municipality, Action: access.Create})
	ctx := access.WithGrant(t.Context(), scope)
	for name, wrong := range map[string]string{
		"short code":     "4170820,AIYL_AIMAK,import-x,а,а,a,,\n",
		"unknown kind":   "41708203990000,VILLAGE,import-x,а,а,a,,\n",
		"reserved slug":  "41708203990000,AIYL_AIMAK,public,а,а,a,,\n",
		"missing name":   "41708203990000,AIYL_AIMAK,import-x,,а,a,,\n",
		"unknown raion":  "41708299990000,AIYL_AIMAK,import-x,а,а,a,,\n",
		"not a date":     "41708203990000,AIYL_AIMAK,import-x,а,а,a,31.12.2024,\n",
		"the same twice": "41708203991000,AIYL_AIMAK,import-y,а,а,a,,\n",
	} {
		list := head + "41708203991000,AIYL_AIMAK,import-right,Туура,Верный,Right,,\n" + wrong
		verdicts, taken, err := a.Resolver.Territory.Import(ctx, scope, strings.NewReader(list))
		require.NoError(t, err, name)
		require.False(t, taken, name)
		require.NotEmpty(t, verdicts[1].Errors, name)
		_, err = a.Resolver.Territory.BySlug(ctx, "import-right")
		require.Error(t, err, name)
	}
}

func TestAnImportIsRepeatable(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	scope := access.SystemScope(tenants.Tenant{}, "test", access.Permission{Object: access.Municipality, Action: access.Create})
	ctx := access.WithGrant(t.Context(), scope)
	for i, name := range []string{"Бир", "Эки"} {
		verdicts, taken, err := a.Resolver.Territory.Import(ctx, scope, strings.NewReader(head+"41708203992000,AIYL_AIMAK,import-again,"+name+",Имя,Name,2024-05-01,\n"))
		require.NoError(t, err)
		require.True(t, taken)
		require.Equal(t, i == 1, verdicts[0].Known)
	}
	m, err := a.Resolver.Territory.BySlug(ctx, "import-again")
	require.NoError(t, err)
	require.Equal(t, "Эки", m.Name.Ky)
}

func TestTheRegisterHasItsOblastsAndRaions(t *testing.T) {
	t.Parallel()
	var got struct{ Oblasts, Raions []struct{ Code string } }
	apptest.New(t).Public().Do(t, "{ oblasts { code name { ky ru en } } raions { code oblastCode } }", nil, &got)
	require.Len(t, got.Oblasts, 7)
	require.Len(t, got.Raions, 40)
}

func TestOnlyAdministratorsChangeTenants(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	suspend := `mutation($m: ID!) { suspendTenant(input: {municipalityId: $m, reason: "x"}) { errors { code } } }`
	for _, role := range access.Roles() {
		if role == access.PlatformAdmin {
			continue
		}
		code, _ := a.As(m, role).Refused(t, suspend, map[string]any{"m": apptest.ID(m)})
		require.Equal(t, "FORBIDDEN", code, role)
	}
	_, rule := a.As(m, access.PlatformAdmin).Refused(t, `mutation($m: ID!) { createTenant(input: {municipalityId: $m}) { errors { code rule } } }`,
		map[string]any{"m": apptest.ID(m)})
	require.Equal(t, "TENANT_EXISTS", rule)
}
