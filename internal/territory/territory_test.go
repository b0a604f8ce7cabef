package territory_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
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

func TestOnlyMunicipalitiesHaveCodesOfMunicipalities(t *testing.T) {
	t.Parallel()
	for code, kind := range map[territory.Code]tenants.Kind{
		"41708203807000": tenants.AiylAimak, "41705258842000": tenants.AiylAimak, "41702410801000": tenants.AiylAimak,
		"41711000000000": tenants.City, "41702410000010": tenants.City, "41702215600010": tenants.City, "41703220400010": tenants.City,
	} {
		require.True(t, code.Names(kind), code)
	}
	for _, code := range []territory.Code{
		"41708203807010", "41708203000000", "41708000000000", "41799999999999", "41709203807000", "41712000000000", "4170820380700",
	} {
		require.False(t, code.Names(tenants.AiylAimak) || code.Names(tenants.City), code)
	}
	require.False(t, territory.Code("41708203807000").Names(tenants.City))
}

func TestAWrongRowKeepsTheWholeListOut(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	scope := access.SystemScope(tenants.Tenant{}, "test", access.Permission{Object: access.Municipality, Action: access.Create})
	ctx := access.WithGrant(t.Context(), scope)
	for name, wrong := range map[string]string{
		"short code":     "4170820,AIYL_AIMAK,import-x,а,а,a,,\n",
		"unknown kind":   "41708203890000,VILLAGE,import-x,а,а,a,,\n",
		"reserved slug":  "41708203890000,AIYL_AIMAK,public,а,а,a,,\n",
		"missing name":   "41708203890000,AIYL_AIMAK,import-x,,а,a,,\n",
		"a village":      "41708203890010,AIYL_AIMAK,import-x,а,а,a,,\n",
		"a raion":        "41708203000000,AIYL_AIMAK,import-x,а,а,a,,\n",
		"no oblast":      "41799999999999,CITY,import-x,а,а,a,,\n",
		"the slug twice": "41708203890000,AIYL_AIMAK,import-right,а,а,a,,\n",
		"a mark":         "41708203890000,AIYL_AIMAK,import-x,\u202eа,а,a,,\n",
		"unknown raion":  "41708299890000,AIYL_AIMAK,import-x,а,а,a,,\n",
		"not a date":     "41708203890000,AIYL_AIMAK,import-x,а,а,a,31.12.2024,\n",
		"the same twice": "41708203891000,AIYL_AIMAK,import-y,а,а,a,,\n",
	} {
		list := head + "41708203891000,AIYL_AIMAK,import-right,Туура,Верный,Right,,\n" + wrong
		verdicts, taken, err := a.Resolver.Territory.Import(ctx, scope, strings.NewReader(list))
		require.NoError(t, err, name)
		require.False(t, taken, name)
		require.NotEmpty(t, verdicts[1].Errors, name)
		_, err = a.Resolver.Territory.BySlug(ctx, "import-right")
		require.Error(t, err, name)
	}
}

func TestEveryWrongRowHasItsVerdict(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	ctx, scope := importer(t)
	_, taken, err := a.Resolver.Territory.Import(ctx, scope, strings.NewReader(head+"41708206893000,AIYL_AIMAK,import-fixed,а,а,a,,\n"))
	require.NoError(t, err)
	require.True(t, taken)
	verdicts, taken, err := a.Resolver.Territory.Import(ctx, scope, strings.NewReader(head+
		"41708206893000,AIYL_AIMAK,import-other,а,а,a,,\n"+
		"41708206894000,AIYL_AIMAK,import-free,а,а,a,,\n"+
		"41708206895000,AIYL_AIMAK,import-fixed,а,,a,,\n"))
	require.NoError(t, err)
	require.False(t, taken)
	require.ErrorIs(t, verdicts[0].Errors[0], territory.ErrSlugFixed)
	require.Equal(t, []string{"slug"}, verdicts[0].Errors[0].Path)
	require.Empty(t, verdicts[1].Errors)
	require.Equal(t, [][]string{{"name_ru"}, {"slug"}}, [][]string{verdicts[2].Errors[0].Path, verdicts[2].Errors[1].Path})
	require.Equal(t, []int{2, 3, 4}, []int{verdicts[0].Line, verdicts[1].Line, verdicts[2].Line})
}

func TestAFileInAnotherEncodingIsRefused(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	ctx, scope := importer(t)
	cp1251 := head + "41708206896000,AIYL_AIMAK,import-cp,\xc0\xeb\xe0,\xc0\xeb\xe0,Ala,,\n"
	_, taken, err := a.Resolver.Territory.Import(ctx, scope, strings.NewReader(cp1251))
	require.Equal(t, apperr.Validation, apperr.CodeOf(err))
	require.False(t, taken)
}

