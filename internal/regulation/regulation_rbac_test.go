package regulation_test

import (
	"testing"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
)

func TestWhoMayDoWhatWithRegulations(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	p := &person{Client: a.As(m, access.Head)}
	p.do(t, create, map[string]any{"m": apptest.ID(m)})
	stale := map[string]any{"id": p.id, "v": 99}

	writers := []access.Role{access.Head, access.ExecSecretary, access.Specialist, access.KeneshChair}
	council := []access.Role{access.ExecSecretary, access.KeneshChair}
	publishers := []access.Role{access.Head, access.ExecSecretary, access.Specialist}
	for document, allowed := range map[string][]access.Role{
		update: writers, discard: writers, review: council, giveBack: council, adopt: council,
		publish: publishers, justice: publishers, attach: publishers,
	} {
		a.Rights(t, m, document, stale, allowed...)
	}
	const untitled = `mutation($m: ID!) { createRegulation(input: {municipalityId: $m, title: {}}) { errors { code rule } } }`
	a.Rights(t, m, untitled, map[string]any{"m": apptest.ID(m)}, writers...)
	a.Rights(t, m, record, map[string]any{"m": apptest.ID(m), "d": map[string]any{}}, council...)
}

func TestAnotherMunicipalityCannotTouchARegulation(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	own, other := a.Municipality(t), a.Municipality(t)
	p := &person{Client: a.As(own, access.Head)}
	p.do(t, create, map[string]any{"m": apptest.ID(own)})
	for _, document := range []string{update, review, giveBack, adopt, publish, justice, discard, attach} {
		a.Foreign(t, other, document, map[string]any{"id": p.id, "v": p.version})
	}
	a.Foreign(t, other, `query($id: ID!) { node(id: $id) { id } }`, map[string]any{"id": p.id})
	a.Foreign(t, other, create, map[string]any{"m": apptest.ID(other), "based": p.id})
}
