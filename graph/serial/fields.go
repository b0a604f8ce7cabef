package serial

import (
	"context"
	"io"
	"sync"

	"github.com/99designs/gqlgen/graphql"
)

// Fields collects the values of an object's fields. It stands for gqlgen's FieldSet,
// without @defer, which the API refuses.
type Fields struct {
	fields []graphql.CollectedField
	later  []task
	// Values holds what each field became, in the order of the fields.
	Values []graphql.Marshaler
	// Invalids counts the nulls where the schema allows none.
	Invalids uint32
}

type task struct {
	field int
	run   func(context.Context) graphql.Marshaler
}

// NewFields returns room for the values of fields.
func NewFields(fields []graphql.CollectedField) *Fields {
	return &Fields{fields: fields, Values: make([]graphql.Marshaler, len(fields))}
}

// Concurrently keeps a field for Dispatch or DispatchRoot.
func (f *Fields) Concurrently(field int, run func(context.Context) graphql.Marshaler) {
	f.later = append(f.later, task{field, run})
}

// Dispatch resolves the kept fields one after another.
func (f *Fields) Dispatch(ctx context.Context) {
	for _, t := range f.later {
		f.Values[t.field] = t.run(ctx)
	}
}

// DispatchRoot resolves the kept fields of a query at the same time: they are
// questions of their own to the database.
func (f *Fields) DispatchRoot(ctx context.Context) {
	if len(f.later) < 2 {
		f.Dispatch(ctx)
		return
	}
	var others sync.WaitGroup
	for _, t := range f.later[1:] {
		others.Go(func() { f.Values[t.field] = t.run(ctx) })
	}
	first := f.later[0]
	f.Values[first.field] = first.run(ctx)
	others.Wait()
}

// MarshalGQL writes the object. Of two fields with one response key, which gqlgen
// keeps apart when an interface and its type select it, the first is written.
func (f *Fields) MarshalGQL(w io.Writer) {
	out := stringWriter(w)
	separator := `{"`
	for i := range f.fields {
		if f.repeats(i) {
			continue
		}
		_, _ = out.WriteString(separator)
		_, _ = out.WriteString(f.fields[i].Alias)
		_, _ = out.WriteString(`":`)
		f.Values[i].MarshalGQL(w)
		separator = `,"`
	}
	if separator == `{"` {
		_, _ = out.WriteString("{")
	}
	_, _ = out.WriteString("}")
}

func (f *Fields) repeats(i int) bool {
	for j := range i {
		if f.fields[j].Alias == f.fields[i].Alias {
			return true
		}
	}
	return false
}

func stringWriter(w io.Writer) io.StringWriter {
	if s, ok := w.(io.StringWriter); ok {
		return s
	}
	return plainWriter{w}
}

type plainWriter struct{ io.Writer }

func (w plainWriter) WriteString(s string) (int, error) { return w.Write([]byte(s)) }
