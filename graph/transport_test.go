package graph_test

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/demilge/demilge/graph"
)

const (
	graphJSON = "application/graphql-response+json"
	plainJSON = "application/json"
	sse       = "text/event-stream"
)

func TestOnlyWellFormedRequestsAreTaken(t *testing.T) {
	t.Parallel()
	header := func(name string, values ...string) func(*http.Request) {
		return func(r *http.Request) { r.Header[name] = values }
	}
	const good = `{"query":"{slow @skip(if:true)}"}`
	tests := map[string]struct {
		body   string
		change func(*http.Request)
		status int
		code   string
	}{
		"good":                      {good, nil, 200, ""},
		"unknown name":              {`{"query":"{refused @skip(if:true)}","id":7}`, nil, 200, ""},
		"nulls":                     {`{"query":"{refused @skip(if:true)}","variables":null,"operationName":null,"extensions":null}`, nil, 200, ""},
		"charset":                   {good, header("Content-Type", "application/json; charset=UTF-8"), 200, ""},
		"other charset":             {good, header("Content-Type", "application/json; charset=latin1"), 415, "VALIDATION"},
		"form":                      {good, header("Content-Type", "multipart/form-data; boundary=x"), 415, "VALIDATION"},
		"no content type":           {good, header("Content-Type"), 415, "VALIDATION"},
		"compressed":                {good, header("Content-Encoding", "gzip"), 415, "VALIDATION"},
		"accepts images":            {good, header("Accept", "image/png"), 406, "VALIDATION"},
		"accepts nothing of ours":   {good, header("Accept", "application/json;q=0"), 406, "VALIDATION"},
		"GET":                       {good, func(r *http.Request) { r.Method = http.MethodGet }, 405, "VALIDATION"},
		"empty":                     {``, nil, 400, "VALIDATION"},
		"nonsense":                  {`secret-token`, nil, 400, "VALIDATION"},
		"cut short":                 {`{"query":"{slow}"`, nil, 400, "VALIDATION"},
		"two objects":               {good + good, nil, 400, "VALIDATION"},
		"a string":                  {`"{slow}"`, nil, 400, "VALIDATION"},
		"batch":                     {`[` + good + `]`, nil, 400, "VALIDATION"},
		"empty batch":               {`[]`, nil, 400, "VALIDATION"},
		"no query":                  {`{"variables":{}}`, nil, 400, "VALIDATION"},
		"empty query":               {`{"query":" "}`, nil, 400, "VALIDATION"},
		"query is a number":         {`{"query":1}`, nil, 400, "VALIDATION"},
		"query twice":               {`{"query":"{slow}","query":"{boom}"}`, nil, 400, "VALIDATION"},
		"other case":                {`{"Query":"{slow}"}`, nil, 400, "VALIDATION"},
		"variables are a list":      {`{"query":"{slow}","variables":[1]}`, nil, 400, "VALIDATION"},
		"variables are a string":    {`{"query":"{slow}","variables":"{}"}`, nil, 400, "VALIDATION"},
		"variable twice":            {`{"query":"{slow}","variables":{"a":1,"a":2}}`, nil, 400, "VALIDATION"},
		"operation name is a list":  {`{"query":"{slow}","operationName":[]}`, nil, 400, "VALIDATION"},
		"extensions are a number":   {`{"query":"{slow}","extensions":1}`, nil, 400, "VALIDATION"},
		"deep variables":            {`{"query":"{slow}","variables":{"a":` + strings.Repeat("[", 100_000), nil, 400, "LIMIT"},
		"NUL in a variable":         {`{"query":"{slow}","variables":{"a":"x\u0000"}}`, nil, 400, "VALIDATION"},
		"NUL in the query":          {`{"query":"{slow}\u0000"}`, nil, 400, "VALIDATION"},
		"raw NUL":                   {"{\"query\":\"{slow}\x00\"}", nil, 400, "VALIDATION"},
		"invalid UTF-8":             {"{\"query\":\"{slow} # \xff\"}", nil, 400, "VALIDATION"},
		"lone high surrogate":       {`{"query":"{slow}","variables":{"a":"\ud800"}}`, nil, 400, "VALIDATION"},
		"lone low surrogate":        {`{"query":"{slow}","variables":{"a":"\udc00x"}}`, nil, 400, "VALIDATION"},
		"paired surrogates":         {`{"query":"{refused @skip(if:true)}","variables":{"a":"\\ud800 \ud83d\ude00"}}`, nil, 200, ""},
		"subscription without SSE":  {`{"query":"subscription{ticks(times:1)}"}`, nil, 400, "VALIDATION"},
		"1 MiB and one byte":        {`{"query":"` + strings.Repeat(" ", 1<<20-11) + `"}`, nil, 413, "LIMIT"},
		"1 MiB of spaces, no query": {`{"query":"` + strings.Repeat(" ", 1<<20-12) + `"}`, nil, 400, "VALIDATION"},
	}
	s := newServer(t, graph.Options{})
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := (&server{t, s.handler}).post(test.body, test.change)
			if a.Status != test.status || a.code() != test.code {
				t.Errorf("got %d %s, want %d %s", a.Status, a.Body, test.status, test.code)
			}
			if strings.Contains(a.Body, "secret-token") {
				t.Errorf("the body is repeated: %s", a.Body)
			}
			if a.Status == 405 && a.Header.Get("Allow") != "POST" {
				t.Errorf("Allow: %q", a.Header.Get("Allow"))
			}
		})
	}
}