// Two municipalities become one, which is then renamed and gets another code.
func TestTheRegisterKeepsThePast(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	ctx, scope := importer(t)
	const wide = "code,kind,slug,name_ky,name_ru,name_en,valid_from,valid_to,former_code,since,predecessors,decree\n"
	for _, list := range []string{
		head + "41702225801000,AIYL_AIMAK,past-a,А,А,A,,2024-05-31\n41702225802000,AIYL_AIMAK,past-b,Б,Б,B,,2024-05-31\n",
		wide + "41702225803000,AIYL_AIMAK,past-c,Кош,Кош,Kosh,2024-06-01,,,2024-06-01,41702225801000 41702225802000,№ 1\n",
		wide + "41702225804000,AIYL_AIMAK,past-c,Жаңы,Новый,New,2024-06-01,,41702225803000,2025-01-01,,\n",
	} {
		verdicts, taken, err := a.Resolver.Territory.Import(ctx, scope, strings.NewReader(list))
		require.NoError(t, err)
		require.True(t, taken, "%v", verdicts)
	}
	var got struct {
		Municipalities struct{ Nodes []map[string]any }
	}
	a.Public().Do(t, `{ municipalities(filter: {search: "41702225803000"}) { nodes { code slug name { ky } history {
		predecessors { slug decree on } successors { slug } formerly { code name { ky } until } } } } }`, nil, &got)
	require.Equal(t, []map[string]any{{
		"code": "41702225804000", "slug": "past-c", "name": map[string]any{"ky": "Жаңы"},
		"history": map[string]any{
			"predecessors": []any{
				map[string]any{"slug": "past-a", "decree": "№ 1", "on": "2024-06-01"},
				map[string]any{"slug": "past-b", "decree": "№ 1", "on": "2024-06-01"},
			},
			"successors": []any{},
			"formerly":   []any{map[string]any{"code": "41702225803000", "name": map[string]any{"ky": "Кош"}, "until": "2024-12-31"}},
		},
	}}, got.Municipalities.Nodes)

	for name, wrong := range map[string]string{
		"no such former code":    "41702225805000,AIYL_AIMAK,past-d,а,а,a,,,41702225899000,2025-01-01,,\n",
		"a change without a day": "41702225805000,AIYL_AIMAK,past-c,а,а,a,,,41702225804000,,,\n",
		"no such predecessor":    "41702225805000,AIYL_AIMAK,past-d,а,а,a,,,,2025-01-01,41702225899000,№ 2\n",
		"no decree":              "41702225805000,AIYL_AIMAK,past-d,а,а,a,,,,2025-01-01,41702225801000,\n",
	} {
		verdicts, taken, err := a.Resolver.Territory.Import(ctx, scope, strings.NewReader(wide+wrong))
		require.NoError(t, err, name)
		require.False(t, taken, name)
		require.NotEmpty(t, verdicts[0].Errors, name)
	}
}

func importer(t *testing.T) (context.Context, access.Scope) {
	scope := access.SystemScope(tenants.Tenant{}, "test", access.Permission{Object: access.Municipality, Action: access.Create})
	return access.WithGrant(t.Context(), scope), scope
}

// A state that holds already is not written again; a reason is a readable text.
func TestTheStateOfATenant(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	scope := access.SystemScope(tenants.Tenant{}, "test", access.Permission{Object: access.Tenant, Action: access.Suspend})
	ctx := access.WithGrant(t.Context(), scope)
	for _, reason := range []string{"", "  \n", "тек\u202eшерүү", strings.Repeat("x", 1001)} {
		_, err := a.Resolver.Territory.SetStateIn(ctx, scope, m.ID, tenants.Suspended, reason)
		require.Equal(t, apperr.Validation, apperr.CodeOf(err), reason)
	}
	for range 2 {
		_, err := a.Resolver.Territory.SetStateIn(ctx, scope, m.ID, tenants.Suspended, "Текшерүү")
		require.NoError(t, err)
	}
	require.Equal(t, "1", a.Value(t, "SELECT count(*) FROM programme.audit WHERE action = 'SUSPEND' AND object_id = '"+m.ID.String()+"'"))
}

func TestAnImportIsRepeatable(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	scope := access.SystemScope(tenants.Tenant{}, "test", access.Permission{Object: access.Municipality, Action: access.Create})
	ctx := access.WithGrant(t.Context(), scope)
	for i, name := range []string{"Бир", "Эки"} {
		verdicts, taken, err := a.Resolver.Territory.Import(ctx, scope, strings.NewReader(head+"41708203892000,AIYL_AIMAK,import-again,"+name+",Имя,Name,2024-05-01,\n"))
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
