package httpapi_test

import (
	"bytes"
	"image/jpeg"
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/file"
)

func TestADownloadIsSafeAndResumable(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	who := b.as(b.tenant)
	data := pdf("0123456789")
	url := b.URL + "/files/" + b.upload(t, who, file.RegulationText, `Айыл "жобо".pdf`, "application/pdf", data)

	r := send(t, who, http.MethodGet, url, nil, nil)
	require.Equal(t, data, r.body)
	for name, want := range map[string]string{
		"Content-Type":           "application/pdf",
		"X-Content-Type-Options": "nosniff",
		"Content-Disposition": `attachment; filename="____ ______.pdf"; ` +
			`filename*=UTF-8''%D0%90%D0%B9%D1%8B%D0%BB%20%22%D0%B6%D0%BE%D0%B1%D0%BE%22.pdf`,
		"Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
		"Cache-Control":           "private, no-cache",
	} {
		require.Equal(t, want, r.Header.Get(name), name)
	}
	part := send(t, who, http.MethodGet, url, map[string]string{"Range": "bytes=10-19"}, nil)
	require.Equal(t, http.StatusPartialContent, part.StatusCode)
	require.Equal(t, data[10:20], part.body)
	outside := send(t, who, http.MethodGet, url, map[string]string{"Range": "bytes=99999-", "Accept-Language": "ru"}, nil)
	require.Equal(t, http.StatusRequestedRangeNotSatisfiable, outside.StatusCode)
	require.Equal(t, "VALIDATION", outside.rule(t))
	require.Equal(t, "bytes */"+strconv.Itoa(len(data)), outside.Header.Get("Content-Range"))
	same := send(t, who, http.MethodGet, url, map[string]string{"If-None-Match": r.Header.Get("Etag")}, nil)
	require.Equal(t, http.StatusNotModified, same.StatusCode)
	require.Equal(t, http.StatusNotFound, send(t, who, http.MethodGet, url+"?variant=small", nil, nil).StatusCode)
	require.Equal(t, http.StatusNotFound, send(t, who, http.MethodGet, url+"?variant=../x", nil, nil).StatusCode)
	require.Equal(t, http.StatusMethodNotAllowed, send(t, who, http.MethodPost, url, nil, nil).StatusCode)
}

func TestAPhotoIsShownDerivedAndItsOriginalStaysSealed(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	who := b.as(b.tenant)
	data := photo(t, 1600, 800)
	id := b.upload(t, who, file.Photo, "көч.jpg", "image/jpeg", data)
	url := b.URL + "/files/" + id
	require.Len(t, b.keys(t), 3)
	for variant, side := range map[string]int{"small": 320, "medium": 1280} {
		r := send(t, who, http.MethodGet, url+"?variant="+variant, nil, nil)
		require.Equal(t, http.StatusOK, r.StatusCode)
		m, err := jpeg.DecodeConfig(bytes.NewReader(r.body))
		require.NoError(t, err)
		require.Equal(t, []int{side, side / 2}, []int{m.Width, m.Height})
	}
	require.Equal(t, http.StatusNotFound, send(t, public, http.MethodGet, url+"?variant=small", nil, nil).StatusCode)

	b.change(t, id, func(f *file.File, now time.Time) error { return f.Publish(now) })
	shown := send(t, public, http.MethodGet, url+"?variant=medium", nil, nil)
	require.Equal(t, http.StatusOK, shown.StatusCode)
	require.Equal(t, "public, max-age=300", shown.Header.Get("Cache-Control"))
	require.Equal(t, http.StatusNotFound, send(t, public, http.MethodGet, url, nil, nil).StatusCode)
	require.Equal(t, http.StatusNotFound, send(t, b.as(b.tenant), http.MethodGet, url, nil, nil).StatusCode)
	require.Equal(t, data, send(t, who, http.MethodGet, url, nil, nil).body)
}

