package limit

import (
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/demilge/demilge/internal/i18n"
)

// Facts are what one walk over a document finds out for later.
type Facts struct {
	// Introspects tells that the document asks for the schema.
	Introspects bool
	// conditions are the variables that @skip and @include depend on.
	conditions map[string]bool
}

// Document refuses, before validation, what could make validation or execution
// expensive or impossible: too many fields with one response key, fragment cycles,
// depth, aliases, root fields, and values that no type can hold.
func Document(doc *ast.QueryDocument) (*Facts, *gqlerror.Error) {
	w := &walker{facts: &Facts{conditions: map[string]bool{}}, keys: map[string]int{}}
	for _, op := range doc.Operations {
		for _, variable := range op.VariableDefinitions {
			w.directives(variable.Directives)
			w.value(variable.Variable, variable.DefaultValue)
		}
		w.directives(op.Directives)
		w.selections(op.SelectionSet)
	}
	for _, fragment := range doc.Fragments {
		w.directives(fragment.Directives)
		w.selections(fragment.SelectionSet)
	}
	if w.err != nil {
		return nil, w.err
	}
	return w.facts, shape(doc)
}

// Conditions refuses a null for a variable that @skip or @include depends on.
func (f *Facts) Conditions(op *ast.OperationDefinition, values map[string]any) *gqlerror.Error {
	for name := range f.conditions {
		definition := op.VariableDefinitions.ForName(name)
		if value, given := values[name]; definition != nil && given && value == nil {
			return At(errNullCondition.At(name), definition.Position)
		}
	}
	return nil
}

type walker struct {
	facts   *Facts
	keys    map[string]int
	aliases int
	err     *gqlerror.Error
}

func (w *walker) fail(err *gqlerror.Error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *walker) selections(set ast.SelectionSet) {
	for _, selection := range set {
		if w.err != nil {
			return
		}
		switch s := selection.(type) {
		case *ast.Field:
			w.field(s)
		case *ast.InlineFragment:
			w.directives(s.Directives)
			w.selections(s.SelectionSet)
		case *ast.FragmentSpread:
			w.directives(s.Directives)
		}
	}
}

func (w *walker) field(f *ast.Field) {
	w.keys[f.Alias]++
	if w.keys[f.Alias] > MaxSameKey {
		w.fail(At(errSameKey.With(i18n.Args{"key": f.Alias, "max": MaxSameKey}), f.Position))
		return
	}
	if f.Alias != f.Name {
		w.aliases++
		if w.aliases > MaxAliases {
			w.fail(refuse(errAliases, MaxAliases, f.Position))
			return
		}
	}
	if introspects(f) {
		w.facts.Introspects = true
	}
	w.directives(f.Directives)
	for _, arg := range f.Arguments {
		w.value(arg.Name, arg.Value)
	}
	w.selections(f.SelectionSet)
}

func introspects(f *ast.Field) bool { return f.Name == "__schema" || f.Name == "__type" }

func (w *walker) directives(list ast.DirectiveList) {
	for _, d := range list {
		if d.Name == "defer" {
			w.fail(At(errDefer, d.Position))
		}
		for _, arg := range d.Arguments {
			if (d.Name == "skip" || d.Name == "include") && arg.Value.Kind == ast.Variable {
				w.facts.conditions[arg.Value.Raw] = true
			}
			w.value(arg.Name, arg.Value)
		}
	}
}

func (w *walker) value(name string, v *ast.Value) {
	if v == nil || w.err != nil {
		return
	}
	switch v.Kind {
	case ast.StringValue, ast.BlockValue:
		if strings.ContainsRune(v.Raw, 0) {
			w.fail(At(errNUL.At(name), v.Position))
		}
	case ast.IntValue:
		if _, err := strconv.ParseInt(v.Raw, 10, 64); err != nil {
			w.fail(At(errNumber.At(name), v.Position))
		}
	case ast.FloatValue:
		if _, err := strconv.ParseFloat(v.Raw, 64); err != nil {
			w.fail(At(errNumber.At(name), v.Position))
		}
	case ast.ListValue, ast.ObjectValue:
		for _, child := range v.Children {
			w.value(childName(name, child), child.Value)
		}
	}
}

func childName(parent string, child *ast.ChildValue) string {
	if child.Name == "" {
		return parent
	}
	return child.Name
}
