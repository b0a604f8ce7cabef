package letter_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/tenants"
)

func decode(t *testing.T, raw json.RawMessage, out any) {
	t.Helper()
	require.NoError(t, json.Unmarshal(raw, out))
}

const byKey = `query($r: String!, $s: String!) { letterDraft(reference: $r, secret: $s) { ` + draftFields + ` } }`

func TestAMunicipalityWithoutAnAccountWritesIsCutOffTwiceAndSendsInTime(t *testing.T) {
	t.Parallel()
	s := open(t, letter.Limits{})
	public := s.Public()
	d := s.begin(t, public, s.Registered(t))
	require.Len(t, d.Secret, 26)
	require.Equal(t, "DRAFT", d.State)

	// cut off: the answer to the first save is lost, and the page sends it again
	first := input{"headName": "Токтоналиев Бакыт", "contacts": input{"mobile": "0700"}}
	lost := *d
	require.Empty(t, d.save(t, first).R.Errors)
	require.Empty(t, lost.save(t, first).R.Errors, "the same part twice")
	require.Equal(t, d.Version, lost.Version)
	require.False(t, d.Readiness.Ready)

	// cut off again: another day, another phone, with reference and secret alone
	s.Clock.Set(deadline.Add(-time.Hour))
	var found struct{ LetterDraft draft }
	public.Do(t, byKey, input{"r": " " + d.Reference + " ", "s": d.Secret}, &found)
	require.Equal(t, "Токтоналиев Бакыт", found.LetterDraft.Content.HeadName)
	wrong := found.LetterDraft.Readiness.Problems
	require.Contains(t, pathsOf(wrong), "contacts.mobile", "what is wrong is kept and told")

	refused := d.submit(t)
	require.NotEmpty(t, refused.R.Errors)
	require.Equal(t, "input", refused.R.Errors[0].Path[0])
	require.Empty(t, d.save(t, whole(s.ProgrammeFile(t, uuidOf(t, d.ID), file.SignedPaper))).R.Errors)
	require.Equal(t, "21389,5", *d.Content.General.OwnRevenueThousand)

	s.Clock.Set(deadline.Add(-time.Second))
	sent := *d
	require.Empty(t, d.submit(t).R.Errors)
	require.Equal(t, "SUBMITTED", d.State)
	require.Equal(t, 1, d.Receipt.Number)
	require.True(t, d.Receipt.At.Equal(deadline.Add(-time.Second)))
	require.Len(t, d.Receipt.Sha256, 64)
	require.Contains(t, d.Receipt.Note.Ky, "милдеттенме")
	require.Empty(t, sent.submit(t).R.Errors, "sent twice, it is sent once")
	require.Equal(t, d.Receipt, sent.Receipt)

	again := d.save(t, input{"headName": "Башка"})
	require.Equal(t, "LETTER_STATE", again.R.Errors[0].Rule)
	err := s.TrySQL(t, "UPDATE programme.letter_content SET content = '{}' WHERE letter_id = '"+uuidOf(t, d.ID).String()+"'")
	require.ErrorContains(t, err, "DM002", "the database keeps what was sent")
	require.ErrorContains(t, s.TrySQL(t, "DELETE FROM programme.letter_seal"), "DM002")
}

func pathsOf(errors []struct {
	Path []string
	Rule string
}) []string {
	paths := []string{}
	for _, e := range errors {
		path := ""
		for i, p := range e.Path {
			if i > 0 {
				path += "."
			}
			path += p
		}
		paths = append(paths, path)
	}
	return paths
}

func TestTheSecondOfTheDeadlineMakesALetterLate(t *testing.T) {
	t.Parallel()
	s := open(t, letter.Limits{})
	m := s.Registered(t)
	early, late := s.written(t, s.Public(), m), s.written(t, s.Public(), m)
	s.address(t, early, late)
	s.Clock.Set(deadline.Add(-time.Second))
	require.Empty(t, early.submit(t).R.Errors)
	s.Clock.Set(deadline)
	require.Empty(t, late.submit(t).R.Errors)
	require.Equal(t, "LATE", late.State)
	require.Equal(t, 2, late.Receipt.Number)
	require.True(t, late.Receipt.Late)
	require.True(t, late.Receipt.At.Equal(deadline))
	require.Equal(t, "LETTER_RECEIVED 28.02.2025 17:59:59", s.told(t, early))
	require.Equal(t, "LETTER_LATE 28.02.2025 18:00:00", s.told(t, late))
	var status struct{ LetterStatus struct{ State string } }
	const byStatus = `query($r: String!, $s: String!) { letterStatus(reference: $r, secret: $s) { state receipt { number } } }`
	s.Public().Do(t, byStatus, input{"r": early.Reference, "s": early.Secret}, &status)
	require.Equal(t, "SUBMITTED", status.LetterStatus.State, "a late letter replaces none")
	require.Equal(t, "LETTER_WITHDRAW", early.try(t, "withdrawLetter", "WithdrawLetterInput", nil).R.Errors[0].Rule)

	code, rule := s.Public().Refused(t, `mutation($input: BeginLetterInput!) { beginLetter(input: $input) { errors { code rule } } }`,
		input{"input": input{"callId": s.call, "municipalityId": municipalityID(m)}})
	require.Equal(t, "DEADLINE_PASSED CALL_DEADLINE", code+" "+rule)
}

