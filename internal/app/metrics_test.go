package app_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/tenants"
)

func listen(t *testing.T) net.Listener {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	return listener
}

// run has the server work until the returned function ends it.
func (w *works) run(t *testing.T) (end func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended, listener := make(chan error, 1), listen(t)
	go func() { ended <- w.Run(ctx, listener, time.Minute) }()
	return func() {
		cancel()
		require.NoError(t, <-ended)
	}
}

func (w *works) request(t *testing.T, method, path string, header http.Header, body []byte) (status int, answer http.Header) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, w.URL+path, bytes.NewReader(body))
	require.NoError(t, err)
	request.Header = header
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	_, err = io.Copy(io.Discard, response.Body)
	require.NoError(t, err)
	return response.StatusCode, response.Header
}

// upload sends a text as a file of the municipality by a ticket, and gives the file's id.
func (w *works) upload(t *testing.T, who *apptest.Client, tenant tenants.Tenant, text []byte) (id string) {
	t.Helper()
	sum := sha256.Sum256(text)
	var out struct {
		CreateUploadTicket struct {
			Ticket struct {
				URL  string
				File struct{ ID string }
			}
		}
	}
	who.Do(t, `mutation Upload($input: CreateUploadTicketInput!) { createUploadTicket(input: $input) { ticket { url file { id } } } }`,
		map[string]any{"input": ticketInput(tenant, len(text), hex.EncodeToString(sum[:]))}, &out)
	ticket := out.CreateUploadTicket.Ticket
	status, _ := w.request(t, http.MethodPatch, ticket.URL, http.Header{"Authorization": {"Bearer " + who.UserID.String()}, "Tus-Resumable": {"1.0.0"},
		"Content-Type": {"application/offset+octet-stream"}, "Upload-Offset": {"0"}}, text)
	require.Equal(t, http.StatusNoContent, status)
	return ticket.File.ID
}

func ticketInput(tenant tenants.Tenant, size int, sum string) map[string]any {
	return map[string]any{"municipalityId": apptest.ID(tenant), "kind": "OTHER", "filename": "Асанова Айгүл.pdf",
		"contentType": "application/pdf", "size": size, "sha256": sum}
}

// use does a little of everything, some of it wrong, and gives the file that was uploaded.
func (w *works) use(t *testing.T, tenant tenants.Tenant, secret string) (file string) {
	t.Helper()
	text := []byte("%PDF-1.4\n1 0 obj\n<< >>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< >>\nstartxref\n30\n%%EOF\n")
	who := w.As(tenant)
	file = w.upload(t, who, tenant, text)
	who.Post(t, `query Look($s: String!) { publicMunicipality(slug: $s) { slug } }`, map[string]any{"s": tenant.Slug})
	who.Post(t, `mutation($input: CreateUploadTicketInput!) { createUploadTicket(input: $input) { errors { code } } }`,
		map[string]any{"input": ticketInput(tenant, 5, secret)})
	w.Public().Post(t, `query($s: String!) { municipality(slug: $s) { id } viewer { user { id } } }`, map[string]any{"s": tenant.Slug})
	who.Post(t, `{ `+secret+` }`, nil)
	for _, call := range [][2]string{{http.MethodGet, "/files/" + file}, {http.MethodGet, "/" + secret}, {secret, "/health/live"}, {http.MethodGet, "/health/live"}} {
		w.request(t, call[0], call[1], http.Header{}, nil)
	}
	return file
}

// allowed are the values that a label may have. What is not there would let a stranger or
// a new municipality make new time series.
var allowed = map[string]*regexp.Regexp{
	"le":     regexp.MustCompile(`^[0-9.e+-]+$|^\+Inf$`),
	"route":  regexp.MustCompile(`^(none|/graphql|/files/tus/|/files/\{id\}|/health/live)$`),
	"method": regexp.MustCompile(`^(GET|POST|PATCH|other)$`),
	"class":  regexp.MustCompile(`^[245]xx$`),
	"type":   regexp.MustCompile(`^(query|mutation|none)$`),
	"code":   regexp.MustCompile(`^(OK|[A-Z_]+|)$`),
	"kind": regexp.MustCompile(`^(changes of territory|deliver_link|due messages|expired sessions|figures|idempotency keys|kept messages|` +
		`left-over files|public index|reminders|spare schemas|tell|tell_letter|tell_result|unconfirmed followers|unfinished letters)$`),
	"outcome": regexp.MustCompile(`^(done|failed|set_aside)$`),
	"db_name": regexp.MustCompile(`^default$`),
	"version": regexp.MustCompile(`^[^ ]+$`), "goversion": regexp.MustCompile(`^go`), "revision": regexp.MustCompile(`^unknown$|^[0-9a-f]{40}$`),
	"quantile": regexp.MustCompile(`^[0-9.]+$`),
}

var label = regexp.MustCompile(`(\w+)="([^"]*)"`)

// TestTheMetricsNameNobody reads the metrics of a server as Prometheus does, after some use.
func TestTheMetricsNameNobody(t *testing.T) {
	t.Parallel()
	metrics := listen(t)
	w := newWorks(t, func(c *app.Config) { c.Metrics = metrics })
	tenant := w.Municipality(t)
	const secret = "Secret7f3a"
	file := w.use(t, tenant, secret)
	end := w.run(t)
	t.Cleanup(end)
	w.eventually(t, "completed", job("state", w.ask(t, contact("good"), nil)))
	w.eventually(t, "cancelled", job("state", w.ask(t, contact("gone"), nil)))

	response, err := http.Get("http://" + metrics.Addr().String() + "/metrics")
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	raw, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	text := string(raw)
	for _, want := range []string{
		`demilge_http_request_duration_seconds_count{class="2xx",method="PATCH",route="/files/tus/"} 1`,
		`demilge_http_request_duration_seconds_count{class="4xx",method="GET",route="/files/{id}"} 1`,
		`demilge_http_request_duration_seconds_count{class="4xx",method="GET",route="none"} 1`,
		`demilge_http_request_duration_seconds_count{class="4xx",method="other",route="none"} 1`,
		`demilge_http_request_duration_seconds_count{class="2xx",method="GET",route="/health/live"} 1`,
		`demilge_graphql_operation_duration_seconds_count{code="OK",type="mutation"} 1`,
		`demilge_graphql_operation_duration_seconds_count{code="OK",type="query"} 1`,
		`demilge_graphql_operation_duration_seconds_count{code="VALIDATION",type="mutation"} 1`,
		`demilge_graphql_operation_duration_seconds_count{code="UNAUTHENTICATED",type="query"} 1`,
		`demilge_graphql_operation_duration_seconds_count{code="VALIDATION",type="none"} 1`,
		`demilge_job_duration_seconds_count{kind="deliver_link",outcome="set_aside"} 1`,
		`demilge_uploaded_bytes_total 92`,
		`go_sql_max_open_connections{db_name="default"} 8`,
		`demilge_build_info{`, `process_open_fds `, `go_goroutines `,
	} {
		require.Contains(t, text, want)
	}
	for _, private := range []string{secret, tenant.Slug, tenant.ID.String(), tenant.Schema.String(), file, "Look", "Асанова", "@"} {
		require.NotContains(t, text, private)
	}
	for line := range strings.Lines(text) {
		for _, pair := range label.FindAllStringSubmatch(line, -1) {
			require.Contains(t, allowed, pair[1], line)
			require.Regexp(t, allowed[pair[1]], pair[2], line)
		}
	}
}
