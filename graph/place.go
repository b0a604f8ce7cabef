package graph

import (
	"context"
	"strconv"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/demilge/demilge/graph/generated"
	"github.com/demilge/demilge/internal/apperr"
)

// schemaTypes are the types of the schema by name.
var schemaTypes = sync.OnceValue(func() map[string]*ast.Definition {
	return generated.NewExecutableSchema(generated.Config{}).Schema().Types
})

// place points a refusal of a mutation to the value in the document's input. Services
// name the field of what they were given; this is the one rule that makes a path of it:
//
//   - a field of the input, or of one object in it: ["input", "content", "title"]
//   - a field of the stored thing that the input's id names: ["input", "id", "title"]
//   - what was not found, where nothing else is said, is that thing: ["input", "id"]
//   - what concerns no field concerns the whole: ["input"]
//
// Outside the field of a mutation the refusal stays as it is.
func place(ctx context.Context, refusal *apperr.Error) *apperr.Error {
	fields := inputFields(ctx)
	path := refusal.Path
	if fields == nil || len(path) > 0 && path[0] == "input" {
		return refusal
	}
	if !holds(fields, path) {
		path = append(beside(fields, path), path...)
	}
	if anchor := anchorOf(fields); len(path) == 0 && refusal.Code == apperr.NotFound && anchor != "" {
		path = []string{anchor}
	}
	return refusal.At(append([]string{"input"}, path...)...)
}

// inputFields are those of the input of the mutation that is being resolved, nil outside one.
func inputFields(ctx context.Context) ast.FieldList {
	field := graphql.GetFieldContext(ctx)
	if field == nil || field.Object != "Mutation" || field.Field.Field == nil || field.Field.Definition == nil {
		return nil
	}
	input := field.Field.Definition.Arguments.ForName("input")
	if input == nil {
		return nil
	}
	return fieldsOf(input.Type)
}

func fieldsOf(t *ast.Type) ast.FieldList {
	if definition := schemaTypes()[t.Name()]; definition != nil && definition.Kind == ast.InputObject {
		return definition.Fields
	}
	return nil
}

// holds reports whether a path leads to a value of an input.
func holds(fields ast.FieldList, path []string) bool {
	var at *ast.Type
	for _, name := range path {
		if _, err := strconv.Atoi(name); err == nil && at != nil && at.Elem != nil {
			at = at.Elem
			continue
		}
		field := fields.ForName(name)
		if field == nil {
			return false
		}
		at, fields = field.Type, fieldsOf(field.Type)
	}
	return true
}

// beside is where in an input a path begins that is none of its own: in one of its objects,
// or else in the thing that its id names.
func beside(fields ast.FieldList, path []string) []string {
	for _, field := range fields {
		if inner := fieldsOf(field.Type); field.Type.Elem == nil && inner != nil && holds(inner, path) {
			return []string{field.Name}
		}
	}
	if anchor := anchorOf(fields); anchor != "" {
		return []string{anchor}
	}
	return nil
}

// anchorOf is the field with the id of the thing that a mutation is about: its first id,
// that of the municipality only where there is no other.
func anchorOf(fields ast.FieldList) (anchor string) {
	for _, field := range fields {
		if field.Type.NamedType != "ID" || !field.Type.NonNull {
			continue
		}
		if field.Name != "municipalityId" {
			return field.Name
		}
		anchor = field.Name
	}
	return anchor
}
