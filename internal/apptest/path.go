package apptest

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// checkPaths demands of every answer to a mutation that the path of each error is a path
// of the document's input (docs/errors.md). It looks at payloads that were asked for
// paths and at GraphQL errors that carry one.
func (r Response) checkPaths(t testing.TB, document string) {
	t.Helper()
	inputs := inputsOf(document)
	var payloads map[string]*struct{ Errors []struct{ Path []string } }
	_ = json.Unmarshal(r.Data, &payloads) // a query's data is no payload
	for name, payload := range payloads {
		if payload == nil || inputs[name] == nil {
			continue
		}
		for _, e := range payload.Errors {
			if e.Path != nil && !leadsTo(inputs[name], e.Path) {
				t.Errorf("%s: the error's path %q is none of its input", name, e.Path)
			}
		}
	}
	for _, e := range r.Errors {
		path, told := e.Extensions["path"].([]any)
		if len(e.Path) != 1 || !told {
			continue
		}
		name, _ := e.Path[0].(string)
		if input := inputs[name]; input != nil && !leadsTo(input, words(path)) {
			t.Errorf("%s: the error's path %q is none of its input", name, path)
		}
	}
}

func words(path []any) []string {
	list := make([]string, len(path))
	for i, element := range path {
		list[i], _ = element.(string)
	}
	return list
}

// inputsOf are the types of the inputs of a document's mutations, by response key.
func inputsOf(document string) map[string]*ast.Type {
	parsed, err := parser.ParseQuery(&ast.Source{Input: document})
	if err != nil {
		return nil
	}
	inputs := map[string]*ast.Type{}
	for _, operation := range parsed.Operations {
		for _, selection := range operation.SelectionSet {
			field, ok := selection.(*ast.Field)
			if !ok || operation.Operation != ast.Mutation {
				continue
			}
			if known := schema().Mutation.Fields.ForName(field.Name); known != nil && len(known.Arguments) > 0 {
				inputs[field.Alias] = known.Arguments[0].Type
			}
		}
	}
	return inputs
}

// leadsTo reports whether a path names the input, a value in it, or a field of the thing
// that an id in it names.
func leadsTo(input *ast.Type, path []string) bool {
	if len(path) == 0 || path[0] != "input" {
		return false
	}
	at := input
	for _, name := range path[1:] {
		if _, err := strconv.Atoi(name); err == nil && at.Elem != nil {
			at = at.Elem
			continue
		}
		if at.NamedType == "ID" {
			return slices.Contains(fieldNames(), name)
		}
		field := schema().Types[at.Name()].Fields.ForName(name)
		if field == nil || at.Elem != nil {
			return false
		}
		at = field.Type
	}
	return true
}

// fieldNames are those of all types.
var fieldNames = sync.OnceValue(func() (names []string) {
	for _, definition := range schema().Types {
		for _, field := range definition.Fields {
			if !strings.HasPrefix(field.Name, "__") {
				names = append(names, field.Name)
			}
		}
	}
	return names
})
