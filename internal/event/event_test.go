package event_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

type input = apptest.Input

func won(t *testing.T) *apptest.Initiative {
	t.Helper()
	a := apptest.New(t)
	return a.Won(t, a.Municipality(t), []int64{39_000})
}

func agreed(t *testing.T) *apptest.Initiative {
	t.Helper()
	i := won(t)
	i.Agree(t, "PROCUREMENT_BY_AO")
	return i
}

func plan(more ...any) input {
	p := input{"title": input{"ky": "Жаңы жыл"}, "kind": "CONCERT", "plannedOn": "2019-12-26"}
	for i := 0; i < len(more); i += 2 {
		p[more[i].(string)] = more[i+1]
	}
	return p
}

func outcome(i *apptest.Initiative, counts input) input {
	return input{"heldOn": i.Today(), "participants": counts}
}

type summary struct {
	Level, Basis        string
	Partial             bool
	Events, Occurrences int
	Participants        struct {
		Total, Men, Women, ReportedTotal *int
		Derived                          []string
		Warnings                         []struct{ Rule, Message string }
	}
	Record *struct{ Version int }
}

func summaryOf(t *testing.T, i *apptest.Initiative) summary {
	t.Helper()
	var out struct {
		Node struct{ Participants summary }
	}
	i.Leader.Do(t, `query($id: ID!) { node(id: $id) { ... on Agreement { participants { level partial events occurrences record { version }
		participants { total men women reportedTotal derived warnings { rule message } } } } } }`, input{"id": i.Agreement.ID}, &out)
	return out.Node.Participants
}

func TestNoEventBeforeTheWorkBegins(t *testing.T) {
	t.Parallel()
	i := won(t)
	i.Drafts(t, "PROCUREMENT_BY_AO")
	in := input{"agreementId": i.Agreement.ID, "plan": plan()}
	require.Equal(t, "AGREEMENT_NOT_ACTIVE", i.Leader.RefusedChange(t, "planEvent", in).Name())
	require.Equal(t, "AGREEMENT_NOT_ACTIVE", i.Specialist.RefusedChange(t, "recordParticipants",
		input{"agreementId": i.Agreement.ID, "version": 0, "participants": input{"men": 1}}).Name())
}

func TestTheLifeOfAnEvent(t *testing.T) {
	t.Parallel()
	i := agreed(t)
	e := i.Leader.Change(t, "planEvent", input{"agreementId": i.Agreement.ID, "plan": plan("occurrences", 2)})
	require.Equal(t, "EVENT_NOT_HELD", i.Leader.RefusedChange(t, "updateEvent", e.With("outcome", outcome(i, input{}))).Name())
	require.Equal(t, "VALIDATION", i.Leader.RefusedChange(t, "postponeEvent", e.With("reason", " ")).Code)
	e = i.Leader.Change(t, "postponeEvent", e.With("reason", "Карантин"))
	require.Equal(t, "POSTPONED", e.State)
	require.Equal(t, "EVENT_STATE", i.Leader.RefusedChange(t, "updateEvent", e.With("plan", plan())).Name())
	e = i.Leader.Change(t, "postponeEvent", e.With("reason", "Зал бошоду", "plannedOn", "2019-12-28"))
	require.Equal(t, "PLANNED", e.State)

	late := outcome(i, input{"men": 3})
	late["heldOn"] = "2030-01-01"
	require.Equal(t, []string{"input", "outcome", "heldOn"}, i.Leader.RefusedChange(t, "holdEvent", e.With("outcome", late)).Path)
	late["heldOn"] = "2019-12-01"
	require.Equal(t, "VALIDATION", i.Leader.RefusedChange(t, "holdEvent", e.With("outcome", late)).Code, "before the agreement")
	e = i.Leader.Change(t, "holdEvent", e.With("outcome", outcome(i, input{"men": 3, "women": 2, "reportedTotal": 6})))
	require.Equal(t, "HELD", e.State)
	require.Equal(t, "EVENT_STATE", i.Leader.RefusedChange(t, "cancelEvent", e.With("reason", "r")).Name())
	require.Equal(t, "EVENT_STATE", i.Leader.RefusedChange(t, "removeEvent", e.Step()).Name())

	s := summaryOf(t, i)
	require.Equal(t, 5, *s.Participants.Total)
	require.Equal(t, 2, s.Occurrences)
	require.Equal(t, "PARTICIPANTS_SUM_DIFFERS", s.Participants.Warnings[0].Rule, "a contradiction stays visible and refuses nothing")

	i.Leader.Change(t, "updateEvent", e.With("outcome", outcome(i, input{"men": 4, "women": 2, "reportedTotal": 6})))
	require.Equal(t, "CONFLICT", i.Leader.RefusedChange(t, "updateEvent", e.With("plan", plan())).Code)
	require.Empty(t, summaryOf(t, i).Participants.Warnings)

	by := i.Leader.Change(t, "planEvent", input{"agreementId": i.Agreement.ID, "plan": plan()})
	i.Leader.Change(t, "removeEvent", by.Step())
	require.Equal(t, "NOT_FOUND", i.Leader.RefusedChange(t, "removeEvent", by.Step()).Code)
}