func TestAnswerHasTheWantedMediaTypeAndStatus(t *testing.T) {
	t.Parallel()
	s := newServer(t, graph.Options{})
	for _, test := range []struct {
		accept, media string
		invalid       int
	}{
		{"", graphJSON, 400},
		{"*/*", graphJSON, 400},
		{"application/*", graphJSON, 400},
		{plainJSON, plainJSON, 200},
		{graphJSON, graphJSON, 400},
		{graphJSON + "; charset=utf-8, " + plainJSON + "; charset=utf-8", graphJSON, 400},
		{plainJSON + ";q=0.9, " + graphJSON, graphJSON, 400},
		{graphJSON + ";q=0.5, " + plainJSON, plainJSON, 200},
		{"text/html, " + plainJSON + ";q=0.1", plainJSON, 200},
	} {
		accept := func(r *http.Request) { r.Header.Set("Accept", test.accept) }
		for body, want := range map[string]int{
			`{"query":"{refused}"}`: 200, `{"query":"{"}`: test.invalid, `{"query":"{none}"}`: test.invalid,
			`{"query":"{slow}","operationName":"none"}`: test.invalid, `{`: 400,
		} {
			a := s.post(body, accept)
			if a.Status != want {
				t.Errorf("Accept %q: %s: status %d, want %d", test.accept, body, a.Status, want)
			}
			if got := a.Header.Get("Content-Type"); got != test.media+"; charset=utf-8" {
				t.Errorf("Accept %q: Content-Type %q", test.accept, got)
			}
			if executed := body == `{"query":"{refused}"}`; strings.Contains(a.Body, `"data"`) != executed {
				t.Errorf("Accept %q: %s: %s", test.accept, body, a.Body)
			}
		}
	}
}

func subscribe(t *testing.T, s *server, body string) answer {
	t.Helper()
	return s.post(body, func(r *http.Request) { r.Header.Set("Accept", sse) })
}

func TestStreamSendsEventsAndCompletes(t *testing.T) {
	t.Parallel()
	s := newServer(t, graph.Options{})
	for body, want := range map[string]string{
		`{"query":"subscription{ticks(times:2)}"}`: ":\n\nevent: next\ndata: {\"data\":{\"ticks\":1}}\n\nevent: next\ndata: {\"data\":{\"ticks\":2}}\n\nevent: complete\ndata:\n\n",
		`{"query":"{refused}"}`:                    ":\n\nevent: next\ndata: {\"errors\":[{\"message\":\"It is full.\",\"path\":[\"refused\"],\"extensions\":{\"code\":\"RULE\",\"path\":[\"input\",\"text\"]}}],\"data\":{\"refused\":null}}\n\nevent: complete\ndata:\n\n",
	} {
		a := subscribe(t, s, body)
		if a.Status != 200 || a.Body != want {
			t.Errorf("%s: %d %q", body, a.Status, a.Body)
		}
		if !strings.HasPrefix(a.Header.Get("Content-Type"), sse) {
			t.Errorf("Content-Type %q", a.Header.Get("Content-Type"))
		}
	}
	a := subscribe(t, s, `{"query":"subscription{none}"}`)
	if a.Status != 200 || !strings.Contains(a.Body, "event: next\ndata: {\"errors\":") || !strings.HasSuffix(a.Body, "event: complete\ndata:\n\n") {
		t.Errorf("request error: %d %q", a.Status, a.Body)
	}
	if a := subscribe(t, s, `{`); a.Status != 400 || a.code() != "VALIDATION" {
		t.Errorf("no JSON: %d %s", a.Status, a.Body)
	}
}

