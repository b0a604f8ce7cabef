package httpapi_test

import (
	"bytes"
	"encoding/base64"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/objectstore"
)

// cut gives some bytes and then breaks, as a line does.
type cut struct{ data io.Reader }

func (c cut) Read(p []byte) (int, error) {
	n, err := c.data.Read(p)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// breakOff sends the first part of a longer request.
func breakOff(t *testing.T, token, url string, data []byte) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPatch, url, cut{bytes.NewReader(data)})
	require.NoError(t, err)
	request.ContentLength = int64(len(data)) + 1000
	request.Header.Set("Tus-Resumable", "1.0.0")
	request.Header.Set("Content-Type", "application/offset+octet-stream")
	request.Header.Set("Upload-Offset", "0")
	request.Header.Set("Authorization", token)
	response, err := http.DefaultClient.Do(request)
	if err == nil {
		_ = response.Body.Close()
	}
}

// offset asks how far an upload is, as a client does when it comes back.
func offset(t *testing.T, token, url string) string {
	t.Helper()
	r := send(t, token, http.MethodHead, url, nil, nil)
	require.Equal(t, http.StatusOK, r.StatusCode)
	return r.Header.Get("Upload-Offset")
}

func TestAnUploadGoesOnAfterACutAndOnAnotherServer(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	who := b.as(b.tenant)
	data := pdf(strings.Repeat("x", 1_500_000))
	ticket := b.ticket(t, who, file.RegulationText, "Жобо.pdf", "application/pdf", data)
	require.Equal(t, "AWAITED", ticket.File.State)
	require.Equal(t, "0", offset(t, who, b.URL+ticket.URL))

	breakOff(t, who, b.URL+ticket.URL, data[:700_001])
	require.Eventually(t, func() bool { return b.kept(t) == 700_001 }, time.Minute, 10*time.Millisecond, "what came before the cut")
	require.Equal(t, "700001", offset(t, who, b.URL+ticket.URL))
	require.Equal(t, http.StatusConflict, patch(t, who, b.URL+ticket.URL, 0, data).StatusCode)

	second := b.another(t)
	require.Equal(t, "700001", offset(t, who, second.URL+ticket.URL))
	r := patch(t, who, second.URL+ticket.URL, 700_001, data[700_001:])
	require.Equal(t, http.StatusNoContent, r.StatusCode, string(r.body))

	state, _ := b.state(t, who, ticket.File.ID)
	require.Equal(t, "READY", state)
	require.Equal(t, data, send(t, who, http.MethodGet, b.URL+"/files/"+ticket.File.ID, nil, nil).body)
	require.Len(t, b.keys(t), 1, "the pieces are gone")
	require.Equal(t, http.StatusNoContent, patch(t, who, b.URL+ticket.URL, len(data), nil).StatusCode, "done stays done")
}

// TestAClientThatComesBackAtOnce does not wait until its broken request has ended on the
// server: on the same server and on another, no byte is lost and none is doubled.
func TestAClientThatComesBackAtOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	who := b.as(b.tenant)
	data := make([]byte, 0, 1_400_000)
	for i := 0; len(data) < cap(data); i++ {
		data = strconv.AppendInt(data, int64(i), 10)
	}
	data = pdf(string(data))
	servers := []string{b.URL, b.another(t).URL}
	for first := range servers {
		ticket := b.ticket(t, who, file.Other, "a.pdf", "application/pdf", data)
		breakOff(t, who, servers[first]+ticket.URL, data[:1_100_000])
		breakOff(t, who, servers[1]+ticket.URL, data[:900_000])
		goOn(t, who, servers[1]+ticket.URL, data)
		state, reason := b.state(t, who, ticket.File.ID)
		require.Equal(t, "READY", state, reason)
		require.Equal(t, data, send(t, who, http.MethodGet, b.URL+"/files/"+ticket.File.ID, nil, nil).body)
	}
}

// goOn asks for the offset and sends the rest, again when an earlier request still writes.
func goOn(t *testing.T, token, url string, data []byte) {
	t.Helper()
	for range 100 {
		n, err := strconv.Atoi(offset(t, token, url))
		require.NoError(t, err)
		r := patch(t, token, url, n, data[n:])
		if r.StatusCode == http.StatusNoContent {
			return
		}
		require.Equal(t, http.StatusConflict, r.StatusCode, string(r.body))
	}
	require.Fail(t, "the upload never ended")
}