// A phone without a network sends its form until it hears an answer.
func TestAFormThatIsSentTwiceMakesOneEvent(t *testing.T) {
	t.Parallel()
	i := agreed(t)
	form := input{"agreementId": i.Agreement.ID, "clientKey": entity.NewID().String(), "plan": plan("plannedOn", nil), "outcome": outcome(i, input{"women": 7})}
	first := i.Leader.Change(t, "recordEvent", form)
	require.Equal(t, first, i.Leader.Change(t, "recordEvent", form))
	require.Equal(t, 1, summaryOf(t, i).Events)
	form["clientKey"] = entity.NewID().String()
	require.NotEqual(t, first.ID, i.Specialist.Change(t, "recordEvent", form).ID)
}

func TestTheRecordOfTheInitiativeStandsFirst(t *testing.T) {
	t.Parallel()
	i := agreed(t)
	i.Leader.Change(t, "recordEvent", input{"agreementId": i.Agreement.ID, "plan": plan(), "outcome": outcome(i, input{"men": 1})})
	record := func(version int, counts input) input {
		return input{"agreementId": i.Agreement.ID, "version": version, "participants": counts, "note": "Отчёттон"}
	}
	require.Equal(t, []string{"input", "participants", "men"}, i.Leader.RefusedChange(t, "recordParticipants", record(0, input{"men": -1})).Path)
	require.Equal(t, []string{"input", "participants", "derived"}, i.Leader.RefusedChange(t, "recordParticipants", record(0, input{"derived": []string{"MEN"}})).Path)
	require.Equal(t, "CONFLICT", i.Leader.RefusedChange(t, "recordParticipants", record(1, input{"men": 2})).Code)
	i.Leader.Change(t, "recordParticipants", record(0, input{"men": 2}))
	require.Equal(t, "CONFLICT", i.Leader.RefusedChange(t, "recordParticipants", record(0, input{"men": 2})).Code)
	i.Specialist.Change(t, "recordParticipants", record(1, input{"men": 176, "women": 114, "derived": []string{"MEN"}}))
	s := summaryOf(t, i)
	require.Equal(t, "INITIATIVE", s.Level)
	require.Equal(t, 290, *s.Participants.Total)
	require.Equal(t, []string{"MEN"}, s.Participants.Derived)
	require.Equal(t, 2, s.Record.Version)
}

func heldEvent(t *testing.T, i *apptest.Initiative) apptest.Thing {
	t.Helper()
	return i.Leader.Change(t, "recordEvent", input{"agreementId": i.Agreement.ID, "plan": plan(), "outcome": outcome(i, input{})})
}

