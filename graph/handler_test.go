package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/demilge/demilge/graph"
	"github.com/demilge/demilge/internal/i18n"
)

// answer is a decoded response.
type answer struct {
	Status int
	Header http.Header
	Body   string
	Data   map[string]any
	Errors []struct {
		Message    string
		Path       []any
		Locations  []map[string]int
		Extensions map[string]any
	}
}

// code is the code of the only or first error, "" without one.
func (a answer) code() string {
	if len(a.Errors) == 0 {
		return ""
	}
	code, _ := a.Errors[0].Extensions["code"].(string)
	return code
}

type server struct {
	t       testing.TB
	handler http.Handler
}

func newServer(t testing.TB, options graph.Options) *server {
	t.Helper()
	return &server{t, graph.NewHandler(newTestSchema(t), options)}
}

// query posts a document with variables and expects a GraphQL answer.
func (s *server) query(document string, variables map[string]any) answer {
	s.t.Helper()
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		s.t.Fatal(err)
	}
	return s.post(string(body), nil)
}

func (s *server) post(body string, change func(*http.Request)) answer {
	s.t.Helper()
	r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r = r.WithContext(i18n.With(r.Context(), i18n.En))
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return read(s.t, w.Result())
}

func read(t testing.TB, response *http.Response) answer {
	t.Helper()
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	a := answer{Status: response.StatusCode, Header: response.Header, Body: string(raw)}
	if strings.HasPrefix(response.Header.Get("Content-Type"), "text/event-stream") {
		return a
	}
	if err := json.NewDecoder(bytes.NewReader(raw)).Decode(&a); err != nil {
		t.Fatalf("answer is no JSON: %v: %.200s", err, raw)
	}
	return a
}

func TestLimits(t *testing.T) {
	t.Parallel()
	fields := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	tests := map[string]struct {
		document string
		code     string
	}{
		"1 MB of brackets":         {strings.Repeat("[", 1<<20-100), "LIMIT"},
		"brackets in a value":      {"{echo(text:" + strings.Repeat("[", 1<<20-100), "LIMIT"},
		"objects in a value":       {"{echo(text:" + strings.Repeat("{a:", 300_000), "LIMIT"},
		"nested selections":        {strings.Repeat("{a", 500_000), "LIMIT"},
		"600 nested selections":    {strings.Repeat("{self", 600) + strings.Repeat("}", 600), "LIMIT"},
		"list types":               {"query($a:" + strings.Repeat("[", 1<<19), "LIMIT"},
		"comments":                 {strings.Repeat("#\n", 1<<18) + "{slow}", "LIMIT"},
		"4 000 copies of a field":  {"{self{" + strings.Repeat("name ", 4000) + "}}", "LIMIT"},
		"101 copies of a field":    {"{self{" + strings.Repeat("name ", 101) + "}}", "LIMIT"},
		"100 copies of a field":    {"{self{" + strings.Repeat("name ", 100) + "}}", ""},
		"2 001 tokens":             {"{" + fields(1999, "f%d ") + "}", "LIMIT"},
		"depth 12":                 {strings.Repeat("{self", 11) + "{name" + strings.Repeat("}", 12), ""},
		"depth 13":                 {strings.Repeat("{self", 12) + "{name" + strings.Repeat("}", 13), "LIMIT"},
		"depth 13 in fragments":    {"{self{...A}} fragment A on Thing" + strings.Repeat("{self", 11) + "{name" + strings.Repeat("}", 12), "LIMIT"},
		"60 aliases":               {"{self{" + fields(60, "a%d:name ") + "}}", ""},
		"61 aliases":               {"{self{" + fields(61, "a%d:name ") + "}}", "LIMIT"},
		"30 root fields":           {"{" + fields(30, "a%d:refused ") + "}", "RULE"},
		"31 root fields":           {"{" + fields(31, "a%d:refused ") + "}", "LIMIT"},
		"31 root fields, fragment": {"{...A slow} fragment A on Query{" + fields(30, "a%d:refused ") + "}", "LIMIT"},
		"page × page":              {"{things(first:100){nodes{things(first:100){nodes{id}}}}}", "LIMIT"},
		"page of pages that fits":  {"{things(first:20){nodes{things(first:20){nodes{id parts{id}}}}}}", ""},
		"first 1 000 000":          {"{things(first:1000000){nodes{id}}}", "VALIDATION"},
		"first 0":                  {"{things(first:0){nodes{id}}}", "VALIDATION"},
		"first beyond int64":       {"{things(first:99999999999999999999){nodes{id}}}", "VALIDATION"},
		"last 101":                 {"{things(last:101){nodes{id}}}", "VALIDATION"},
		"fragment cycle":           {"{self{...A}} fragment A on Thing{self{...B}} fragment B on Thing{self{...A}}", "VALIDATION"},
		"fragment in itself":       {"{self{...A}} fragment A on Thing{...A}", "VALIDATION"},
		"defer":                    {"{self{...@defer{name}}}", "VALIDATION"},
		"NUL in a literal":         {`{echo(text:"a\u0000b")}`, "VALIDATION"},
		"fraction beyond float":    {`{echo(amount:1e999)}`, "VALIDATION"},
		"unknown operation":        {"query A{slow} query B{slow}", "VALIDATION"},
		"no operation":             {"fragment A on Thing{id}", "VALIDATION"},
		"type system document":     {"type A{b:Int}", "VALIDATION"},
	}
	s := newServer(t, graph.Options{})
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := (&server{t, s.handler}).query(test.document, nil)
			if a.code() != test.code {
				t.Errorf("code %q, want %q: %s", a.code(), test.code, a.Body)
			}
			if refused := test.code != "" && test.code != "RULE"; refused && a.Status != http.StatusBadRequest {
				t.Errorf("status %d", a.Status)
			}
			if len(a.Errors) > 5 || len(a.Body) > 5000 {
				t.Errorf("%d errors in %d bytes", len(a.Errors), len(a.Body))
			}
		})
	}
}

