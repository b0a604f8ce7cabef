package publication_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/competition"
	papers "github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/regulation"
)

// day is a competition from its priorities to its publication on 2 December 2019 (M4–M17
// of domain.md 3.2). Nothing of it needs another day, and no step can be left out.
type day struct {
	apptest.Jury
	area         string
	applications []apptest.Thing
	protocol     apptest.Thing
}

const today = "2019-12-02"

// refused demands a refusal by its rule, or by its code where no rule is broken, with a
// sentence that says what is wrong.
func refused(t *testing.T, who *apptest.Client, mutation string, in input, name, sentence string) {
	t.Helper()
	refusal := who.RefusedChange(t, mutation, in)
	require.Equal(t, name, refusal.Name(), refusal.Message)
	require.Contains(t, refusal.Message, sentence)
}

func TestAWholeCompetitionInOneDay(t *testing.T) {
	t.Parallel()
	d := &day{}
	d.prepare(t)
	d.apply(t)
	d.score(t)
	d.decide(t)
	d.publish(t)
}

// prepare sets priorities, envelope and commission and announces, at ten (M4–M7). The
// regulation lies before the day.
func (d *day) prepare(t *testing.T) {
	t.Helper()
	d.App = apptest.New(t)
	d.M = d.Municipality(t)
	d.Head = d.As(d.M, access.Head)
	m, rules := apptest.ID(d.M), apptest.Rules()
	adopted := d.Today()
	r, err := d.Resolver.Regulations.Record(d.As(d.M, access.KeneshChair).Context(t.Context()), d.M.ID,
		regulation.Draft{Kind: regulation.LocalInitiatives, Title: i18n.Localized{Ky: "Жобо"}, Rules: &rules},
		papers.Document{Kind: papers.Decree, Number: "62", Date: &adopted})
	require.NoError(t, err)
	d.area = d.Head.Change(t, "createPriorityArea", input{"municipalityId": m, "name": input{"ky": "Эс алуу"}}).ID
	money := d.Head.Change(t, "createEnvelope", input{"municipalityId": m, "year": 2019, "localBudget": 3_900_000,
		"decree": input{"kind": "DECREE", "number": "63", "date": today}})
	var seats []input
	for _, s := range [][3]string{{"AO_STAFF", "CHAIR", "А"}, {"AO_STAFF", "SECRETARY", "Б"}, {"DEPUTY", "MEMBER", "В"}, {"DEPUTY", "MEMBER", "Г"}, {"COMMUNITY", "MEMBER", "Д"}} {
		seats = append(seats, input{"category": s[0], "role": s[1], "name": s[2], "voting": true})
	}
	regulationID := scalar.EncodeID(r.Ref())
	commission := d.Head.Change(t, "createCommission", input{"municipalityId": m, "name": input{"ky": "Комиссия"}, "regulationId": regulationID, "members": seats})
	c := d.Head.Change(t, "createCompetition", input{
		"municipalityId": m, "title": input{"ky": "Сынак"}, "regulationId": regulationID, "envelopeId": money.ID, "commissionId": commission.ID,
		"priorityAreaIds": []string{d.area}, "opensAt": d.at(11), "closesAt": d.at(13), "implementBy": today, "maxAmount": 3_900_000,
	})
	d.Head.Change(t, "writeAnnouncement", input{"competitionId": c.ID, "text": input{"ky": "Кулактандыруу"}})
	d.Head.Change(t, "addAnnouncementNotice", input{"competitionId": c.ID, "channel": "ELDERS"})
	refused(t, d.Head, "announceCompetition", c.Step(), "COMMISSION_NOT_FORMED", "commission")
	d.Head.Change(t, "formCommission", commission.With("order", input{"number": "7", "date": today}))
	d.Head.Change(t, "announceCompetition", c.Step())
	ref, err := scalar.DecodeID(c.ID)
	require.NoError(t, err)
	d.C, err = d.Resolver.Competitions.Get(d.Head.Context(t.Context()), ref)
	require.NoError(t, err)
	d.GiveAccounts(t)
}

