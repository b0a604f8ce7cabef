package graph_test

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/demilge/demilge/graph/generated"
	"github.com/demilge/demilge/graph/limit"
)

// ownTypes are the types of our schema, without those of the language.
func ownTypes() []*ast.Definition {
	var own []*ast.Definition
	for _, definition := range generated.NewExecutableSchema(generated.Config{}).Schema().Types {
		if !definition.BuiltIn && !strings.HasPrefix(definition.Name, "__") {
			own = append(own, definition)
		}
	}
	return own
}

func isRoot(d *ast.Definition) bool {
	return d.Name == "Query" || d.Name == "Mutation" || d.Name == "Subscription"
}

func TestEveryRootFieldSaysWhoMayCallIt(t *testing.T) {
	t.Parallel()
	for _, definition := range ownTypes() {
		for _, field := range definition.Fields {
			if !isRoot(definition) || strings.HasPrefix(field.Name, "__") {
				continue
			}
			byRight := field.Directives.ForName("hasPermission") != nil
			if public := field.Directives.ForName("public") != nil; byRight == public {
				t.Errorf("%s.%s needs either @hasPermission or @public", definition.Name, field.Name)
			}
			// One denial must not erase its neighbours.
			if field.Type.NonNull {
				t.Errorf("%s.%s must be nullable", definition.Name, field.Name)
			}
		}
	}
}

func TestEveryPageHasASizeThatCosts(t *testing.T) {
	t.Parallel()
	for _, definition := range ownTypes() {
		for _, field := range definition.Fields {
			connection := strings.HasSuffix(field.Type.Name(), "Connection")
			if connection != limit.Paged(field) {
				t.Errorf("%s.%s: a field takes first exactly when it returns a connection", definition.Name, field.Name)
			}
		}
	}
}

func TestEverythingIsDescribed(t *testing.T) {
	t.Parallel()
	for _, definition := range ownTypes() {
		if definition.Description == "" && !isRoot(definition) {
			t.Errorf("type %s has no description", definition.Name)
		}
		for _, value := range definition.EnumValues {
			if value.Description == "" {
				t.Errorf("%s.%s has no description", definition.Name, value.Name)
			}
		}
		for _, field := range definition.Fields {
			describe(t, definition, field)
		}
	}
}

// describe looks for the description of a field and its arguments. The id is described
// by Node, an input by its type.
func describe(t *testing.T, definition *ast.Definition, field *ast.FieldDefinition) {
	t.Helper()
	inherited := field.Name == "id" && len(definition.Interfaces) > 0
	if field.Description == "" && !inherited && !strings.HasPrefix(field.Name, "__") {
		t.Errorf("%s.%s has no description", definition.Name, field.Name)
	}
	for _, argument := range field.Arguments {
		if argument.Description == "" && argument.Name != "input" && !strings.HasPrefix(field.Name, "__") {
			t.Errorf("%s.%s(%s:) has no description", definition.Name, field.Name, argument.Name)
		}
	}
}

func TestInputsOfMutationsAreSingle(t *testing.T) {
	t.Parallel()
	mutation := generated.NewExecutableSchema(generated.Config{}).Schema().Mutation
	for _, field := range mutation.Fields {
		single := len(field.Arguments) == 1 && field.Arguments[0].Name == "input"
		if len(field.Arguments) > 0 && !single {
			t.Errorf("Mutation.%s must take one argument, input", field.Name)
		}
		if !strings.HasSuffix(field.Type.Name(), "Payload") {
			t.Errorf("Mutation.%s must answer with a payload", field.Name)
		}
	}
}