func TestFirstIsRefusedWithItsPath(t *testing.T) {
	t.Parallel()
	s := newServer(t, graph.Options{})
	document := "query($n:Int){self{mine:things(first:$n){nodes{id}}}}"
	a := s.query(document, map[string]any{"n": 1_000_000})
	if got := fmt.Sprint(a.code(), a.Errors[0].Path, a.Errors[0].Extensions["path"]); got != "VALIDATION[self mine] [first]" {
		t.Errorf("got %s", got)
	}
	if a := s.query(document, map[string]any{"n": 100}); a.code() != "" {
		t.Errorf("first: 100 is refused: %s", a.Body)
	}
}

// A bomb doubles with each fragment: 2^26 fields if it were spread out.
func TestFragmentBombIsAnsweredAtOnce(t *testing.T) {
	t.Parallel()
	s := newServer(t, graph.Options{})
	for name, body := range map[string]string{
		"spread twice":     "...%[1]s ...%[1]s",
		"in two fields":    "a:self{...%[1]s} b:self{...%[1]s}",
		"in inline spread": "...on Thing{...%[1]s} ...on Thing{...%[1]s}",
	} {
		document := "{self{...A}}"
		for i := range 26 {
			next := string(rune('A' + i + 1))
			if i == 25 {
				document += "fragment Z on Thing{name}"
				break
			}
			document += fmt.Sprintf("fragment %c on Thing{"+body+"}", 'A'+i, next)
		}
		done := make(chan answer, 1)
		go func() { done <- s.query(document, nil) }()
		select {
		case a := <-done:
			if a.Status >= 500 {
				t.Errorf("%s: status %d", name, a.Status)
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("%s: no answer", name)
		}
	}
}

func TestErrorsAreFewAndSayNothingInternal(t *testing.T) {
	t.Parallel()
	s := newServer(t, graph.Options{RequestID: func(context.Context) string { return "req-7" }})
	for _, document := range []string{"{fails(times:50)}", "{boom}", "{echo boom}"} {
		a := s.query(document, nil)
		if a.code() != "INTERNAL" || a.Status != http.StatusOK {
			t.Errorf("%s: %d %s", document, a.Status, a.Body)
		}
		if len(a.Errors) > 5 {
			t.Errorf("%s: %d errors", document, len(a.Errors))
		}
		if !strings.Contains(a.Body, "req-7") || strings.Contains(a.Body, "secret") || strings.Contains(a.Body, "goroutine") {
			t.Errorf("%s: %s", document, a.Body)
		}
	}
	long := s.query("{"+strings.Repeat("x", 5000)+"}", nil)
	if n := len([]rune(long.Errors[0].Message)); n != 300 {
		t.Errorf("message of %d characters", n)
	}
}

func TestRefusalKeepsCodePathAndLanguage(t *testing.T) {
	t.Parallel()
	s := newServer(t, graph.Options{})
	for lang, want := range map[i18n.Lang]string{i18n.Ky: "Толуп калды.", i18n.Ru: "Мест нет.", i18n.En: "It is full."} {
		a := s.post(`{"query":"{x:refused}"}`, func(r *http.Request) {
			*r = *r.WithContext(i18n.With(r.Context(), lang))
		})
		got := fmt.Sprint(a.Errors[0].Message, a.Errors[0].Path, a.Errors[0].Extensions)
		if got != want+"[x] map[code:RULE path:[input text]]" {
			t.Errorf("got %s", got)
		}
	}
}

func TestOperationEndsAtItsTimeLimit(t *testing.T) {
	t.Parallel()
	a := newServer(t, graph.Options{Timeout: time.Millisecond}).query("{slow}", nil)
	if a.code() != "LIMIT" {
		t.Errorf("got %s", a.Body)
	}
}

func TestSchemaIsShownByRightOnly(t *testing.T) {
	t.Parallel()
	may := func(yes bool) *server {
		return newServer(t, graph.Options{Introspect: func(context.Context) bool { return yes }})
	}
	for _, document := range []string{
		"{__schema{types{name}}}", `{__type(name:"Query"){name}}`,
		"{...A} fragment A on Query{__schema{types{name}}}", "{a:__schema{types{name}}}",
	} {
		a := may(false).query(document, nil)
		if a.code() != "FORBIDDEN" || a.Errors[0].Extensions["permission"] != "SCHEMA:INTROSPECT" || a.Status != http.StatusForbidden {
			t.Errorf("%s: %d %s", document, a.Status, a.Body)
		}
		if a := may(true).query(document, nil); a.code() != "" {
			t.Errorf("%s: %s", document, a.Body)
		}
	}
	for _, document := range []string{
		"{selff{id}}", "{self}", `{things(frist:1){nodes{id}}}`, "query($a:Colou){slow}", "{echo(colour:REDD)}", "{echo(input:{tex:1})}",
	} {
		if a := may(false).query(document, nil); a.code() != "VALIDATION" || strings.Contains(a.Body, "Perhaps") {
			t.Errorf("%s: %s", document, a.Body)
		}
	}
	if a := may(true).query("{selff{id}}", nil); !strings.Contains(a.Body, "Perhaps: self") {
		t.Errorf("no hint for those who may: %s", a.Body)
	}
}

func TestVariablesAreRefusedWithTheirPath(t *testing.T) {
	t.Parallel()
	s := newServer(t, graph.Options{})
	line := func(v any) map[string]any {
		return map[string]any{"input": map[string]any{"text": "a", "lines": []any{map[string]any{"text": v}}}}
	}
	const change = "mutation($input:EchoInput!){change(input:$input)}"
	tests := []struct {
		document  string
		variables map[string]any
		path      string
	}{
		{change, nil, "[input]"},
		{change, map[string]any{"input": map[string]any{}}, "[input text]"},
		{change, map[string]any{"input": 7}, "[input]"},
		{change, line([]any{1}), "[input lines 0 text]"},
		{change, map[string]any{"input": map[string]any{"text": "a", "none": 1}}, "[input none]"},
		{"query($c:Colour){echo(colour:$c)}", map[string]any{"c": "BLUE"}, "[c]"},
		{"query($c:Boolean=true){slow @include(if:$c)}", map[string]any{"c": nil}, "[c]"},
		{"query($c:Boolean!){slow @skip(if:$c)}", map[string]any{"c": "yes"}, "[c]"},
	}
	for _, test := range tests {
		a := s.query(test.document, test.variables)
		if a.code() != "VALIDATION" || a.Status != http.StatusBadRequest {
			t.Errorf("%v: %d %s", test.variables, a.Status, a.Body)
			continue
		}
		if got := fmt.Sprint(a.Errors[0].Extensions["path"]); got != test.path {
			t.Errorf("%v: path %s, want %s", test.variables, got, test.path)
		}
	}
	if a := s.query(change, line("fine")); a.code() != "" {
		t.Errorf("a good input is refused: %s", a.Body)
	}
}

func TestCachedDocumentsObeyRightsAndLimitsAgain(t *testing.T) {
	t.Parallel()
	may := true
	s := newServer(t, graph.Options{Introspect: func(context.Context) bool { return may }})
	if a := s.query("{__schema{types{name}}}", nil); a.code() != "" {
		t.Fatal(a.Body)
	}
	may = false
	if a := s.query("{__schema{types{name}}}", nil); a.code() != "FORBIDDEN" {
		t.Errorf("introspection from the cache: %s", a.Body)
	}
	const document = "query($n:Int){things(first:$n){nodes{things(first:$n){nodes{id}}}}}"
	if a := s.query(document, map[string]any{"n": 10}); a.code() != "" {
		t.Fatal(a.Body)
	}
	if a := s.query(document, map[string]any{"n": 100}); a.code() != "LIMIT" {
		t.Errorf("cost from the cache: %s", a.Body)
	}
}