func (d *day) at(hour int) time.Time {
	return time.Date(2019, time.December, 2, hour, 0, 0, 0, apptest.Start.Location())
}

// apply takes two applications between eleven and one (M8–M12).
func (d *day) apply(t *testing.T) {
	t.Helper()
	initiator, secretary := d.As(d.M), d.Seats[1]
	mine := func(title string) input {
		in := content("Исакунова", title, d.area)
		in["startDate"], in["endDate"], in["plan"] = today, today, []input{{"activity": "Concert", "from": today}}
		return input{"competitionId": d.CompetitionID(), "content": in}
	}
	early := initiator.Change(t, "createApplication", mine("Жаңы жыл"))
	refused(t, initiator, "submitApplication", early.Step(), "WINDOW_NOT_OPEN", "not taken yet")
	d.Clock.Set(d.at(11))
	var results []input
	for _, item := range apptest.Rules().Checklist {
		results = append(results, input{"key": item.Key, "result": "PASS"})
	}
	for _, draft := range []apptest.Thing{early, initiator.Change(t, "createApplication", mine("Көчө чырагы"))} {
		a := initiator.Change(t, "submitApplication", draft.Step())
		d.applications = append(d.applications, a)
		if len(d.applications) == 2 {
			d.Clock.Set(d.at(13))
			refused(t, d.Seats[0], "startEvaluation", d.Competition(t).Step(), "APPLICATIONS_UNDECIDED", "1")
			d.Clock.Set(d.at(12))
		}
		a = secretary.Change(t, "checkApplication", a.With("results", results))
		secretary.Change(t, "admitApplication", a.Step())
	}
	refused(t, d.Seats[0], "startEvaluation", d.Competition(t).Step(), "WINDOW_NOT_CLOSED", "window")
	late := initiator.Change(t, "createApplication", mine("Кечикти"))
	d.Clock.Set(d.at(13))
	refused(t, initiator, "submitApplication", late.Step(), "WINDOW_CLOSED", "is over")
	require.Equal(t, "EVALUATION", d.Seats[0].Change(t, "startEvaluation", d.Competition(t).Step()).State)
}

// score declares conflicts, fills in the sheets and holds the session (M13). The third
// member is a relative of the first applicant.
func (d *day) score(t *testing.T) {
	t.Helper()
	chair, relative := d.Seats[0], d.Seats[2]
	first := input{"applicationId": d.applications[0].ID, "scores": apptest.Points(4)}
	refused(t, relative, "saveScoreSheet", first, "CONFLICTS_UNDECLARED", "Still open: 2")
	session := chair.Change(t, "openSession", d.Planned(t, 4).Step())
	refused(t, d.Seats[1], "draftProtocol", input{"sessionId": session.ID, "date": today}, "SESSION_NOT_CLOSED", "after the session")
	for seat := range 4 {
		d.declare(t, seat, map[bool]string{true: "RELATIVE", false: "NONE"}[seat == 2])
		for i, a := range d.applications {
			in := input{"applicationId": a.ID, "scores": apptest.Points(4 - i)}
			if seat == 2 && i == 0 {
				refused(t, relative, "saveScoreSheet", in, "CONFLICT_OF_INTEREST", "neither scores it nor votes")
				continue
			}
			sheet := d.Seats[seat].Change(t, "saveScoreSheet", in)
			sheet = d.Seats[seat].Change(t, "submitScoreSheet", sheet.Step())
			reopen := sheet.With("reason", "a slip")
			refused(t, d.Seats[1], "reopenScoreSheet", reopen, "FORBIDDEN", "chair")
			refused(t, d.Seats[seat], "saveScoreSheet", in, "SHEET_SUBMITTED", "Only the chair")
		}
	}
	session = chair.Change(t, "closeScores", session.Step())
	refused(t, chair, "saveScoreSheet", first, "SCORES_CLOSED", "closed the scores")
	session = chair.Change(t, "closeSession", session.Step())
	d.protocol = d.Seats[1].Change(t, "draftProtocol", input{"sessionId": session.ID, "date": today})
}

