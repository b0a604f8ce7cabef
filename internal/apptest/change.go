package apptest

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/demilge/demilge/graph/generated"
)

// Input is an object as a document's variables carry it.
type Input = map[string]any

// Thing is what a mutation answers of what it changed.
type Thing struct {
	ID, State string
	Version   int64
}

// Step is the input of a mutation that asks for nothing but the thing and its version.
func (t Thing) Step() Input { return Input{"id": t.ID, "version": t.Version} }

// With is [Thing.Step] with further fields, given as name and value in turn.
func (t Thing) With(fields ...any) Input {
	input := t.Step()
	for i := 0; i < len(fields); i += 2 {
		input[fields[i].(string)] = fields[i+1]
	}
	return input
}

// Refusal is the first error of an answer, wherever it stands.
type Refusal struct {
	Code, Rule, Message string
	Path                []string
}

// Name is the rule's name, or the code where no rule is broken.
func (r Refusal) Name() string {
	if r.Rule != "" {
		return r.Rule
	}
	return r.Code
}

// schema is the server's own, without its services.
var schema = sync.OnceValue(func() *ast.Schema { return generated.NewExecutableSchema(generated.Config{}).Schema() })

// Change sends a mutation by its name and demands that it succeeds.
func (c *Client) Change(t testing.TB, mutation string, input Input) Thing {
	t.Helper()
	thing, refusal := c.TryChange(t, mutation, input)
	require.Nil(t, refusal, "%s: %+v", mutation, refusal)
	return thing
}

// RefusedChange sends a mutation by its name and demands that it is refused.
func (c *Client) RefusedChange(t testing.TB, mutation string, input Input) Refusal {
	t.Helper()
	thing, refusal := c.TryChange(t, mutation, input)
	require.NotNil(t, refusal, "%s was not refused: %+v", mutation, thing)
	return *refusal
}

// TryChange sends a mutation by its name; refusal is nil when it succeeds.
func (c *Client) TryChange(t testing.TB, mutation string, input Input) (thing Thing, refusal *Refusal) {
	t.Helper()
	response := c.Post(t, mutationDocument(mutation), Input{"input": input})
	if refusal := response.refusal(); refusal != nil {
		return thing, refusal
	}
	var data struct{ R map[string]json.RawMessage }
	require.NoError(t, json.Unmarshal(response.Data, &data), string(response.Raw))
	for name, raw := range data.R {
		if name != "errors" && strings.HasPrefix(string(raw), "{") {
			require.NoError(t, json.Unmarshal(raw, &thing))
		}
	}
	return thing, nil
}

// refusal is the first error of the answer, nil when there is none.
func (r Response) refusal() *Refusal {
	if len(r.Errors) > 0 {
		first := r.Errors[0]
		refusal := &Refusal{Message: first.Message}
		refusal.Code, _ = first.Extensions["code"].(string)
		refusal.Rule, _ = first.Extensions["rule"].(string)
		path, _ := first.Extensions["path"].([]any)
		refusal.Path = words(path)
		return refusal
	}
	var fields map[string]*struct{ Errors []Refusal }
	if err := json.Unmarshal(r.Data, &fields); err != nil {
		return nil // a query: it has no payload
	}
	for _, payload := range fields {
		if payload != nil && len(payload.Errors) > 0 {
			return &payload.Errors[0]
		}
	}
	return nil
}

// mutationDocument asks a mutation for what a [Thing] holds.
func mutationDocument(name string) string {
	field := schema().Mutation.Fields.ForName(name)
	if field == nil {
		panic("apptest: no mutation " + name)
	}
	var asked strings.Builder
	for _, part := range schema().Types[field.Type.Name()].Fields {
		asked.WriteString(part.Name)
		asked.WriteString(selection(part))
	}
	return fmt.Sprintf("mutation($input: %s) { r: %s(input: $input) { %s } }", field.Arguments[0].Type, name, asked.String())
}

func selection(part *ast.FieldDefinition) string {
	kind := schema().Types[part.Type.Name()]
	if kind.Kind != ast.Object {
		return " "
	}
	names := []string{"__typename"}
	for _, name := range []string{"id", "state", "version", "code", "rule", "path", "message"} {
		if found := kind.Fields.ForName(name); found != nil && len(found.Arguments) == 0 {
			if leaf := schema().Types[found.Type.Name()].Kind; leaf == ast.Scalar || leaf == ast.Enum {
				names = append(names, name)
			}
		}
	}
	return " { " + strings.Join(names, " ") + " } "
}
