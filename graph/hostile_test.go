package graph_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/demilge/demilge/graph/generated"
	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

// hostile are values of each scalar that people should never send and programs do.
// Each request takes another value of each list.
func hostile(own, foreign string) map[string][]any {
	unknown := scalar.EncodeID(entity.Ref{Kind: "PriorityArea", Tenant: uuid.New(), ID: uuid.New()})
	return map[string][]any{
		"ID":       {own, foreign, unknown, "", "x", "AAAA", strings.Repeat("A", 300), 7},
		"String":   {"", " ", strings.Repeat("ы", 100_000), "‮\u2066evil", "'; DROP TABLE x; --", "?tenant ?0 ?", "👨‍👩‍👧", 5},
		"Int":      {0, -1, 1 << 30, json.Number("2147483648"), json.Number("9223372036854775808"), json.Number("1e3"), 1.5, "1"},
		"Float":    {0, -1.5, json.Number("1e308"), json.Number("1e999"), "1", true, 0.1, nil},
		"Boolean":  {true, false, "true", 1, nil, true, false, true},
		"Money":    {0, -1, json.Number("1e3"), json.Number("0.001"), json.Number("1000000000000001"), json.Number("99999999999999999999"), "100", 100},
		"Version":  {1, 0, -1, json.Number("9223372036854775807"), json.Number("9223372036854775808"), "1", 1.5, 2},
		"Date":     {"2026-02-30", "2026-1-1", "0000-00-00", "9999-12-31", "today", 20260101, "", "2026-01-01"},
		"DateTime": {"2026-02-30T00:00:00Z", "2026-01-01", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "now", 1, "", "2026-01-01T00:00:00+06:00"},
	}
}

const variants = 24

// sender builds arguments from a schema; one request differs from the next by its index.
type sender struct {
	schema *ast.Schema
	values map[string][]any
	index  int
	taken  int
	// guess is an id of nothing, of the kind that the field speaks of.
	guess string
}

func (s *sender) value(t *ast.Type, depth int) any {
	if t.Elem != nil {
		return []any{s.value(t.Elem, depth+1)}
	}
	definition := s.schema.Types[t.NamedType]
	switch {
	case definition.Kind == ast.Enum:
		return definition.EnumValues[s.index%len(definition.EnumValues)].Name
	case definition.Kind == ast.InputObject && depth < 6:
		object := map[string]any{}
		for i, field := range definition.Fields {
			if s.index%2 == 1 && !field.Type.NonNull && i%2 == 0 {
				continue // an absent field is not a null one
			}
			object[field.Name] = s.value(field.Type, depth+1)
		}
		return object
	}
	if t.NamedType == "ID" && s.index%3 == 0 {
		return s.guess
	}
	if list := s.values[t.NamedType]; list != nil {
		s.taken++
		return list[(s.index*s.taken+s.index/len(list))%len(list)]
	}
	return nil
}

func (s *sender) document(kind string, field *ast.FieldDefinition) (string, map[string]any) {
	var declared, given []string
	variables := map[string]any{}
	for _, argument := range field.Arguments {
		declared = append(declared, fmt.Sprintf("$%s:%s", argument.Name, argument.Type))
		given = append(given, fmt.Sprintf("%[1]s:$%[1]s", argument.Name))
		variables[argument.Name] = s.value(argument.Type, 0)
	}
	head, arguments := "", ""
	if len(declared) > 0 {
		head, arguments = "("+strings.Join(declared, ",")+")", "("+strings.Join(given, ",")+")"
	}
	selection := ""
	if kind == "mutation" {
		selection = "{errors{path}}"
	} else if s.schema.Types[field.Type.Name()].IsCompositeType() {
		selection = "{__typename}"
	}
	return kind + head + "{" + field.Name + arguments + selection + "}", variables
}

// No input makes the server fail: every root field answers every hostile value with a
// code of the catalogue, and errors point into the input ([apptest.Client.Post] looks).
func TestNoInputIsAnInternalError(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	own, foreign := app.Municipality(t), app.Municipality(t)
	strong := app.As(own, append(append([]access.Role{}, access.MunicipalityRoles...), access.PlatformAdmin, access.ProgrammeManager)...)
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	for kind, root := range map[string]*ast.Definition{"query": schema.Query, "mutation": schema.Mutation} {
		for _, field := range root.Fields {
			if strings.HasPrefix(field.Name, "__") {
				continue
			}
			guess := entity.Ref{Kind: strings.TrimSuffix(field.Type.Name(), "Payload"), Tenant: own.ID, ID: uuid.New()}
			for i := range variants {
				s := &sender{schema: schema, values: hostile(apptest.ID(own), apptest.ID(foreign)), index: i, guess: scalar.EncodeID(guess)}
				document, variables := s.document(kind, field)
				response := strong.Post(t, document, variables)
				failed := response.Status >= 500 || strings.Contains(string(response.Raw), `"INTERNAL"`)
				if failed || response.Status == 0 {
					t.Errorf("%s, values %d: %d %s", field.Name, i, response.Status, response.Raw)
				}
			}
		}
	}
}

func TestSchemaIsForAdministrators(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	tenant := app.Municipality(t)
	const document = "{__schema{types{name fields{name}}}}"
	app.As(tenant, access.PlatformAdmin).Do(t, document, nil, nil)
	for name, client := range map[string]*apptest.Client{"head": app.As(tenant, access.Head), "public": app.Public()} {
		if code, _ := client.Refused(t, document, nil); code != "FORBIDDEN" {
			t.Errorf("%s: %s", name, code)
		}
	}
}
