package letter_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/tenants"
)

// arrival is a letter on paper.
func (s *season) arrival(t *testing.T, manager *apptest.Client, m string, at time.Time) input {
	t.Helper()
	return input{
		"callId": s.call, "municipalityId": m, "channel": "POST", "receivedAt": at.Format(time.RFC3339), "incomingNumber": "01-17/9",
		"content": input{"headName": "Асанов", "papers": []input{{"purpose": "SIGNED_LETTER", "fileId": s.ProgrammeFile(t, manager.UserID, file.SignedPaper)}}},
	}
}

func TestAPaperIsJudgedByTheTimeOnItsEnvelope(t *testing.T) {
	t.Parallel()
	s := open(t, letter.Limits{})
	manager := s.As(tenants.Tenant{}, access.ProgrammeManager)
	intime, late := municipalityID(s.Registered(t)), municipalityID(s.Registered(t))
	s.Clock.Set(deadline.AddDate(0, 0, 3))
	first := manager.Change(t, "registerLetter", s.arrival(t, manager, intime, deadline.Add(-time.Second)))
	second := manager.Change(t, "registerLetter", s.arrival(t, manager, late, deadline))
	require.Equal(t, map[string]string{first.ID: "REGISTERED", second.ID: "LATE"}, s.states(t, manager))
	refusal := manager.RefusedChange(t, "registerLetter", s.arrival(t, manager, late, deadline.AddDate(0, 0, 4)))
	require.Equal(t, "VALIDATION", refusal.Code, "not before it came")
	bare := s.arrival(t, manager, late, deadline)
	bare["content"] = input{}
	require.Equal(t, "LETTER_SCAN", manager.RefusedChange(t, "registerLetter", bare).Rule)
	online := s.arrival(t, manager, late, deadline)
	online["channel"] = "ONLINE"
	refusal = manager.RefusedChange(t, "registerLetter", online)
	require.Equal(t, "LETTER_CHANNEL", refusal.Rule)
	require.Equal(t, []string{"input", "channel"}, refusal.Path)

	admit := input{"id": second.ID, "version": s.version(t, manager, second.ID), "incomingNumber": "01-17/10"}
	require.Equal(t, "VALIDATION", manager.RefusedChange(t, "journalLetter", admit).Code, "a late one needs a reason")
	admit["reason"] = "Почта кечиктирген"
	manager.Change(t, "journalLetter", admit)
	require.Equal(t, "REGISTERED", s.states(t, manager)[second.ID])
}

func TestAPaperThatWasPostedBeforeDoesNotReplaceALaterLetter(t *testing.T) {
	t.Parallel()
	s := open(t, letter.Limits{})
	manager := s.As(tenants.Tenant{}, access.ProgrammeManager)
	m := s.Registered(t)
	online := s.written(t, s.Public(), m)
	require.Empty(t, online.submit(t).R.Errors)
	paper := manager.Change(t, "registerLetter", s.arrival(t, manager, municipalityID(m), s.Clock.Now().Add(-time.Hour)))
	require.Equal(t, map[string]string{online.ID: "SUBMITTED", paper.ID: "REPLACED"}, s.states(t, manager))
	s.Clock.Set(s.Clock.Now().Add(time.Hour))
	later := manager.Change(t, "registerLetter", s.arrival(t, manager, municipalityID(m), s.Clock.Now()))
	require.Equal(t, "REPLACED", s.states(t, manager)[online.ID])
	require.Equal(t, "REGISTERED", s.states(t, manager)[later.ID])
}