// TestAnUploadWhoseServerDiedBeforeTheCheck has all its bytes: who asks for the offset has
// it checked.
func TestAnUploadWhoseServerDiedBeforeTheCheck(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	who := b.as(b.tenant)
	data := pdf("whole")
	ticket := b.ticket(t, who, file.Other, "a.pdf", "application/pdf", data)
	ref, err := scalar.DecodeID(ticket.File.ID)
	require.NoError(t, err)
	key := "incoming/" + ref.Tenant.String() + "/" + ref.ID.String() + "/0000000000"
	require.NoError(t, b.config.Objects.Put(t.Context(), key, data, "application/octet-stream"))
	require.Equal(t, strconv.Itoa(len(data)), offset(t, who, b.URL+ticket.URL))
	state, _ := b.state(t, who, ticket.File.ID)
	require.Equal(t, "READY", state)
}

func TestAClientThatBeginsWithPost(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	who := b.as(b.tenant)
	data := pdf("post")
	ticket := b.ticket(t, who, file.Other, "a.pdf", "application/pdf", data)
	id := strings.TrimPrefix(ticket.URL, "/files/tus/")
	header := func(id, length string) map[string]string {
		return map[string]string{"Upload-Length": length, "Upload-Metadata": "ticket " + base64.StdEncoding.EncodeToString([]byte(id))}
	}
	length := strconv.Itoa(len(data))
	require.Equal(t, http.StatusBadRequest, send(t, who, http.MethodPost, b.URL+"/files/tus/", header(id, "164000"), nil).StatusCode)
	require.Equal(t, http.StatusNotFound, send(t, who, http.MethodPost, b.URL+"/files/tus/", header("x", length), nil).StatusCode)
	require.Equal(t, http.StatusUnauthorized, send(t, public, http.MethodPost, b.URL+"/files/tus/", header(id, length), nil).StatusCode)
	r := send(t, who, http.MethodPost, b.URL+"/files/tus/", header(id, length), nil)
	require.Equal(t, http.StatusCreated, r.StatusCode, string(r.body))
	require.Equal(t, http.StatusNoContent, patch(t, who, r.Header.Get("Location"), 0, data).StatusCode)
}

// TestTwoServersTakeOneUpload sends to both at the same time: one takes it, whole.
func TestTwoServersTakeOneUpload(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	who := b.as(b.tenant)
	data := pdf(strings.Repeat("a", 1_200_000))
	ticket := b.ticket(t, who, file.Other, "a.pdf", "application/pdf", data)
	second := b.another(t)
	var wait sync.WaitGroup
	var codes [2]int
	for i, url := range []string{b.URL, second.URL} {
		wait.Go(func() { codes[i] = patch(t, who, url+ticket.URL, 0, data).StatusCode })
	}
	wait.Wait()
	require.Contains(t, codes, http.StatusNoContent)
	require.Subset(t, []int{http.StatusNoContent, http.StatusConflict}, codes[:])
	state, _ := b.state(t, who, ticket.File.ID)
	require.Equal(t, "READY", state)
	require.Equal(t, data, send(t, who, http.MethodGet, b.URL+"/files/"+ticket.File.ID, nil, nil).body)
}

func TestBadContentIsRefusedAndLeavesNothing(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	who := b.as(b.tenant)
	for want, c := range map[string]struct {
		name, contentType string
		data              []byte
	}{
		"TYPE_NOT_ALLOWED": {"a.pdf", "application/pdf", []byte("<html><script>alert(1)</script></html>")},
		"TYPE_DIFFERS":     {"a.png", "image/png", photo(t, 8, 8)},
		"TWO_FILES_IN_ONE": {"a.jpg", "image/jpeg", append(photo(t, 8, 8), "<html><script>"...)},
		"ACTIVE_CONTENT":   {"b.pdf", "application/pdf", pdf("/S /JavaScript /JS (app.alert(1))")},
		"DAMAGED":          {"c.jpg", "image/jpeg", photo(t, 64, 64)[:600]},
	} {
		ticket := b.ticket(t, who, file.Other, c.name, c.contentType, c.data)
		r := patch(t, who, b.URL+ticket.URL, 0, c.data)
		require.Equal(t, http.StatusUnprocessableEntity, r.StatusCode, want)
		require.Equal(t, want, r.rule(t))
		state, reason := b.state(t, who, ticket.File.ID)
		require.Equal(t, []string{"REFUSED", want}, []string{state, reason})
		require.Equal(t, http.StatusNotFound, send(t, who, http.MethodGet, b.URL+"/files/"+ticket.File.ID, nil, nil).StatusCode)
		require.Equal(t, http.StatusGone, send(t, who, http.MethodHead, b.URL+ticket.URL, nil, nil).StatusCode)
	}
	require.Empty(t, b.keys(t))
}

