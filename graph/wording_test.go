package graph_test

import (
	"context"
	"encoding/json"
	"net/http"
	"regexp"
	"testing"

	"github.com/demilge/demilge/graph"
	"github.com/demilge/demilge/internal/i18n"
)

var (
	named   = regexp.MustCompile(`«[^»]*»|Балким: .*|GraphQL|\(id\)|alias|true|false`)
	foreign = regexp.MustCompile(`[A-Za-z]+`)
)

// What the parser and the validator say in English reaches nobody: beside the names that
// the document uses, a refusal is wholly in the reader's language.
func TestRefusalsOfDocumentsAreInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	s := newServer(t, graph.Options{Introspect: func(context.Context) bool { return true }})
	const colour, change = "query($c:Colour!){echo(colour:$c)}", "mutation($input:EchoInput!){change(input:$input)}"
	for _, test := range []struct {
		document  string
		variables map[string]any
		want      string
	}{
		{"{selff{id}}", nil, "«selff» деген талаа жок. Балким: self, slow."},
		{"{self{id}", nil, "GraphQL суроосунун 1-сабында, 10-белгиде ката бар."},
		{`{echo(text:"a`, nil, "GraphQL суроосунун 1-сабында, 14-белгиде ката бар."},
		{"{self}", nil, "«self» талаасынын кашаадагы ички талаалары жетишпейт же ашыкча. Балким: self { ... }."},
		{"{things(frist:1){nodes{id}}}", nil, "«frist» деген аргумент жок. Балким: first, last."},
		{"{echo(colour:REDD)}", nil, "Суроодогу маани бул жерге туура келбейт. Балким: RED."},
		{"{echo(input:{tex:1,text:\"\"})}", nil, "«tex» деген талаа жок. Балким: text."},
		{"{slow @nothing}", nil, "«@nothing» директивасы жок же бул жерде колдонулбайт."},
		{"query($a:Int){slow}", nil, "«$a» өзгөрмөсү колдонулган эмес."},
		{"{echo(text:$a)}", nil, "«$a» өзгөрмөсү жарыяланган эмес."},
		{colour, nil, "Бул талааны толтуруңуз."},
		{colour, map[string]any{"c": "BLUE"}, "Бул талаада мындай маани болбойт."},
		{colour, map[string]any{"c": true}, "Бул талаада мындай маани болбойт."},
		{change, map[string]any{"input": 7}, "Бул жерде талаалары бар объект болушу керек."},
		{change, map[string]any{"input": map[string]any{"text": true}}, "Бул жерде текст болушу керек."},
		{change, map[string]any{"input": map[string]any{"text": nil}}, "Бул талааны толтуруңуз."},
		{change, map[string]any{"input": map[string]any{"text": "", "none": 1}}, "Мындай талаа жок."},
		{"query($n:Int){things(first:$n){nodes{id}}}", map[string]any{"n": "one"}, "Бул жерде бүтүн сан болушу керек."},
		{"query($n:Int){things(first:$n){nodes{id}}}", map[string]any{"n": 1.5}, "Бул жерде бүтүн сан болушу керек."},
		{"query($b:Boolean!){slow @skip(if:$b)}", map[string]any{"b": "yes"}, "Бул жерде true же false болушу керек."},
	} {
		body, err := json.Marshal(map[string]any{"query": test.document, "variables": test.variables})
		if err != nil {
			t.Fatal(err)
		}
		a := s.post(string(body), func(r *http.Request) { *r = *r.WithContext(i18n.With(r.Context(), i18n.Ky)) })
		if len(a.Errors) == 0 || a.code() != "VALIDATION" || a.Errors[0].Message != test.want {
			t.Errorf("%s %v: %s", test.document, test.variables, a.Body)
		}
		for _, e := range a.Errors {
			if tail := foreign.FindString(named.ReplaceAllString(e.Message, "")); tail != "" {
				t.Errorf("%s: %q in %s", test.document, tail, e.Message)
			}
		}
	}
}