func TestWhoSeesAFile(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	other := b.Municipality(t)
	owner := b.as(b.tenant)
	paper := b.upload(t, owner, file.Charter, "a.pdf", "application/pdf", pdf("charter"))
	passport := b.upload(t, owner, file.PassportCopy, "p.pdf", "application/pdf", pdf("passport"))
	for name, c := range map[string]struct {
		token           string
		paper, passport bool
	}{
		"owner":                      {owner, true, true},
		"public":                     {public, false, false},
		"another initiator":          {b.as(b.tenant), false, false},
		"head":                       {b.as(b.tenant, access.Head), true, true},
		"specialist":                 {b.as(b.tenant, access.Specialist), true, true},
		"commission secretary":       {b.as(b.tenant, access.CommissionSecretary), true, true},
		"accountant":                 {b.as(b.tenant, access.Accountant), false, false},
		"kenesh chair":               {b.as(b.tenant, access.KeneshChair), false, false},
		"commission chair":           {b.as(b.tenant, access.CommissionChair), true, false},
		"commission member":          {b.as(b.tenant, access.CommissionMember), false, false},
		"head of another":            {b.as(other, access.Head), false, false},
		"specialist of another":      {b.as(other, access.Specialist), false, false},
		"programme manager":          {b.programme(access.ProgrammeManager), true, false},
		"administrator of platform":  {b.programme(access.PlatformAdmin), false, false},
		"observer of the programme":  {b.programme(access.Observer), false, false},
		"finance of the programme":   {b.programme(access.ProgrammeFinance), false, false},
		"monitoring member":          {b.as(b.tenant, access.MonitoringMember), false, false},
		"deputy without other roles": {b.as(b.tenant, access.Deputy), false, false},
	} {
		require.Equal(t, c.paper, b.opens(t, c.token, paper), "%s and the paper", name)
		require.Equal(t, c.passport, b.opens(t, c.token, passport), "%s and the passport", name)
	}
}

// opens asks over both doors; they must agree.
func (b *bench) opens(t *testing.T, token, id string) bool {
	t.Helper()
	status := send(t, token, http.MethodGet, b.URL+"/files/"+id, nil, nil).StatusCode
	node := client(b.App, token).Post(t, `query ($id: ID!) { node(id: $id) { ... on File { name sha256 url evidence { camera } } } }`,
		map[string]any{"id": id})
	seen := len(node.Errors) == 0
	if !seen {
		require.Equal(t, "NOT_FOUND", node.Errors[0].Extensions["code"])
		require.Equal(t, http.StatusNotFound, status)
	}
	require.Equal(t, seen, status == http.StatusOK)
	return seen
}

func TestEveryLookAtWhatNamesPeopleIsRecorded(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	uploader := b.as(b.tenant)
	passport := b.upload(t, uploader, file.PassportCopy, "p.pdf", "application/pdf", pdf("passport"))
	list := b.upload(t, uploader, file.ParticipantList, "l.pdf", "application/pdf", pdf("list"))
	looks := func(object access.Object) (n int) {
		conn, err := pgx.Connect(t.Context(), b.config.OwnerURL)
		require.NoError(t, err)
		defer conn.Close(t.Context())
		require.NoError(t, conn.QueryRow(t.Context(), "SELECT count(*) FROM "+b.tenant.Schema.String()+
			".audit WHERE object = $1 AND action = 'READ' AND user_id IS NOT NULL", object).Scan(&n))
		return n
	}
	specialist := b.as(b.tenant, access.Specialist)
	for object, id := range map[access.Object]string{access.PassportCopy: passport, access.ParticipantList: list} {
		require.Zero(t, looks(object))
		for range 2 {
			require.True(t, b.opens(t, specialist, id))
		}
		require.False(t, b.opens(t, b.as(b.tenant, access.Accountant), id))
		require.Equal(t, 2, looks(object), object)
	}
	require.False(t, b.opens(t, b.as(b.tenant, access.CommissionSecretary), list), "what the commission may open of applicants, not of participants")

	b.suspend(t)
	require.True(t, b.opens(t, specialist, passport), "a suspended municipality may be read")
	require.Equal(t, 3, looks(access.PassportCopy))
}

func TestUnknownFilesDoNotExist(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	who := b.as(b.tenant, access.Head)
	area := "UHJpb3JpdHlBcmVhOgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQ"
	for _, id := range []string{"x", "%00", "%2e%2e%2fetc", area, "tus", "RmlsZTo"} {
		r := send(t, who, http.MethodGet, b.URL+"/files/"+id, nil, nil)
		require.Equal(t, http.StatusNotFound, r.StatusCode, id)
	}
}