func TestALaterLetterReplacesTheEarlierAndBothAreKept(t *testing.T) {
	t.Parallel()
	s := open(t, letter.Limits{})
	m := s.Registered(t)
	first, second := s.written(t, s.Public(), m), s.written(t, s.Public(), m)
	s.address(t, first)
	require.Empty(t, first.submit(t).R.Errors)
	require.Empty(t, second.submit(t).R.Errors)
	require.Contains(t, s.told(t, first), ", LETTER_REPLACED")
	require.Empty(t, s.told(t, second), "it has no contact")
	manager := s.As(tenants.Tenant{}, access.ProgrammeManager)
	states := s.states(t, manager)
	require.Equal(t, map[string]string{first.ID: "REPLACED", second.ID: "SUBMITTED"}, states)

	s.address(t, second)
	restored := manager.Change(t, "restoreLetter", input{"id": first.ID, "version": s.version(t, manager, first.ID), "reason": "Экинчи катты муниципалитет жөнөтпөптүр"})
	require.Equal(t, first.ID, restored.ID)
	require.Equal(t, map[string]string{first.ID: "REGISTERED", second.ID: "REPLACED"}, s.states(t, manager))
	require.Equal(t, "LETTER_REPLACED", s.told(t, second))
	require.Contains(t, s.told(t, first), ", LETTER_RESTORED")
}

// address gives letters a contact.
func (s *season) address(t *testing.T, letters ...*draft) {
	t.Helper()
	for _, d := range letters {
		s.SQL(t, fmt.Sprintf("UPDATE programme.letter SET contact = 'aimak@mail.example' WHERE id = '%s'", uuidOf(t, d.ID)))
	}
}

// told are the kinds of the messages in the outbox about a letter, with the time that a
// receipt proves.
func (s *season) told(t *testing.T, d *draft) string {
	t.Helper()
	return s.Value(t, fmt.Sprintf(`SELECT coalesce(string_agg(trim(kind || ' ' || coalesce(facts->'received'->>'code', '')), ', ' ORDER BY id), '')
		FROM ops.message WHERE about_id = '%s' AND recipient->>'contact' = 'aimak@mail.example'`, uuidOf(t, d.ID)))
}

// states are those of the call's letters, by id.
func (s *season) states(t *testing.T, c client) map[string]string {
	t.Helper()
	var list struct {
		Letters struct {
			Nodes []struct{ ID, State string }
		}
	}
	c.Do(t, `query($c: ID!) { letters(callId: $c, first: 100) { nodes { id state } } }`, input{"c": s.call}, &list)
	states := map[string]string{}
	for _, l := range list.Letters.Nodes {
		states[l.ID] = l.State
	}
	return states
}

type client interface {
	Do(t testing.TB, document string, variables map[string]any, out any)
}

func (s *season) version(t *testing.T, c client, id string) int64 {
	t.Helper()
	var out struct{ Letter struct{ Version int64 } }
	c.Do(t, `query($id: ID!) { letter(id: $id) { version } }`, input{"id": id}, &out)
	return out.Letter.Version
}

