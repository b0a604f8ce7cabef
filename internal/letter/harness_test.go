package letter_test

import (
	"cmp"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/tenants"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

type input = apptest.Input

// deadline is that of the call of 2025.
var deadline = time.Date(2025, time.February, 28, 18, 0, 0, 0, clock.Bishkek)

// season is a server ten days before the deadline of a call.
type season struct {
	*apptest.App
	callID uuid.UUID
	call   string
}

func open(t *testing.T, limits letter.Limits, changes ...func(*app.Config)) *season {
	t.Helper()
	limits.BeginsAnHour = cmp.Or(limits.BeginsAnHour, 100_000) // all tests share one address
	s := &season{App: apptest.New(t, append(changes, func(c *app.Config) { c.Letters = limits })...), callID: entity.NewID()}
	s.Clock.Set(deadline.AddDate(0, 0, -10))
	s.call = scalar.EncodeID(entity.Ref{Kind: "Call", ID: s.callID})
	s.SQL(t, fmt.Sprintf(`INSERT INTO programme.call (id, slug, state, opens_at, deadline, terms, edition, opened_at, results_source, reason, history,
		version, created_at, updated_at) VALUES ('%s', 'c-%s', 'OPEN', '2025-02-03T00:00:00+06', '2025-02-28T18:00:00+06',
		'{"populationOn": "2025-01-01", "donorsFrom": 2022, "donorsTo": 2024, "questions": [{"code": "why", "text": {"ky": "Эмне үчүн?"}, "kind": "TEXT", "maxLength": 200, "required": true}]}',
		1, '2025-02-03T00:00:00+06', '', '', '[]', 1, now(), now())`, s.callID, s.callID))
	return s
}

// draft is what a writer gets.
type draft struct {
	ID, Reference, State string
	Version              int64
	Receipt              *struct {
		Number int
		At     time.Time
		Sha256 string
		Late   bool
		Note   struct{ Ky string }
	}
	Readiness struct {
		Percent            int
		Ready              bool
		Problems, Warnings []struct {
			Path []string
			Rule string
		}
	}
	Content struct {
		HeadName string
		General  struct{ OwnRevenueThousand *string }
		Groups   []struct {
			Leader struct {
				Name, Contacts string
				Masked         bool
			}
		}
	}
	// Secret is what opened it.
	Secret string
	client *apptest.Client
}

const draftFields = `id reference state version receipt { number at sha256 late note { ky } }
	readiness { percent ready problems: errors { path rule } warnings { path rule } }
	content { headName general { ownRevenueThousand } groups { leader { name contacts masked } } }`

type answer struct {
	R struct {
		Draft  *draft
		Secret *string
		Errors []struct {
			Code, Rule string
			Path       []string
		}
	}
}

// begin starts a letter of a municipality.
func (s *season) begin(t *testing.T, c *apptest.Client, municipality uuid.UUID) *draft {
	t.Helper()
	var a answer
	c.Do(t, `mutation($input: BeginLetterInput!) { r: beginLetter(input: $input) { draft { `+draftFields+` } secret errors { code rule path } } }`,
		input{"input": input{"callId": s.call, "municipalityId": municipalityID(municipality)}}, &a)
	d := a.R.Draft
	d.client = c
	if a.R.Secret != nil {
		d.Secret = *a.R.Secret
	}
	return d
}

func municipalityID(id uuid.UUID) string {
	return scalar.EncodeID(entity.Ref{Kind: "Municipality", ID: id})
}

// try sends a step of a letter.
func (d *draft) try(t *testing.T, mutation, kind string, more input) answer {
	t.Helper()
	in := input{"id": d.ID, "secret": d.Secret, "version": d.Version}
	for name, value := range more {
		in[name] = value
	}
	var a answer
	response := d.client.Post(t, `mutation($input: `+kind+`!) { r: `+mutation+`(input: $input) { draft { `+draftFields+` } errors { code rule path } } }`, input{"input": in})
	require.Empty(t, response.Errors, string(response.Raw))
	decode(t, response.Data, &a)
	if a.R.Draft != nil && len(a.R.Errors) == 0 {
		client, secret := d.client, d.Secret
		*d = *a.R.Draft
		d.client, d.Secret = client, secret
	}
	return a
}

func (d *draft) save(t *testing.T, content input) answer {
	t.Helper()
	return d.try(t, "saveLetter", "SaveLetterInput", input{"content": content})
}

func (d *draft) submit(t *testing.T) answer {
	t.Helper()
	return d.try(t, "submitLetter", "LetterStepInput", nil)
}

func uuidOf(t *testing.T, id string) uuid.UUID {
	t.Helper()
	ref, err := scalar.DecodeID(id)
	require.NoError(t, err)
	return ref.ID
}

// whole is everything that the form asks for.
func whole(scan string) input {
	signature := func(name string) input { return input{"name": name, "position": "башчы", "signed": true} }
	return input{
		"language": "KY", "letterhead": true, "headName": "Токтоналиев Бакыт", "location": "Рават айылы",
		"statements": input{"interest": true, "activities": true, "memorandum": true, "principles": true},
		"setAside":   input{"ready": true, "amount": 2_300_000},
		"contacts":   input{"mobile": "+996700123456", "postal": "Рават айылы, Ленин 1"},
		"signatures": input{"head": signature("Б. Токтоналиев"), "keneshChair": signature("А. Мамытова"), "stamp": true, "date": "2025-02-10"},
		"decision":   input{"number": "12", "date": "2025-02-09"},
		"general": input{
			"postalAddress": "Рават айылы, Ленин 1", "phoneFax": "+996365022222", "areaHa": "1234.5", "fiscalYear": 2024, "ownRevenue": 2_138_950_000,
			"equalizationGrant": 0, "distRaionKm": 0, "distOblastKm": 60, "distCapitalKm": 700, "villageCount": 3, "population": 9000,
			"procurementSpecialist": false, "cooperationScore": 4, "cooperationWhy": "Чогуу иштейбиз.", "activityScore": 3,
			"activityWhy": "Ашарга чыгышат.", "problems": []string{"суу", "жол", "мектеп", "жарык", "таштанды"}, "exchangePractice": false,
		},
		"activities": []input{{"name": "Ашар", "implementers": "аксакалдар", "citizens": 200, "results": "арык тазаланды"}},
		"groups": []input{{"name": "Айымдар кеңеши", "leader": input{"name": "Асанова Гүл", "contacts": "+996555000111"}, "audience": "аялдар",
			"directions": "тигүү", "cooperation": "жолугушуу"}},
		"donors":  []input{{"donor": "БУУӨП", "project": "Таза суу", "citizens": 900, "fromYear": 2022, "toYear": 2023, "status": "COMPLETED"}},
		"answers": []input{{"question": "why", "text": "Тажрыйба керек"}},
		"papers":  []input{{"purpose": "SIGNED_LETTER", "fileId": scan}},
	}
}

// written begins a letter and fills in everything.
func (s *season) written(t *testing.T, c *apptest.Client, municipality uuid.UUID) *draft {
	t.Helper()
	d := s.begin(t, c, municipality)
	uploader := c.UserID
	if d.Secret != "" {
		uploader = uuidOf(t, d.ID)
	}
	a := d.save(t, whole(s.ProgrammeFile(t, uploader, file.SignedPaper)))
	require.Empty(t, a.R.Errors)
	require.Empty(t, d.Readiness.Problems)
	return d
}

// staff is somebody who works in a municipality that takes part.
func (s *season) municipality(t *testing.T) tenants.Tenant {
	t.Helper()
	return s.Municipality(t)
}