func TestTheProgrammeListsCountsAndMarks(t *testing.T) {
	t.Parallel()
	s := open(t, letter.Limits{})
	manager := s.As(tenants.Tenant{}, access.ProgrammeManager)
	var drafts []*draft
	for range 3 {
		d := s.written(t, s.Public(), s.Registered(t))
		require.Empty(t, d.submit(t).R.Errors)
		drafts = append(drafts, d)
		s.Clock.Set(s.Clock.Now().Add(time.Minute))
	}
	manager.Do(t, `mutation($ids: [ID!]!) { markLetters(input: {letterIds: $ids, starred: true, read: true}) { letters { id starred read } errors { code } } }`,
		input{"ids": []string{drafts[1].ID}}, nil)
	for query, want := range map[string]int{
		`orderBy: NUMBER`: 3, `filter: {starred: true}`: 1, `filter: {unread: true}`: 2, `filter: {search: "` + drafts[1].Reference + `"}`: 1, `filter: {late: true}`: 0,
		`filter: {states: [SUBMITTED], channels: [ONLINE], submittedFrom: "2025-02-18T00:00:00+06:00"}`: 3, `orderBy: MUNICIPALITY, filter: {submittedTo: "2025-02-01T00:00:00Z"}`: 0,
		`orderBy: SUBMITTED`: 3,
	} {
		var list struct {
			Letters struct {
				TotalCount int
				Nodes      []struct{ ID string }
			}
		}
		manager.Do(t, `query($c: ID!) { letters(callId: $c, `+query+`) { totalCount nodes { id municipality { code name { ky } oblast { ru } } content { headName } readiness { percent } starred read } } }`,
			input{"c": s.call}, &list)
		require.Equal(t, want, list.Letters.TotalCount, query)
		require.Len(t, list.Letters.Nodes, want, query)
	}
	var beside struct {
		AdjacentLetters struct {
			Previous, Next  *struct{ ID string }
			Position, Total int
		}
	}
	for _, order := range []string{"NUMBER", "OLDEST", "MUNICIPALITY"} {
		manager.Do(t, `query($id: ID!, $c: ID!) { adjacentLetters(id: $id, callId: $c, orderBy: `+order+`) { previous { id } next { id } position total } }`,
			input{"id": drafts[1].ID, "c": s.call}, &beside)
		require.Equal(t, 2, beside.AdjacentLetters.Position, order)
		require.Equal(t, 3, beside.AdjacentLetters.Total)
		require.Equal(t, drafts[0].ID, beside.AdjacentLetters.Previous.ID)
		require.Equal(t, drafts[2].ID, beside.AdjacentLetters.Next.ID)
	}
	var counts struct {
		LetterCounts struct {
			Total   int
			ByState []struct {
				State string
				Count int
			}
			ByDay []struct {
				Day   string
				Count int
			}
			ByOblast []struct {
				OblastCode string
				Count      int
			}
		}
	}
	manager.Do(t, `query($c: ID!) { letterCounts(callId: $c) { total byState { state count } byDay { day count } byOblast { oblastCode count } } }`, input{"c": s.call}, &counts)
	require.Equal(t, 3, counts.LetterCounts.Total)
	require.Equal(t, 3, counts.LetterCounts.ByState[0].Count)
	require.Equal(t, "2025-02-18", counts.LetterCounts.ByDay[0].Day)
	require.NotEmpty(t, counts.LetterCounts.ByOblast)
}

func TestLeadersAreMaskedAndALookIsRecorded(t *testing.T) {
	t.Parallel()
	s := open(t, letter.Limits{})
	d := s.written(t, s.Public(), s.Registered(t))
	require.Empty(t, d.submit(t).R.Errors)
	require.Equal(t, "Асанова Гүл", d.Content.Groups[0].Leader.Name, "her own letter")
	manager := s.As(tenants.Tenant{}, access.ProgrammeManager)
	var seen struct {
		Letter struct {
			Content struct {
				Groups []struct {
					Leader struct {
						Name, Contacts string
						Masked         bool
					}
				}
			}
		}
	}
	manager.Do(t, `query($id: ID!) { letter(id: $id) { content { groups { leader { name contacts masked } } } } }`, input{"id": d.ID}, &seen)
	require.Equal(t, "А. Г.", seen.Letter.Content.Groups[0].Leader.Name)
	require.True(t, seen.Letter.Content.Groups[0].Leader.Masked)
	var looked struct {
		LetterLeaders []struct{ Name, Contacts string }
	}
	manager.Do(t, `query($id: ID!) { letterLeaders(id: $id) { name contacts } }`, input{"id": d.ID}, &looked)
	require.Equal(t, "+996555000111", looked.LetterLeaders[0].Contacts)
	s.SQL(t, "DO $$ BEGIN IF NOT EXISTS (SELECT FROM programme.audit WHERE object = 'LETTER_LEADER' AND action = 'READ' AND object_id = '"+
		uuidOf(t, d.ID).String()+"' AND user_id = '"+manager.UserID.String()+"') THEN RAISE 'no row'; END IF; END $$")
}