func TestLiesAboutHashAndSize(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	who := b.as(b.tenant)
	data := pdf("honest")
	ticket := b.ticket(t, who, file.Other, "a.pdf", "application/pdf", data)
	other := bytes.ToUpper(data)
	require.Equal(t, "HASH_DIFFERS", patch(t, who, b.URL+ticket.URL, 0, other).rule(t))

	ticket = b.ticket(t, who, file.Other, "a.pdf", "application/pdf", data)
	r := patch(t, who, b.URL+ticket.URL, 0, append(data, '\n'))
	require.Equal(t, []any{http.StatusUnprocessableEntity, "SIZE_DIFFERS"}, []any{r.StatusCode, r.rule(t)})
	state, reason := b.state(t, who, ticket.File.ID)
	require.Equal(t, []string{"REFUSED", "SIZE_DIFFERS"}, []string{state, reason})
	require.Empty(t, b.keys(t))

	ticket = b.ticket(t, who, file.Other, "a.pdf", "application/pdf", data)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPatch, b.URL+ticket.URL, cut{bytes.NewReader(data)})
	require.NoError(t, err)
	for name, value := range map[string]string{"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream", "Upload-Offset": "0", "Authorization": who} {
		request.Header.Set(name, value)
	}
	request.Body = io.NopCloser(bytes.NewReader(append(data, '\n')))
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	require.Equal(t, http.StatusLengthRequired, response.StatusCode, "a body of unknown length")
}

