package content

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/selection"
)

// Who was recused stands in the protocol; its public copy tells a number alone.
func TestASelectionProtocolSaysWhoWasRecused(t *testing.T) {
	t.Parallel()
	s := SelectionProtocol{Number: "1", Recusals: []Recused{
		{Member: "Асанов Б.", Municipality: i18n.Localized{Ky: "Бешик айыл аймагы", Ru: "Бешикский айылный аймак"}, Kind: selection.Relative},
	}}
	whole := fmt.Sprint(s.Content(i18n.Ky, paper.Original).Blocks)
	require.Contains(t, whole, "Асанов Б., Бешик айыл аймагы: тууган; баалоого катышкан жок.")
	require.Contains(t, fmt.Sprint(s.Content(i18n.Ru, paper.Original).Blocks), "родственник; в оценке не участвовал(а).")
	public := fmt.Sprint(s.Content(i18n.Ky, paper.Public).Blocks)
	require.NotContains(t, public, "Асанов")
	require.Contains(t, public, "Билдирилген кагылышуулардын саны: 1.")
}