func TestAPhotoOfChildrenWaitsForItsGround(t *testing.T) {
	t.Parallel()
	i := agreed(t)
	e := heldEvent(t, i)
	picture := i.ReadyFile(t, i.Leader, i.M, file.Photo)
	about := input{"caption": input{"ky": "Көрсөтүү"}, "showsMinors": true}
	p := i.Leader.Change(t, "addEventPhoto", input{"eventId": e.ID, "fileId": scalar.EncodeID(picture), "about": about})
	require.Equal(t, "UNPUBLISHED", p.State)
	require.Equal(t, "PHOTO_SHOWS_MINORS", i.Specialist.RefusedChange(t, "publishEventPhoto", p.Step()).Name())
	about["consent"] = "ADULTS_CONSENTED"
	p = i.Leader.Change(t, "updateEventPhoto", p.With("about", about))
	require.Equal(t, "PHOTO_SHOWS_MINORS", i.Specialist.RefusedChange(t, "publishEventPhoto", p.Step()).Name())
	about["consent"] = "GROUP_SHOT"
	p = i.Leader.Change(t, "updateEventPhoto", p.With("about", about))
	p = i.Specialist.Change(t, "publishEventPhoto", p.Step())
	require.NotNil(t, fileOf(t, i, picture).PublishedAt)
	require.Equal(t, "EVENT_PHOTO_STATE", i.Leader.RefusedChange(t, "removeEventPhoto", p.Step()).Name())

	i.Head.Change(t, "terminateAgreement", i.Agreement.With("reason", "Аткарылган жок"))
	p = i.Head.Change(t, "takeDownEventPhoto", p.With("reason", "Ата-эне сурады"))
	require.Equal(t, "TAKEN_DOWN", p.State, "also after the initiative has ended")
	require.Nil(t, fileOf(t, i, picture).PublishedAt)
	require.Equal(t, "AGREEMENT_NOT_ACTIVE", i.Leader.RefusedChange(t, "removeEventPhoto", p.Step()).Name())
}

func TestNothingOfASensitiveAreaIsShown(t *testing.T) {
	t.Parallel()
	i := agreed(t)
	e := heldEvent(t, i)
	picture := scalar.EncodeID(i.ReadyFile(t, i.Leader, i.M, file.Photo))
	p := i.Leader.Change(t, "addEventPhoto", input{"eventId": e.ID, "fileId": picture, "about": input{"caption": input{}, "showsMinors": false, "consent": "NO_PEOPLE"}})
	schema := i.M.Schema.String()
	i.SQL(t, "UPDATE "+schema+".priority_area SET sensitive = true; UPDATE "+schema+".application SET priority_area_id = (SELECT id FROM "+schema+".priority_area LIMIT 1)")
	require.Equal(t, "PRIORITY_AREA_SENSITIVE", i.Specialist.RefusedChange(t, "publishEventPhoto", p.Step()).Name())
}

func TestAListOfParticipantsIsOpenedByTheExecutiveBody(t *testing.T) {
	t.Parallel()
	i := agreed(t)
	e := heldEvent(t, i)
	list := i.ReadyFile(t, i.Leader, i.M, file.ParticipantList)
	photo := i.ReadyFile(t, i.Leader, i.M, file.Photo)
	require.Equal(t, "VALIDATION", i.Leader.RefusedChange(t, "attachParticipantList", e.With("fileId", scalar.EncodeID(photo))).Code)
	i.Leader.Change(t, "attachParticipantList", e.With("fileId", scalar.EncodeID(list)))
	id := scalar.EncodeID(list)
	for _, role := range []access.Role{access.Head, access.ExecSecretary, access.Specialist} {
		i.As(i.M, role).Do(t, `query($id: ID!) { node(id: $id) { id } }`, input{"id": id}, nil)
	}
	for _, role := range []access.Role{access.Accountant, access.KeneshChair, access.ProgrammeManager, access.Initiator} {
		code, _ := i.As(i.M, role).Refused(t, `query($id: ID!) { node(id: $id) { id } }`, input{"id": id})
		require.Equal(t, "NOT_FOUND", code, role)
	}
}

func fileOf(t *testing.T, i *apptest.Initiative, ref entity.Ref) *file.File {
	t.Helper()
	f, err := i.Resolver.Files.Get(i.Leader.Context(t.Context()), ref)
	require.NoError(t, err)
	return f
}
