package limit

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/demilge/demilge/internal/i18n"
)

// shape refuses fragment cycles, too deep documents and too many root fields. Each
// fragment is measured once.
func shape(doc *ast.QueryDocument) *gqlerror.Error {
	m := &measure{fragments: doc.Fragments, done: map[string]extent{}, open: map[string]bool{}}
	for _, fragment := range doc.Fragments {
		m.fragment(fragment.Name)
	}
	for _, op := range doc.Operations {
		size := m.selections(op.SelectionSet)
		switch {
		case m.err != nil:
			return m.err
		case size.depth > MaxDepth:
			return refuse(errDepth, MaxDepth, op.Position)
		case size.fields > MaxRootFields:
			return refuse(errRootFields, MaxRootFields, op.Position)
		}
	}
	return m.err
}

// extent is the size of a selection set: levels below it, and fields directly in it.
type extent struct{ depth, fields int }

type measure struct {
	fragments ast.FragmentDefinitionList
	done      map[string]extent
	open      map[string]bool
	err       *gqlerror.Error
}

func (m *measure) selections(set ast.SelectionSet) extent {
	var total extent
	for _, selection := range set {
		if m.err != nil {
			return total
		}
		var part extent
		switch s := selection.(type) {
		case *ast.Field:
			part = extent{depth: 1, fields: 1}
			// The depth of introspection is bounded by validation and by right.
			if !introspects(s) {
				part.depth += m.selections(s.SelectionSet).depth
			}
		case *ast.InlineFragment:
			part = m.selections(s.SelectionSet)
		case *ast.FragmentSpread:
			part = m.fragment(s.Name)
		}
		total.depth = max(total.depth, part.depth)
		total.fields = min(total.fields+part.fields, MaxRootFields+1)
	}
	return total
}

func (m *measure) fragment(name string) extent {
	if size, known := m.done[name]; known {
		return size
	}
	definition := m.fragments.ForName(name)
	if definition == nil {
		return extent{} // validation names the missing fragment
	}
	if m.open[name] {
		m.err = At(errCycle.With(i18n.Args{"fragment": name}), definition.Position)
		return extent{}
	}
	m.open[name] = true
	size := m.selections(definition.SelectionSet)
	m.open[name] = false
	m.done[name] = size
	return size
}
