package selection

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/tenants"
)

func TestWhoMovesUpFitsEveryQuota(t *testing.T) {
	t.Parallel()
	entrant := func(oblast string, kind tenants.Kind) *Entrant {
		return &Entrant{LetterID: uuid.New(), Oblast: oblast, Kind: kind}
	}
	city, aimak, other := entrant("02", tenants.City), entrant("02", tenants.AiylAimak), entrant("03", tenants.AiylAimak)
	chosen := entrant("02", tenants.City)
	for name, c := range map[string]struct {
		quota Quota
		next  *Entrant
	}{
		"the first":        {Quota{Total: 2}, city},
		"a full kind":      {Quota{Total: 2, Kinds: map[tenants.Kind]int{tenants.City: 1}}, aimak},
		"a full oblast":    {Quota{Total: 2, Oblasts: map[string]int{"02": 1}}, other},
		"a kind of none":   {Quota{Total: 2, Kinds: map[tenants.Kind]int{tenants.City: 1, tenants.AiylAimak: 0}}, nil},
		"no place at all":  {Quota{Total: 1}, nil},
		"fewer places now": {Quota{Total: 0}, nil},
	} {
		r := &Ranking{Quota: c.quota}
		l := &list{chosen: listOf([]*Decision{{LetterID: chosen.LetterID, Chosen: true}}, nil).chosen}
		for _, e := range []*Entrant{chosen, city, aimak, other} {
			r.Places = append(r.Places, &Place{Entrant: e})
			if e != chosen {
				l.reserve = append(l.reserve, e.LetterID)
			}
		}
		require.Equal(t, c.next, l.next(r), name)
	}
}
