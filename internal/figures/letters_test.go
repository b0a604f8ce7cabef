package figures_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/figures"
	"github.com/demilge/demilge/internal/territory"
	"github.com/demilge/demilge/tenants"
)

const letterQuery = `query($filter: FiguresFilter) { programmeFigures(filter: $filter) { computedAt total { letters }
	byOblast { key figures { letters } } byYear { key figures { letters } } byMunicipality { key figures { letters } } } }`

type input = apptest.Input

// calls is a server in the middle of a call.
type calls struct {
	*apptest.App
	manager *apptest.Client
	call    uuid.UUID
}

// calling opens a call in a year and closes it a month later.
func calling(t *testing.T, a *apptest.App, year int) *calls {
	t.Helper()
	c := &calls{App: a, manager: a.As(tenants.Tenant{}, access.ProgrammeManager), call: entity.NewID()}
	opens := time.Date(year, time.January, 1, 0, 0, 0, 0, clock.Bishkek) // the year before in Greenwich
	a.SQL(t, fmt.Sprintf(`INSERT INTO programme.call (id, slug, state, opens_at, deadline, terms, edition, opened_at, results_source, reason, history,
		version, created_at, updated_at) VALUES ('%[1]s', 'c-%[1]s', 'OPEN', '%[2]s', '%[3]s', '{"populationOn": "2019-01-01", "donorsFrom": 2016, "donorsTo": 2018}',
		1, '%[2]s', '', '', '[]', 1, now(), now())`, c.call, opens.Format(time.RFC3339), opens.AddDate(0, 1, 0).Format(time.RFC3339)))
	return c
}

// arrival is a letter on paper that came on a day after the call opened.
func (c *calls) arrival(t *testing.T, municipality uuid.UUID, year int) input {
	t.Helper()
	scan := entity.NewID()
	c.SQL(t, fmt.Sprintf(`INSERT INTO programme.file (id, kind, name, content_type, size, sha256, state, uploaded_by, expires_at, version, created_at, updated_at)
		VALUES ('%s', 'SIGNED_PAPER', 'letter.pdf', 'application/pdf', 10, decode(repeat('ab', 32), 'hex'), 'READY', '%s', '2030-01-01', 1, now(), now())`,
		scan, c.manager.UserID))
	return input{
		"callId": scalar.EncodeID(entity.Ref{Kind: "Call", ID: c.call}), "municipalityId": municipalityID(municipality), "channel": "POST",
		"receivedAt": time.Date(year, time.January, 10, 0, 0, 0, 0, clock.Bishkek).Format(time.RFC3339), "incomingNumber": "1",
		"content": input{"papers": []input{{"purpose": "SIGNED_LETTER", "fileId": scalar.EncodeID(entity.Ref{Kind: "File", ID: scan})}}},
	}
}

func municipalityID(id uuid.UUID) string {
	return scalar.EncodeID(entity.Ref{Kind: "Municipality", ID: id})
}

// waiting counts the jobs that wait for a municipality.
func waiting(t *testing.T, a *apptest.App, municipality uuid.UUID) string {
	t.Helper()
	return a.Value(t, fmt.Sprintf(`SELECT count(*) FROM river.river_job WHERE kind = 'figures' AND state = 'available' AND args->>'tenant_id' = '%s'`, municipality))
}

func TestLettersAreCountedOfThoseWhoTakePartAndOfOthers(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	var code string
	other := a.Registered(t, func(e *territory.Entry) { code = string(e.Code)[:5] + "000000000" })
	early, late := calling(t, a, 2018), calling(t, a, 2019)
	early.manager.Change(t, "registerLetter", early.arrival(t, m.ID, 2018))
	require.Equal(t, "1", waiting(t, a, m.ID))
	late.manager.Change(t, "registerLetter", late.arrival(t, m.ID, 2019))
	late.manager.Change(t, "registerLetter", late.arrival(t, m.ID, 2019))
	require.Equal(t, "1", waiting(t, a, m.ID), "many letters, one job that waits")
	late.manager.Change(t, "registerLetter", late.arrival(t, other, 2019))
	require.Equal(t, "1", waiting(t, a, other), "a municipality that does not take part")

	for _, id := range []uuid.UUID{m.ID, other, entity.NewID()} {
		require.NoError(t, a.Resolver.Figures.Recompute(late.manager.Context(t.Context()), figures.Recompute{TenantID: id}))
	}
	show := func(more input) (f struct {
		ComputedAt                       *time.Time
		Total                            struct{ Letters int }
		ByOblast, ByYear, ByMunicipality []struct {
			Key     string
			Figures struct{ Letters int }
		}
	}) {
		filter := input{"municipalityIds": []string{apptest.ID(m), municipalityID(other)}}
		for name, value := range more {
			filter[name] = value
		}
		var out struct{ ProgrammeFigures any }
		out.ProgrammeFigures = &f
		late.manager.Do(t, letterQuery, input{"filter": filter}, &out)
		return f
	}
	f := show(nil)
	require.NotNil(t, f.ComputedAt)
	require.Equal(t, 4, f.Total.Letters, "a replaced one was sent as well")
	require.Len(t, f.ByMunicipality, 2)
	require.Equal(t, "2018", f.ByYear[0].Key)
	require.Equal(t, []int{1, 3}, []int{f.ByYear[0].Figures.Letters, f.ByYear[1].Figures.Letters})
	sum := 0
	for _, oblast := range f.ByOblast {
		sum += oblast.Figures.Letters
	}
	require.Equal(t, 4, sum)
	require.Contains(t, fmt.Sprint(f.ByOblast), code)
	require.Equal(t, 1, show(input{"years": []int{2018}}).Total.Letters)
	require.Zero(t, show(input{"priorities": []string{"маданият"}}).Total.Letters, "a letter is of no priority area")
	require.Nil(t, show(input{"oblastCodes": []string{"no such"}}).ComputedAt)
}
