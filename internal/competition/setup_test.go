package competition_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/tenants"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

// stage is a municipality with everything that a competition needs, and the head in it.
type stage struct {
	*apptest.App
	m    tenants.Tenant
	head *apptest.Client
	vars map[string]any
}

const prepare = `mutation($m: ID!) {
	recordRegulation(input: {municipalityId: $m, title: {ky: "Жобо"}, decree: {number: "226", date: "2019-11-11"}}) { regulation { id } errors { code } }
	createEnvelope(input: {municipalityId: $m, year: 2019, localBudget: 7800000, decree: {kind: DECREE, number: "5", date: "2019-11-11"}}) { envelope { id } errors { code } }
	createPriorityArea(input: {municipalityId: $m, name: {ky: "Элдик чыгармачылык", ru: "Народное творчество"}}) { priorityArea { id } errors { code } }
}`

const seat = `mutation($m: ID!, $regulation: ID!) { createCommission(input: {municipalityId: $m, name: {ky: "Комиссия"}, regulationId: $regulation, members: [
	{category: AO_STAFF, role: CHAIR, name: "А. А."}, {category: AO_STAFF, role: SECRETARY, name: "Б. Б."}, {category: DEPUTY, role: MEMBER, name: "В. В."},
	{category: COMMUNITY, role: MEMBER, name: "Г. Г."}, {category: COMMUNITY, role: MEMBER, name: "Д. Д."}]}) { commission { id version } errors { code path message } } }`

const form = `mutation($id: ID!, $version: Version!) { formCommission(input: {id: $id, version: $version, order: {number: "41", date: "2019-11-20"}}) {
	commission { id } errors { code path message } } }`

// newStage prepares a municipality.
func newStage(t *testing.T) *stage {
	t.Helper()
	a := apptest.New(t)
	s := &stage{App: a, m: a.Municipality(t)}
	s.head = a.As(s.m, access.Head)
	var made struct {
		RecordRegulation   struct{ Regulation struct{ ID string } }
		CreateEnvelope     struct{ Envelope struct{ ID string } }
		CreatePriorityArea struct{ PriorityArea struct{ ID string } }
		CreateCommission   struct {
			Commission struct {
				ID      string
				Version int
			}
		}
	}
	m := map[string]any{"m": apptest.ID(s.m)}
	s.as(access.Head, access.Specialist, access.KeneshChair).Do(t, prepare, m, &made)
	m["regulation"] = made.RecordRegulation.Regulation.ID
	s.head.Do(t, seat, m, &made)
	s.head.Do(t, form, map[string]any{"id": made.CreateCommission.Commission.ID, "version": made.CreateCommission.Commission.Version}, nil)
	s.vars = map[string]any{
		"m": apptest.ID(s.m), "regulation": made.RecordRegulation.Regulation.ID, "envelope": made.CreateEnvelope.Envelope.ID,
		"commission": made.CreateCommission.Commission.ID, "areas": []string{made.CreatePriorityArea.PriorityArea.ID},
	}
	return s
}

func (s *stage) as(roles ...access.Role) *apptest.Client { return s.As(s.m, roles...) }

// seated is somebody with an office of the competition's commission, or another role.
func (s *stage) seated(t *testing.T, role access.Role) *apptest.Client {
	t.Helper()
	ref, err := scalar.DecodeID(s.vars["commission"].(string))
	require.NoError(t, err)
	return s.Seated(t, s.m, ref.ID, role)
}

const create = `mutation($m: ID!, $regulation: ID!, $envelope: ID!, $commission: ID, $areas: [ID!]) {
	createCompetition(input: {municipalityId: $m, title: {ky: "Сынак", ru: "Конкурс"}, regulationId: $regulation, envelopeId: $envelope,
		commissionId: $commission, priorityAreaIds: $areas, opensAt: "2019-12-03T00:00:00+06:00", closesAt: "2019-12-17T00:00:00+06:00",
		implementBy: "2019-12-31", maxAmount: 3900000}) { competition { id number version } errors { code rule path message } } }`

const write = `mutation($id: ID!) {
	writeAnnouncement(input: {competitionId: $id, text: {ky: "Кулактандыруу", ru: "Объявление"}, contact: "0312 00-00-00"}) { announcement { edition body { ky } } errors { code rule } }
	addAnnouncementNotice(input: {competitionId: $id, channel: SITE, link: "https://example.kg/ads/1", postedOn: "2019-12-02"}) { notice { id version proven } errors { code } }
}`

const announce = `mutation($id: ID!, $version: Version!) { announceCompetition(input: {id: $id, version: $version}) {
	competition { id number state version } errors { code rule path message } } }`

// id of a competition with its version.
type id struct {
	ID      string
	Number  string
	State   string
	Version int
}

func (i id) vars() map[string]any { return map[string]any{"id": i.ID, "version": i.Version} }

// begin creates a competition.
func (s *stage) begin(t *testing.T) id {
	t.Helper()
	var made struct{ CreateCompetition struct{ Competition id } }
	s.head.Do(t, create, s.vars, &made)
	return made.CreateCompetition.Competition
}

// announced begins a competition and announces it.
func (s *stage) announced(t *testing.T) id {
	t.Helper()
	c := s.begin(t)
	s.head.Do(t, write, map[string]any{"id": c.ID}, nil)
	var out struct{ AnnounceCompetition struct{ Competition id } }
	s.head.Do(t, announce, c.vars(), &out)
	return out.AnnounceCompetition.Competition
}
