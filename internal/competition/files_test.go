package competition_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/file"
)

// published reports whether the public may see a file.
func (s *stage) published(t *testing.T, id string) bool {
	t.Helper()
	ref, err := scalar.DecodeID(id)
	require.NoError(t, err)
	f, err := s.Resolver.Files.Get(s.head.Context(t.Context()), ref)
	require.NoError(t, err)
	return f.PublishedAt != nil
}

func TestFilesGoOutWithTheAnnouncement(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c := s.begin(t)
	ready := func(kind file.Kind) string { return scalar.EncodeID(s.ReadyFile(t, s.head, s.m, kind)) }
	form, board, people := ready(file.Other), ready(file.AnnouncementProof), ready(file.AnnouncementProof)
	s.head.Do(t, write, map[string]any{"id": c.ID}, nil)
	attach := `mutation($id: ID!, $files: [ID!]) { writeAnnouncement(input: {competitionId: $id, attachmentIds: $files}) {
		announcement { attachmentIds } errors { code rule path } } }`
	code, _ := s.head.Refused(t, attach, map[string]any{"id": c.ID, "files": []string{ready(file.PassportCopy)}})
	require.Equal(t, "VALIDATION", code, "a passport copy never goes out")
	s.head.Do(t, attach, map[string]any{"id": c.ID, "files": []string{form}}, nil)
	s.head.Do(t, `mutation($id: ID!, $board: ID, $people: [ID!]) {
		addAnnouncementNotice(input: {competitionId: $id, channel: BOARD, place: "Садовое", photoId: $board}) { notice { proven photoId } errors { code rule } }
		recordOutreach(input: {competitionId: $id, heldOn: "2019-12-02", place: "Мектеп", photoIds: $people}) { outreach { photoIds } errors { code rule } }
	}`, map[string]any{"id": c.ID, "board": board, "people": []string{people}}, nil)
	require.False(t, s.published(t, form))

	s.head.Do(t, announce, map[string]any{"id": c.ID, "version": c.Version}, nil)
	require.True(t, s.published(t, form))
	require.True(t, s.published(t, board))
	require.False(t, s.published(t, people), "photos of people stay inside")

	s.head.Do(t, `mutation($id: ID!) { amendAnnouncement(input: {competitionId: $id, reason: "Дарек", contact: "0312 11-11-11", attachmentIds: []}) {
		announcement { edition } errors { code rule path } } }`, map[string]any{"id": c.ID}, nil)
	var out struct {
		PublicCompetition struct {
			Announcements []struct {
				Edition int
				Reason  string
				Files   []struct{ URL string }
			}
			Notices []struct {
				Channel, Place, Link string
				Photo                *struct{ URL string }
			}
		}
	}
	s.Public().Do(t, `query($id: ID!) { publicCompetition(id: $id) { announcements { edition reason files { url } }
		notices { channel place link photo { url } } } }`, map[string]any{"id": c.ID}, &out)
	editions, notices := out.PublicCompetition.Announcements, out.PublicCompetition.Notices
	require.Len(t, editions, 2)
	require.Contains(t, editions[0].Files[0].URL, form)
	require.Equal(t, "Дарек", editions[1].Reason)
	require.Empty(t, editions[1].Files)
	require.Equal(t, "https://example.kg/ads/1", notices[0].Link)
	require.Equal(t, "Садовое", notices[1].Place)
	require.Contains(t, notices[1].Photo.URL, board)

	ref, err := scalar.DecodeID(people)
	require.NoError(t, err)
	for role, sees := range map[access.Role]bool{access.CommissionMember: true, access.Deputy: false} {
		_, err := s.Resolver.Files.Get(s.as(role).Context(t.Context()), ref)
		require.Equal(t, sees, err == nil, role)
	}
}
