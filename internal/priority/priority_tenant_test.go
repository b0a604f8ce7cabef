package priority_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
)

func TestAnotherMunicipalityCannotChangeIt(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	own, other := a.Municipality(t), a.Municipality(t)
	var c created
	a.As(own, access.Head).Do(t, create, map[string]any{"m": apptest.ID(own), "name": map[string]any{"ky": "Спорт"}}, &c)
	vars := map[string]any{"id": c.CreatePriorityArea.PriorityArea.ID}
	for _, role := range access.MunicipalityRoles {
		stranger := a.As(other, role)
		code, _ := stranger.Refused(t, `mutation($id: ID!) { retirePriorityArea(input: {id: $id, version: 1}) {
			priorityArea { id } errors { code } } }`, vars)
		require.Equal(t, "FORBIDDEN", code, role)
	}
}
