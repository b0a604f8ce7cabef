package user

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/tenants"
)

func TestACityHasAMayor(t *testing.T) {
	t.Parallel()
	require.Equal(t, "Мэр", printed(i18n.Localized{Ky: " "}, access.Head, tenants.City).Ky)
	require.Equal(t, "Председатель городского кенеша", RoleName(access.KeneshChair, tenants.City).Ru)
	require.Equal(t, "Айыл өкмөтүнүн башчысы", RoleName(access.Head, tenants.AiylAimak).Ky)
	require.Equal(t, "Бухгалтер", RoleName(access.Accountant, tenants.City).Ky)
	require.Equal(t, "Вице-мэр", printed(i18n.Localized{Ru: "Вице-мэр"}, access.Head, tenants.City).Ru)
	for role := range cityNames {
		for _, text := range []string{RoleName(role, tenants.City).Ky, RoleName(role, tenants.City).Ru} {
			require.NotContains(t, text, "йыл")
		}
	}
}
