package evaluation_test

import "testing"

func TestEveryIDOfAnotherMunicipality(t *testing.T) {
	t.Parallel()
	j, sheet := begun(t)
	j.Strangers(t, j.Municipality(t), table(t, j, sheet), sheet.ID, declaration(t, j))
}
