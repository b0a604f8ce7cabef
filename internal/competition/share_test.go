package competition_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
)

const shared = `query($id: ID!) { publicCompetition(id: $id) { announcement { url shareText { ky ru en } whatsAppUrl { ky ru } sheetPath { ky ru } } } }`

type sharedAnnouncement struct {
	PublicCompetition struct {
		Announcement struct {
			URL         string
			ShareText   struct{ Ky, Ru, En string }
			WhatsAppURL struct{ Ky, Ru string }
			SheetPath   struct{ Ky, Ru string }
		}
	}
}

// fetched is what anybody gets at a path of the server.
func fetched(t *testing.T, address string, header http.Header) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	require.NoError(t, err)
	for name := range header {
		request.Header.Set(name, header.Get(name))
	}
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response, string(body)
}

func TestAnAnnouncementIsSharedAndPinnedToTheBoard(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	draft, c := s.begin(t), s.announced(t)
	var out sharedAnnouncement
	s.Public().Do(t, shared, map[string]any{"id": c.ID}, &out)
	a := out.PublicCompetition.Announcement

	path := a.URL[strings.Index(a.URL, "/announcements/"):]
	require.True(t, strings.HasPrefix(path, "/announcements/"+s.m.Slug+"/"), path)
	for _, text := range []string{a.ShareText.Ky, a.ShareText.Ru, a.ShareText.En} {
		require.True(t, strings.HasSuffix(text, "\n"+a.URL), text)
		require.Less(t, len([]rune(text)), 700)
	}
	opened, err := url.Parse(a.WhatsAppURL.Ky)
	require.NoError(t, err)
	require.Equal(t, "wa.me", opened.Host)
	require.Equal(t, a.ShareText.Ky, opened.Query().Get("text"))

	page, body := fetched(t, s.URL+path+"?lang=ru", nil)
	require.Equal(t, http.StatusOK, page.StatusCode)
	require.Contains(t, body, "Заявки принимаются")
	require.Contains(t, body, "03.12.2019 00:00 – 17.12.2019 00:00")
	require.Contains(t, page.Header.Get("Cache-Control"), "public")

	sheet, first := fetched(t, s.URL+a.SheetPath.Ky, nil)
	require.Equal(t, "application/pdf", sheet.Header.Get("Content-Type"))
	_, second := fetched(t, s.URL+a.SheetPath.Ky, nil)
	require.Equal(t, first, second, "the same bytes")
	again, _ := fetched(t, s.URL+a.SheetPath.Ky, http.Header{"If-None-Match": {sheet.Header.Get("Etag")}})
	require.Equal(t, http.StatusNotModified, again.StatusCode)
	require.True(t, strings.HasPrefix(first, "%PDF-"))
	require.Contains(t, first, "/Count 1")

	ref, err := scalar.DecodeID(draft.ID)
	require.NoError(t, err)
	hidden := strings.Replace(path, path[strings.LastIndex(path, "/")+1:], ref.ID.String(), 1)
	for _, nothing := range []string{hidden, hidden + "/sheet.pdf", "/announcements/" + s.m.Slug + "/" + uuid.NewString(), "/announcements/" + s.m.Slug + "/x"} {
		response, _ := fetched(t, s.URL+nothing, nil)
		require.Equal(t, http.StatusNotFound, response.StatusCode, nothing)
	}
}
