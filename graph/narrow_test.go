package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/demilge/demilge/graph/generated"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
)

// leaves asks for a field with all its leaves and those of the objects below it.
func leaves(schema *ast.Schema, field *ast.FieldDefinition, depth int) string {
	for _, argument := range field.Arguments {
		if argument.Type.NonNull && argument.DefaultValue == nil {
			return ""
		}
	}
	kind := schema.Types[field.Type.Name()]
	if kind.Kind == ast.Scalar || kind.Kind == ast.Enum {
		return field.Name
	}
	if kind.Kind != ast.Object || depth == 0 {
		return ""
	}
	var below []string
	for _, child := range kind.Fields {
		if asked := leaves(schema, child, depth-1); asked != "" {
			below = append(below, asked)
		}
	}
	if len(below) == 0 {
		return ""
	}
	return field.Name + " { " + strings.Join(below, " ") + " }"
}

// A list that reads only some columns answers each field as one that reads them all.
func TestAFieldIsTheSameAloneAndWithAllOthers(t *testing.T) {
	t.Parallel()
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	app := apptest.New(t)
	m := app.Municipality(t)
	jury := app.Jury(t, m, []int64{10_000, 20_000})
	jury.Beside(t, []int64{15_000})
	staff := app.As(m, access.ExecSecretary)

	for _, list := range []struct {
		kind, whole, around string
	}{
		{"Competition", "history { at }", `{ municipality(slug: %q) { competitions(first: 3) { nodes { %s } } } }`},
		{"Application", "plan { place }", `{ municipality(slug: %q) { applications(first: 3) { nodes { %s } } } }`},
		{"Application", "plan { place }", `{ municipality(slug: %q) { competitions(first: 3) { nodes { applications(first: 3) { nodes { %s } } } } } }`},
		{"BudgetLine", "evidenceFileId", `{ municipality(slug: %q) { applications(first: 3) { nodes { budget { lines { %s } } } } } }`},
	} {
		for _, field := range schema.Types[list.kind].Fields {
			asked := leaves(schema, field, 2)
			if asked == "" {
				continue
			}
			ask := func(selection string) (data json.RawMessage) {
				answer := staff.Post(t, fmt.Sprintf(list.around, m.Slug, selection), nil)
				require.Equal(t, http.StatusOK, answer.Status, string(answer.Raw))
				return answer.Data
			}
			alone, among := ask("field: "+asked), ask("field: "+asked+" whole: "+list.whole)
			require.JSONEq(t, string(without(t, among, "whole")), string(alone), "%s.%s", list.kind, field.Name)
		}
	}
}

// without drops a key at every depth.
func without(t *testing.T, raw json.RawMessage, key string) json.RawMessage {
	t.Helper()
	var value any
	require.NoError(t, json.Unmarshal(raw, &value))
	var drop func(any)
	drop = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			delete(v, key)
			for _, child := range v {
				drop(child)
			}
		case []any:
			for _, child := range v {
				drop(child)
			}
		}
	}
	drop(value)
	raw, err := json.Marshal(value)
	require.NoError(t, err)
	return raw
}