func (d *day) declare(t *testing.T, seat int, kind string) {
	t.Helper()
	d.Seats[seat].Change(t, "declareConflicts", input{"competitionId": d.CompetitionID(), "declarations": []input{
		{"applicationId": d.applications[0].ID, "kind": kind}, {"applicationId": d.applications[1].ID, "kind": "NONE"},
	}})
}

// decide signs the protocol and has the head approve it (M14, M15).
func (d *day) decide(t *testing.T) {
	t.Helper()
	refused(t, d.Head, "approveResult", d.Order(d.protocol), "PROTOCOL_NOT_SIGNED", "protocol")
	refused(t, d.Head, "publishResult", d.documents(t), "RESULT_NOT_APPROVED", "order")
	p := d.Seats[0].Change(t, "sealProtocol", d.protocol.Step())
	for seat := range 4 {
		refused(t, d.Head, "approveResult", d.Order(p), "PROTOCOL_NOT_SIGNED", "protocol")
		p = d.Seats[seat].Change(t, "signProtocol", p.Step())
	}
	refused(t, d.Head, "publishResult", d.documents(t), "RESULT_NOT_APPROVED", "order")
	refused(t, d.Seats[0], "approveResult", d.Order(p), "FORBIDDEN", "head")
	d.Approve(t, p)
}

func (d *day) documents(t *testing.T) input {
	t.Helper()
	var list []input
	for _, kind := range []string{"PROTOCOL", "ORDER", "WINNERS"} {
		list = append(list, with(document(kind), "publishedOn", today))
	}
	return d.Competition(t).With("documents", list)
}

// publish shows protocol, order and winner to everyone (M16, M17).
func (d *day) publish(t *testing.T) {
	t.Helper()
	require.Equal(t, string(competition.ResultPublished), d.Head.Change(t, "publishResult", d.documents(t)).State)
	var out shown
	d.Public().Do(t, result, map[string]any{"id": d.CompetitionID()}, &out)
	require.Equal(t, today, out.PublicCompetition.ResultOrder.Date)
	require.Len(t, out.PublicCompetition.Awards, 1)
	require.Len(t, out.PublicCompetition.ResultOrder.Winners, 1)
	require.Equal(t, 3_900_000, out.PublicCompetition.ResultOrder.Winners[0].LocalBudget)
	require.Equal(t, 3_900_000, out.PublicCompetition.Awards[0].LocalBudget)
	require.Equal(t, "Жаңы жыл", out.PublicCompetition.Awards[0].Application.Title.Ky)
	refused(t, d.Head, "cancelCompetition", d.Competition(t).With("reason", "r"), "COMPETITION_STATE", "result published")
}

// A quorum is counted without the members in conflict: of five, three are relatives and
// one of the two others is away.
func TestNoQuorumWithoutTheMembersInConflict(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{39_000, 39_000})
	session := j.Planned(t, 5)
	var list []input
	for _, seat := range []int{0, 2, 3, 4} {
		list = append(list, input{"memberId": j.MemberID(seat), "presence": "PRESENT"})
	}
	session = j.Seats[1].Change(t, "recordAttendance", session.With("attendance", list))
	session = j.Seats[0].Change(t, "openSession", session.Step())
	for _, seat := range []int{0, 2, 3, 4} {
		j.Declare(t, seat, map[bool]string{true: "NONE", false: "RELATIVE"}[seat == 0], "NONE")
		if seat == 0 {
			j.Score(t, seat, 0, 4)
		}
		j.Score(t, seat, 1, 3)
	}
	draft := j.Drafted(t, j.Seats[0].Change(t, "closeScores", session.Step()))
	refused(t, j.Seats[0], "sealProtocol", draft.Step(), "NO_QUORUM_ON_APPLICATION", "1 of 2 members")
}
