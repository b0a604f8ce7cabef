package priority_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
)

func TestOnlyHeadAndSpecialistCreate(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	vars := map[string]any{"m": apptest.ID(m), "name": map[string]any{"ky": "Спорт"}}
	allowed := map[access.Role]bool{access.Head: true, access.Specialist: true}
	for _, role := range access.Roles() {
		client := a.As(m, role)
		if allowed[role] {
			client.Do(t, create, vars, nil)
			continue
		}
		code, _ := client.Refused(t, create, vars)
		require.Equal(t, "FORBIDDEN", code, role)
	}
	code, _ := a.Public().Refused(t, create, vars)
	require.Equal(t, "UNAUTHENTICATED", code)
}
