package graph_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/demilge/demilge/graph"
	"github.com/demilge/demilge/graph/generated"
	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/tenants"
)

// specimen builds an input of a mutation whose ids are of the right kinds and whose values
// are well written, but for one id.
type specimen struct {
	types    map[string]*ast.Definition
	mutation *ast.FieldDefinition
	// ids makes the id of a kind in the field.
	ids func(kind string) string
	// wrong stands at the path at; nowhere when that is empty.
	wrong string
	at    []string
	// places are the paths of the ids that were made.
	places [][]string
}

func (s *specimen) input() apptest.Input {
	s.places = nil
	input, _ := s.value(s.mutation.Arguments[0].Type, "", []string{"input"}).(apptest.Input)
	return input
}

func (s *specimen) value(t *ast.Type, name string, path []string) any {
	if t.Elem != nil {
		return []any{s.value(t.Elem, name, append(slices.Clone(path), "0"))}
	}
	definition := s.types[t.NamedType]
	switch {
	case t.NamedType == "ID":
		s.places = append(s.places, path)
		if slices.Equal(path, s.at) {
			return s.wrong
		}
		return s.ids(graph.KindOf(s.mutation, name))
	case definition.Kind == ast.Enum:
		return definition.EnumValues[0].Name
	case definition.Kind == ast.InputObject:
		object := apptest.Input{}
		for _, field := range definition.Fields {
			object[field.Name] = s.value(field.Type, field.Name, append(slices.Clone(path), field.Name))
		}
		return object
	}
	return map[string]any{"Date": "2019-12-02", "DateTime": "2019-12-02T10:00:00+06:00", "Int": 1, "Boolean": false,
		"Money": 100, "Version": 1, "Quantity": "1", "String": "x", "UUID": uuid.NewString()}[t.NamedType]
}

// eachMutation calls a function with every mutation that takes ids, and their places.
func eachMutation(t *testing.T, visit func(*specimen, [][]string)) {
	t.Helper()
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	visited := 0
	for _, field := range schema.Mutation.Fields {
		if len(field.Arguments) == 0 {
			continue
		}
		s := &specimen{types: schema.Types, mutation: field, ids: func(string) string { return "" }}
		s.input()
		if len(s.places) > 0 {
			visit(s, s.places)
			visited++
		}
	}
	require.Greater(t, visited, 80)
}

// inTenant makes ids of things that a municipality does not have.
func inTenant(m tenants.Tenant) func(string) string {
	return func(kind string) string {
		if kind == "Municipality" {
			return apptest.ID(m)
		}
		return scalar.EncodeID(entity.Ref{Kind: kind, Tenant: m.ID, ID: uuid.New()})
	}
}

func TestEveryIDOfAMutationNamesAKindOfThing(t *testing.T) {
	t.Parallel()
	eachMutation(t, func(s *specimen, places [][]string) {
		for _, place := range places {
			names := slices.DeleteFunc(slices.Clone(place), func(p string) bool { _, err := strconv.Atoi(p); return err == nil })
			kind := s.types[graph.KindOf(s.mutation, names[len(names)-1])]
			if kind == nil || kind.Kind != ast.Object || kind.Fields.ForName("id") == nil {
				t.Errorf("%s: %s names no thing", s.mutation.Name, strings.Join(place, "."))
			}
		}
	})
}

// An id of another kind or of nothing is refused where it stands, whatever it is of
// otherwise; ids of another municipality open nothing. None of it is a change.
func TestAWrongIDIsRefusedWhereItStands(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	own, foreign := app.Municipality(t), app.Municipality(t)
	strong := app.As(own, append(slices.Clone(access.MunicipalityRoles), access.PlatformAdmin, access.ProgrammeManager, access.ProgrammeFinance, access.SelectionMember)...)
	local := app.As(own, access.MunicipalityRoles...)
	changes := func() string {
		return app.Value(t, "SELECT (SELECT count(*) FROM "+own.Schema.String()+".audit) + (SELECT count(*) FROM "+foreign.Schema.String()+".audit)")
	}
	before := changes()
	other := scalar.EncodeID(entity.Ref{Kind: "ProtocolSignature", Tenant: own.ID, ID: uuid.New()})
	eachMutation(t, func(s *specimen, places [][]string) {
		name := s.mutation.Name
		s.ids = inTenant(own)
		for _, place := range places {
			for what, wrong := range map[string]string{"of another kind": other, "of nothing": "x"} {
				s.wrong, s.at = wrong, place
				refusal := strong.RefusedChange(t, name, s.input())
				require.Equal(t, "VALIDATION", refusal.Code, "%s, an id %s at %v", name, what, place)
				require.Equal(t, place, refusal.Path, "%s, an id %s", name, what)
			}
		}
		s.at, s.ids = nil, inTenant(foreign)
		refusal := local.RefusedChange(t, name, s.input())
		require.Contains(t, []string{"NOT_FOUND", "FORBIDDEN", "VALIDATION", "RULE"}, refusal.Code, "%s, of another municipality", name)
	})
	require.Equal(t, before, changes(), "nothing was written")
}
