package limit

import (
	"encoding/json"
	"math"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/demilge/demilge/internal/apperr"
)

const (
	// defaultPage is the size of a page when neither the document nor the schema gives one.
	defaultPage = 20
	// listSize is what a list without pages is reckoned to hold.
	listSize = 5
)

// Cost refuses an operation that costs more than [MaxCost] units. A field with
// subfields costs one unit plus its page size times its subfields' cost; a leaf is
// free. Each fragment is visited once. A page size outside 1–[MaxPage] is refused as
// VALIDATION, with the path of its field. The document must be valid.
func Cost(doc *ast.QueryDocument, op *ast.OperationDefinition, variables map[string]any) *gqlerror.Error {
	b := &bill{fragments: doc.Fragments, variables: variables}
	total := b.selections(op.SelectionSet, nil)
	if b.err != nil {
		return b.err
	}
	if total > MaxCost {
		return refuse(errCost, MaxCost, op.Position)
	}
	return nil
}

type bill struct {
	fragments ast.FragmentDefinitionList
	variables map[string]any
	known     map[string]int
	err       *gqlerror.Error
}

// trail is a path towards the root, so that no path is built unless it is needed.
type trail struct {
	parent *trail
	key    string
}

func (t *trail) path() ast.Path {
	if t == nil {
		return nil
	}
	return append(t.parent.path(), ast.PathName(t.key))
}

func (b *bill) selections(set ast.SelectionSet, at *trail) int {
	total := 0
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			total = plus(total, b.field(s, at))
		case *ast.InlineFragment:
			total = plus(total, b.selections(s.SelectionSet, at))
		case *ast.FragmentSpread:
			total = plus(total, b.fragment(s.Name, at))
		}
	}
	return total
}

func (b *bill) field(f *ast.Field, parent *trail) int {
	if b.err != nil || introspects(f) {
		return 0
	}
	if len(f.SelectionSet) == 0 && !Paged(f.Definition) {
		return 0
	}
	at := &trail{parent: parent, key: f.Alias}
	size := b.multiplier(f, at)
	return plus(1, times(size, b.selections(f.SelectionSet, at)))
}

func (b *bill) fragment(name string, at *trail) int {
	if cost, known := b.known[name]; known {
		return cost
	}
	definition := b.fragments.ForName(name)
	if definition == nil {
		return 0
	}
	cost := b.selections(definition.SelectionSet, at)
	if b.known == nil {
		b.known = map[string]int{}
	}
	b.known[name] = cost
	return cost
}

// Paged reports whether a field returns a page, that is, takes first or last.
func Paged(f *ast.FieldDefinition) bool {
	return f != nil && (f.Arguments.ForName("first") != nil || f.Arguments.ForName("last") != nil)
}

func (b *bill) multiplier(f *ast.Field, at *trail) int {
	switch {
	case Paged(f.Definition):
		return b.page(f, at)
	case f.Definition.Type.Elem != nil && !isConnection(f.ObjectDefinition):
		return listSize
	}
	return 1
}

// isConnection tells that the lists of a type are already counted by its page size.
func isConnection(d *ast.Definition) bool {
	return d != nil && strings.HasSuffix(d.Name, "Connection")
}

func (b *bill) page(f *ast.Field, at *trail) int {
	size := 0
	for _, name := range []string{"first", "last"} {
		definition := f.Definition.Arguments.ForName(name)
		if definition == nil {
			continue
		}
		asked, given := b.number(f.Arguments.ForName(name), definition.DefaultValue)
		if !given {
			continue
		}
		if asked < 1 || asked > MaxPage {
			b.err = At(apperr.OutOfRange(1, MaxPage, name), f.Position)
			b.err.Path = at.path()
			return 1
		}
		size = max(size, asked)
	}
	if size == 0 {
		return defaultPage
	}
	return size
}

// number evaluates a page size; an absent or null one is not given.
func (b *bill) number(arg *ast.Argument, fallback *ast.Value) (int, bool) {
	value := fallback
	if arg != nil {
		value = arg.Value
	}
	raw, err := value.Value(b.variables)
	if err != nil {
		return math.MaxInt, true
	}
	if raw == nil && arg != nil && arg.Value.Kind == ast.Variable && fallback != nil {
		if _, set := b.variables[arg.Value.Raw]; !set {
			raw, _ = fallback.Value(nil)
		}
	}
	return toInt(raw)
}

func toInt(raw any) (int, bool) {
	switch n := raw.(type) {
	case nil:
		return 0, false
	case int64:
		return int(n), true
	case int:
		return n, true
	case float64:
		return int(max(min(n, MaxPage+1), 0)), true
	case json.Number:
		i, err := n.Int64()
		if err != nil {
			return math.MaxInt, true
		}
		return int(i), true
	}
	return math.MaxInt, true
}

// plus and times stop at a value above every limit, so that nothing overflows.
func plus(a, b int) int { return min(a+b, ceiling) }

func times(a, b int) int { return min(a*b, ceiling) }

const ceiling = 1 << 30
