package user

import (
	"slices"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
)

func TestTheHeadIsNeitherGivenNorEndedFromBelow(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		by              access.Role
		delegated, kept bool
		may             bool
	}{
		"platform administrator":            {access.PlatformAdmin, false, true, true},
		"manager where there is none":       {access.ProgrammeManager, false, false, true},
		"manager where there is one":        {access.ProgrammeManager, false, true, false},
		"executive secretary":               {access.ExecSecretary, false, false, false},
		"executive secretary as a stand-in": {access.ExecSecretary, true, true, false},
		"head another head":                 {access.Head, false, true, false},
		"head her own stand-in":             {access.Head, true, true, true},
		"accountant":                        {access.Accountant, true, false, false},
	} {
		facts := appointment{
			holds: func(roles ...access.Role) bool { return slices.Contains(roles, c.by) },
			by:    uuid.New(), whom: uuid.New(), role: access.Head, delegated: c.delegated, kept: c.kept,
		}
		require.Equal(t, c.may, facts.decide() == nil, name)
		facts.whom = facts.by
		require.ErrorIs(t, facts.decide(), ErrOwnRole, name)
	}
}