// TestEveryRefusalOfAnUploadIsOurs asks for what tus refuses itself.
func TestEveryRefusalOfAnUploadIsOurs(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	who := b.as(b.tenant)
	data := pdf("x")
	ticket := b.ticket(t, who, file.Other, "a.pdf", "application/pdf", data)
	tus := func(change ...string) map[string]string {
		header := map[string]string{"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}
		for i := 0; i < len(change); i += 2 {
			header[change[i]] = change[i+1]
		}
		return header
	}
	for name, c := range map[string]struct {
		method, url string
		header      map[string]string
		status      int
		code        string
	}{
		"another offset":    {http.MethodPatch, ticket.URL, tus("Upload-Offset", "7"), http.StatusConflict, "CONFLICT"},
		"no offset":         {http.MethodPatch, ticket.URL, tus("Upload-Offset", "-1"), http.StatusBadRequest, "VALIDATION"},
		"another type":      {http.MethodPatch, ticket.URL, tus("Content-Type", "text/html"), http.StatusBadRequest, "VALIDATION"},
		"another version":   {http.MethodPatch, ticket.URL, tus("Tus-Resumable", "2.0.0"), http.StatusPreconditionFailed, "VALIDATION"},
		"another method":    {http.MethodPut, ticket.URL, tus(), http.StatusMethodNotAllowed, "VALIDATION"},
		"too large to post": {http.MethodPost, "/files/tus/", tus("Upload-Length", "99999999"), http.StatusRequestEntityTooLarge, "LIMIT"},
	} {
		for lang, letters := range map[string]string{"ky": "уңтү", "ru": "аео", "en": "etao"} {
			c.header["Accept-Language"] = lang
			r := send(t, who, c.method, b.URL+c.url, c.header, bytes.NewReader(data))
			require.Equal(t, c.status, r.StatusCode, name)
			require.Equal(t, c.code, r.rule(t), name)
			require.NotContains(t, string(r.body), "ERR_", name)
			require.True(t, strings.ContainsAny(string(r.body), letters), "%s in %s: %s", name, lang, r.body)
		}
	}
	require.Equal(t, http.StatusNoContent, patch(t, who, b.URL+ticket.URL, 0, data).StatusCode, "the upload goes on")
}

func TestOnlyThePersonOfTheTicketUploads(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	data := pdf("mine")
	ticket := b.ticket(t, b.as(b.tenant), file.Other, "a.pdf", "application/pdf", data)
	for _, who := range []string{b.as(b.tenant), b.as(b.tenant, access.Head), b.as(b.Municipality(t), access.Head)} {
		require.Equal(t, http.StatusNotFound, patch(t, who, b.URL+ticket.URL, 0, data).StatusCode)
		require.Equal(t, http.StatusNotFound, send(t, who, http.MethodHead, b.URL+ticket.URL, nil, nil).StatusCode)
	}
	require.Equal(t, http.StatusUnauthorized, patch(t, public, b.URL+ticket.URL, 0, data).StatusCode)
	for _, id := range []string{"x", "", strings.Repeat("a", 300), "RmlsZTo"} {
		code := patch(t, b.as(b.tenant), b.URL+"/files/tus/"+id, 0, data).StatusCode
		require.Contains(t, []int{http.StatusNotFound, http.StatusMethodNotAllowed}, code)
	}
}

func TestASuspendedMunicipalityTakesNoUploads(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	who := b.as(b.tenant)
	data := pdf(strings.Repeat("x", 600_000))
	ticket := b.ticket(t, who, file.Other, "a.pdf", "application/pdf", data)
	ready := b.upload(t, who, file.Other, "b.pdf", "application/pdf", pdf("b"))
	breakOff(t, who, b.URL+ticket.URL, data[:100])
	b.suspend(t)
	r := patch(t, who, b.URL+ticket.URL, 100, data[100:])
	require.Equal(t, "TENANT_SUSPENDED", r.rule(t))
	_, rule := client(b.App, who).Refused(t, createTicket, b.declare(file.Other, "a.pdf", "application/pdf", data))
	require.Equal(t, "TENANT_SUSPENDED", rule)
	require.Equal(t, http.StatusOK, send(t, who, http.MethodGet, b.URL+"/files/"+ready, nil, nil).StatusCode)
}

func TestWithoutAnObjectStoreFilesSayWhy(t *testing.T) {
	t.Parallel()
	var objects *objectstore.Store
	b := newBench(t, func(c *app.Config) { objects = c.Objects })
	who := b.as(b.tenant)
	data := pdf("later")
	ready := b.upload(t, who, file.Other, "a.pdf", "application/pdf", pdf("before"))
	objects.Wait(i18n.New("курулууда.", "строится.", "it is being built."))

	ticket := b.ticket(t, who, file.Other, "a.pdf", "application/pdf", data)
	for _, r := range []reply{
		patch(t, who, b.URL+ticket.URL, 0, data),
		send(t, who, http.MethodGet, b.URL+"/files/"+ready, map[string]string{"Accept-Language": "en"}, nil),
	} {
		require.Equal(t, http.StatusServiceUnavailable, r.StatusCode)
		require.Equal(t, "UNAVAILABLE", r.rule(t))
		require.Equal(t, "5", r.Header.Get("Retry-After"))
	}
	state, _ := b.state(t, who, ready)
	require.Equal(t, "READY", state, "the rest works")

	require.NoError(t, objects.Connect(objectstore.Config{Endpoint: b.bucket.Endpoint, AccessKey: b.bucket.AccessKey,
		SecretKey: b.bucket.SecretKey, Bucket: b.bucket.Bucket}))
	require.Equal(t, http.StatusNoContent, patch(t, who, b.URL+ticket.URL, 0, data).StatusCode)
}

// TestAStoreThatHangsIsUnavailable takes the connection and never answers, as a stopped
// process does: requests end by the call's own deadline and the upload goes on later.
func TestAStoreThatHangsIsUnavailable(t *testing.T) {
	t.Parallel()
	var objects *objectstore.Store
	b := newBench(t, func(c *app.Config) { objects = c.Objects })
	who := b.as(b.tenant)
	data := pdf(strings.Repeat("x", 700_000))
	ticket := b.ticket(t, who, file.Other, "a.pdf", "application/pdf", data)
	breakOff(t, who, b.URL+ticket.URL, data[:600_000])

	hung, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = hung.Close() })
	config := objectstore.Config{Endpoint: hung.Addr().String(), AccessKey: b.bucket.AccessKey, SecretKey: b.bucket.SecretKey,
		Bucket: b.bucket.Bucket, CallTime: 200 * time.Millisecond}
	require.NoError(t, objects.Connect(config))
	r := patch(t, who, b.URL+ticket.URL, 600_000, data[600_000:])
	require.Equal(t, http.StatusServiceUnavailable, r.StatusCode)
	require.Equal(t, "UNAVAILABLE", r.rule(t))
	require.Equal(t, http.StatusServiceUnavailable, send(t, who, http.MethodHead, b.URL+ticket.URL, nil, nil).StatusCode)

	config.Endpoint, config.CallTime = b.bucket.Endpoint, 0
	require.NoError(t, objects.Connect(config))
	goOn(t, who, b.URL+ticket.URL, data)
	state, _ := b.state(t, who, ticket.File.ID)
	require.Equal(t, "READY", state)
}
