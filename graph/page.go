package graph

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/demilge/demilge/internal/page"
)

// pageRequest reads the arguments of a list field; the count is asked for only when the
// document selects totalCount.
func pageRequest(ctx context.Context, first *int, after *string) (page.Request, error) {
	request, err := page.New(first, after, selects(ctx, "totalCount"))
	request.Fields = append(fieldsAt(ctx, "nodes"), fieldsAt(ctx, "edges", "node")...)
	return request, err
}

// fieldsAt lists the fields that the document may ask for at a path below the current
// field, those of fragments included.
func fieldsAt(ctx context.Context, path ...string) []string {
	field := graphql.GetFieldContext(ctx)
	if field == nil {
		return nil
	}
	set := field.Field.Selections
	for _, name := range path {
		var deeper ast.SelectionSet
		eachField(set, func(child *ast.Field) {
			if child.Name == name {
				deeper = append(deeper, child.SelectionSet...)
			}
		})
		set = deeper
	}
	var names []string
	eachField(set, func(child *ast.Field) { names = append(names, child.Name) })
	return names
}

func eachField(set ast.SelectionSet, do func(*ast.Field)) {
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			do(s)
		case *ast.InlineFragment:
			eachField(s.SelectionSet, do)
		case *ast.FragmentSpread:
			eachField(s.Definition.SelectionSet, do)
		}
	}
}

// selects reports whether the current field's selection asks for a child field.
func selects(ctx context.Context, name string) bool { return slices.Contains(fieldsAt(ctx), name) }
