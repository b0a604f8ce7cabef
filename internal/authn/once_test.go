package authn_test

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
)

const createArea = `mutation($m: ID!, $n: String!) { createPriorityArea(input: {municipalityId: $m, name: {ky: $n, ru: $n}}) {
	priorityArea { id } errors { code rule } } }`

func TestAKeyHasAMutationHappenOnce(t *testing.T) {
	t.Parallel()
	s := start(t)
	tenant := s.Municipality(t)
	b := s.signedIn(t, tenant, access.Head)
	b.header.Set("Idempotency-Key", "the first")
	variables := map[string]any{"m": apptest.ID(tenant), "n": "Жол"}
	first := b.post(createArea, variables)
	require.Empty(t, first.header.Get("Idempotent-Replayed"))
	second := b.post(createArea, variables)
	require.Equal(t, "true", second.header.Get("Idempotent-Replayed"))
	require.JSONEq(t, first.raw, second.raw)
	require.Equal(t, "IDEMPOTENCY_KEY_REUSED", b.code(createArea, map[string]any{"m": apptest.ID(tenant), "n": "Суу"}))
	require.Equal(t, "VALIDATION", b.code(`mutation { a: signOut { errors { code } } b: signOut { errors { code } } }`, nil))

	other := s.signedIn(t, tenant, access.Head)
	other.header.Set("Idempotency-Key", "the first")
	require.Empty(t, other.post(createArea, variables).header.Get("Idempotent-Replayed"), "another person's key")
	require.Equal(t, 2, b.areas(tenant.Slug))

	b.header.Set("Idempotency-Key", "refused")
	require.Equal(t, "VALIDATION", b.code(createArea, map[string]any{"m": apptest.ID(tenant), "n": " "}))
	require.Equal(t, "VALIDATION", b.code(createArea, map[string]any{"m": apptest.ID(tenant), "n": " "}), "nothing was changed, so nothing is kept")
}

func TestASecretIsNotKeptForReplay(t *testing.T) {
	t.Parallel()
	s := start(t)
	b := s.signedIn(t, s.Municipality(t))
	b.header.Set("Idempotency-Key", "token")
	create := `mutation($e: DateTime!) { createAccessToken(input: {name: "x", expiresAt: $e}) { secret errors { code rule } } }`
	variables := map[string]any{"e": s.Clock.Now().Add(time.Hour)}
	require.Empty(t, b.code(create, variables))
	require.Equal(t, "ALREADY_APPLIED", b.code(create, variables))
}

func TestFiveHundredEqualRequestsHaveOneEffect(t *testing.T) {
	t.Parallel()
	s := start(t)
	tenant := s.Municipality(t)
	b := s.signedIn(t, tenant, access.Head)
	b.header.Set("Idempotency-Key", "five hundred")
	variables := map[string]any{"m": apptest.ID(tenant), "n": "Жол"}
	var mu sync.Mutex
	answers := map[string]int{}
	var all sync.WaitGroup
	slots := make(chan struct{}, 50)
	for range 500 {
		all.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			a := b.post(createArea, variables)
			mu.Lock()
			answers[a.raw]++
			mu.Unlock()
		})
	}
	all.Wait()
	require.Len(t, answers, 1, "everybody gets the one answer")
	b.header.Del("Idempotency-Key")
	require.Equal(t, 1, b.areas(tenant.Slug))
}

// areas counts the priority areas of a municipality.
func (b *browser) areas(slug string) int {
	b.t.Helper()
	var m struct{ PriorityAreas struct{ TotalCount int } }
	key := b.header.Get("Idempotency-Key")
	b.header.Del("Idempotency-Key")
	b.do(`query($s: String!) { municipality(slug: $s) { priorityAreas(first: 1) { totalCount } } }`, map[string]any{"s": slug}, "municipality", &m)
	if key != "" {
		b.header.Set("Idempotency-Key", key)
	}
	return m.PriorityAreas.TotalCount
}