func TestStaffWriteWithoutASecretAndAnonymousCannotReplaceTheirs(t *testing.T) {
	t.Parallel()
	s := open(t, letter.Limits{})
	m := s.municipality(t)
	head := s.As(m, access.Head)
	own := s.written(t, head, m.ID)
	require.Empty(t, own.Secret)
	other := s.written(t, s.Public(), m.ID)
	colleague := *own
	colleague.client = s.As(m, access.Specialist)
	require.Empty(t, colleague.submit(t).R.Errors, "a colleague of the same municipality")
	require.Equal(t, "1", s.Value(t, fmt.Sprintf(`SELECT count(*) FROM ops.message WHERE kind = 'LETTER_RECEIVED' AND account_id = '%s'`, head.UserID)))
	require.Equal(t, "LETTER_SENT_WITH_ACCOUNT", other.submit(t).R.Errors[0].Rule)

	var list struct {
		Municipality struct {
			Letters struct {
				Nodes []struct {
					ID             string
					AllowedActions []string
					Files          []struct{ Name string }
				}
			}
		}
	}
	const mine = `query($slug: String!) { municipality(slug: $slug) { letters { nodes { id allowedActions files { name } } } } }`
	head.Do(t, mine, input{"slug": m.Slug}, &list)
	require.Len(t, list.Municipality.Letters.Nodes, 1, "drafts with a secret are not theirs")
	require.Equal(t, []string{"WITHDRAW"}, list.Municipality.Letters.Nodes[0].AllowedActions)
	require.Equal(t, "scan.pdf", list.Municipality.Letters.Nodes[0].Files[0].Name)
}

func TestWithdrawing(t *testing.T) {
	t.Parallel()
	s := open(t, letter.Limits{})
	m := s.Registered(t)
	unfinished, sent := s.begin(t, s.Public(), m), s.written(t, s.Public(), m)
	gone := unfinished.try(t, "withdrawLetter", "WithdrawLetterInput", nil)
	require.Nil(t, gone.R.Draft)
	code, _ := s.Public().Refused(t, byKey, input{"r": unfinished.Reference, "s": unfinished.Secret})
	require.Equal(t, "NOT_FOUND", code)
	require.Empty(t, sent.submit(t).R.Errors)
	require.Empty(t, sent.try(t, "withdrawLetter", "WithdrawLetterInput", input{"reason": "ката"}).R.Errors)
	require.Equal(t, "WITHDRAWN", sent.State)
	require.Empty(t, s.written(t, s.Public(), m).submit(t).R.Errors, "another may follow")
}

// Papers about a letter are in Kyrgyz and Russian, and so is the letter.
func TestALetterIsInKyrgyzOrRussian(t *testing.T) {
	t.Parallel()
	s := open(t, letter.Limits{})
	m, manager := s.Registered(t), s.As(tenants.Tenant{}, access.ProgrammeManager)
	begins := input{"callId": s.call, "municipalityId": municipalityID(m), "language": "EN"}
	begun := s.Public().RefusedChange(t, "beginLetter", begins)
	require.Equal(t, "LETTER_LANGUAGE", begun.Rule)
	require.Equal(t, []string{"input", "language"}, begun.Path)

	d := s.begin(t, s.Public(), m)
	saved := d.save(t, input{"language": "EN"}).R.Errors
	require.Len(t, saved, 1)
	require.Equal(t, "LETTER_LANGUAGE", saved[0].Rule)
	require.Equal(t, []string{"input", "content", "language"}, saved[0].Path)
	require.Empty(t, d.save(t, input{"language": "RU"}).R.Errors)

	arrival := s.arrival(t, manager, municipalityID(m), s.Clock.Now())
	arrival["content"].(input)["language"] = "EN"
	arrived := manager.RefusedChange(t, "registerLetter", arrival)
	require.Equal(t, "LETTER_LANGUAGE", arrived.Rule)
	require.Equal(t, []string{"input", "content", "language"}, arrived.Path)
}

// What a refusal of a state says names the state.
func TestNoPaperIsAddedToALetterThatWasSent(t *testing.T) {
	t.Parallel()
	s := open(t, letter.Limits{})
	d := s.written(t, s.Public(), s.Registered(t))
	require.Empty(t, d.submit(t).R.Errors)
	refusal := d.client.RefusedChange(t, "createLetterUpload", input{
		"id": d.ID, "secret": d.Secret, "purpose": "EVIDENCE", "filename": "a.pdf", "contentType": "application/pdf", "size": 10,
		"sha256": strings.Repeat("ab", 32),
	})
	require.Equal(t, "LETTER_STATE", refusal.Rule)
	require.Contains(t, refusal.Message, letter.Submitted.Name().In(i18n.En, nil))
}

func TestNumbersHaveNoGap(t *testing.T) {
	t.Parallel()
	s := open(t, letter.Limits{})
	for want := 1; want <= 3; want++ {
		d := s.written(t, s.Public(), s.Registered(t))
		failed := *d
		failed.Version = 1
		require.Equal(t, "CONFLICT", failed.submit(t).R.Errors[0].Code)
		require.Empty(t, d.submit(t).R.Errors)
		require.Equal(t, want, d.Receipt.Number)
	}
}
