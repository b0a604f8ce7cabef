package deadline_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/tenants"
)

// decreed is the input of a change of the municipality, in force today.
func (w *month) decreed(t *testing.T, more apptest.Input) apptest.Input {
	t.Helper()
	now, err := w.Resolver.Territory.BySlug(t.Context(), w.m.Slug)
	require.NoError(t, err)
	today := clock.DateOf(w.Clock.Now()).String()
	in := apptest.Input{
		"municipalityId": apptest.ID(w.m), "version": now.Version, "on": today, "reason": "Токтом",
		"decree": apptest.Input{"number": "41", "date": today},
	}
	for name, value := range more {
		in[name] = value
	}
	return in
}

// TestWhoFinishesAgreementsIsReminded: of a report to a municipality that takes part no more
// its own head is told, of one to a municipality that went over the head of its successor.
func TestWhoFinishesAgreementsIsReminded(t *testing.T) {
	t.Parallel()
	for mutation, inOffice := range map[string]func(w *month, next tenants.Tenant) tenants.Tenant{
		"completeTenant":    func(w *month, _ tenants.Tenant) tenants.Tenant { return w.m },
		"mergeMunicipality": func(_ *month, next tenants.Tenant) tenants.Tenant { return next },
	} {
		t.Run(mutation, func(t *testing.T) {
			t.Parallel()
			w := newMonth(t)
			i, next := w.Won(t, w.m, []int64{10_000}), w.Municipality(t)
			i.Agree(t, "PROCUREMENT_BY_AO")
			due, err := clock.ParseDate(w.Value(t, "SELECT due_on FROM "+w.m.Schema.String()+".report"))
			require.NoError(t, err)
			more := apptest.Input{}
			if mutation == "mergeMunicipality" {
				more["successorId"] = apptest.ID(next)
			}
			w.As(w.m, access.PlatformAdmin).Change(t, mutation, w.decreed(t, more))

			place := inOffice(w, next)
			head := w.As(place, access.Head)
			w.person(t, head.UserID, "башчы")
			w.person(t, i.Leader.UserID, "лидер")
			w.SQL(t, `INSERT INTO programme.membership (id, account_id, tenant_id, role, position, from_date, acting, version, created_at, updated_at)
				VALUES (gen_random_uuid(), '`+head.UserID.String()+`', '`+place.ID.String()+`', 'HEAD', '{}', '2019-01-01', false, 1, now(), now())`)
			w.hour(t, w.Clock.Now())
			w.arrived(t)
			w.hour(t, due.AddDays(3).Start().Add(9*time.Hour))
			told := w.arrived(t)
			require.True(t, slices.ContainsFunc(told, func(line string) bool { return strings.HasPrefix(line, "башчы: ") }), told)
		})
	}
}

// TestAnHeirsCalendarHasTheEventsOfItsOwnAgreements: a split gave the agreement to one of two.
func TestAnHeirsCalendarHasTheEventsOfItsOwnAgreements(t *testing.T) {
	t.Parallel()
	w := newMonth(t)
	i, first, second := w.Won(t, w.m, []int64{10_000}), w.Municipality(t), w.Municipality(t)
	i.Agree(t, "PROCUREMENT_BY_AO")
	plan := apptest.Input{"title": apptest.Input{"ky": "Мелдеш"}, "kind": "COMPETITION", "plannedOn": i.Today()}
	i.Leader.Change(t, "planEvent", apptest.Input{"agreementId": i.Agreement.ID, "plan": plan})
	w.As(w.m, access.PlatformAdmin).Change(t, "splitMunicipality", w.decreed(t, apptest.Input{
		"successorIds": []string{apptest.ID(first), apptest.ID(second)},
		"agreements":   []apptest.Input{{"agreementId": i.Agreement.ID, "successorId": apptest.ID(second)}},
	}))
	events := func(c *apptest.Client) (n int) {
		var out struct{ Calendar []struct{ Kind string } }
		c.Do(t, `query($ids: [ID!]!, $on: Date!) { calendar(municipalityIds: $ids, from: $on, until: $on) { kind } }`,
			map[string]any{"ids": []string{apptest.ID(w.m)}, "on": i.Today()}, &out)
		for _, entry := range out.Calendar {
			if entry.Kind == "EVENT" {
				n++
			}
		}
		return n
	}
	require.Equal(t, 1, events(w.As(second, access.Head)))
	require.Zero(t, events(w.As(first, access.Head)), "it passed to the other")
	require.Equal(t, 1, events(i.Leader))
}