func TestStreamsBeatAreCountedAndEndWithTheirRequest(t *testing.T) {
	t.Parallel()
	type userKey struct{}
	handler := graph.NewHandler(newTestSchema(t), graph.Options{
		Heartbeat:  time.Millisecond,
		MaxStreams: 1,
		User: func(ctx context.Context) string {
			name, _ := ctx.Value(userKey{}).(string)
			return name
		},
	})
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, r.Header.Get("X-User"))))
	}))
	t.Cleanup(web.Close)
	open := func(ctx context.Context, user string) *http.Response {
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, web.URL, strings.NewReader(`{"query":"subscription{ticks(times:-1)}"}`))
		if err != nil {
			t.Fatal(err)
		}
		r.Header = http.Header{"Content-Type": {plainJSON}, "Accept": {sse}, "X-User": {user}}
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		return response
	}
	ctx, leave := context.WithCancel(t.Context())
	first := open(ctx, "a")
	lines := bufio.NewScanner(first.Body)
	for range 6 { // three heartbeats
		if !lines.Scan() || strings.Trim(lines.Text(), ":") != "" {
			t.Fatalf("no heartbeat: %q", lines.Text())
		}
	}
	if a := read(t, open(t.Context(), "a")); a.Status != http.StatusTooManyRequests || a.code() != "RATE_LIMITED" {
		t.Errorf("second stream of a user: %d %s", a.Status, a.Body)
	}
	other, leaveOther := context.WithCancel(t.Context())
	if response := open(other, "b"); response.StatusCode != http.StatusOK {
		t.Errorf("another user is refused: %d", response.StatusCode)
	}
	leaveOther()
	leave()
	again, leaveAgain := context.WithCancel(t.Context())
	defer leaveAgain()
	for open(again, "a").StatusCode != http.StatusOK { // until the server notices that the client left
		if t.Context().Err() != nil {
			t.Fatal("the stream never ended")
		}
	}
}

func TestStreamOfAPersonWhoLostHerRightsEnds(t *testing.T) {
	t.Parallel()
	asked := 0
	s := newServer(t, graph.Options{Heartbeat: time.Hour, Valid: func(*http.Request) bool { asked++; return asked < 3 }})
	a := subscribe(t, s, `{"query":"subscription{ticks(times:9)}"}`)
	if n := strings.Count(a.Body, "event: next"); n != 2 || !strings.HasSuffix(a.Body, "event: complete\ndata:\n\n") {
		t.Errorf("%d events: %s", n, a.Body)
	}
	idle := newServer(t, graph.Options{Heartbeat: time.Millisecond, Valid: func(*http.Request) bool { return false }})
	if a := subscribe(t, idle, `{"query":"subscription{ticks(times:-1)}"}`); a.Body != ":\n\nevent: complete\ndata:\n\n" {
		t.Errorf("got %q", a.Body)
	}
}

// TestASlowReaderIsDropped: nobody reads, so that the buffers between fill up.
func TestASlowReaderIsDropped(t *testing.T) {
	t.Parallel()
	handler := graph.NewHandler(newTestSchema(t), graph.Options{MaxStreams: 1, WriteTime: 50 * time.Millisecond})
	left := make(chan struct{})
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler.ServeHTTP(w, r)
		close(left)
	}))
	t.Cleanup(web.Close)
	body := strings.NewReader(`{"query":"subscription{ticks(times:2000000000)}"}`)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, web.URL, body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header = http.Header{"Content-Type": {plainJSON}, "Accept": {sse}}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	<-left
}

func TestStreamsEndWithTheServer(t *testing.T) {
	t.Parallel()
	ending := make(chan struct{})
	close(ending)
	s := newServer(t, graph.Options{Heartbeat: time.Hour, Ending: ending})
	if a := subscribe(t, s, `{"query":"subscription{ticks(times:-1)}"}`); a.Body != ":\n\nevent: complete\ndata:\n\n" {
		t.Errorf("got %q", a.Body)
	}
}
