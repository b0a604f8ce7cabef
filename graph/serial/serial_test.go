package serial_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/demilge/demilge/graph/serial"
)

func responseContext(t *testing.T) context.Context {
	t.Helper()
	return graphql.WithResponseContext(t.Context(),
		func(ctx context.Context, err error) *gqlerror.Error { return graphql.DefaultErrorPresenter(ctx, err) },
		func(context.Context, any) error { return errors.New("recovered") })
}

func TestSliceKeepsOrderAndPath(t *testing.T) {
	t.Parallel()
	paths := ""
	list := serial.Slice(responseContext(t), 3, func(ctx context.Context, i int) graphql.Marshaler {
		paths += graphql.GetPath(ctx).String()
		return graphql.MarshalInt(i * i)
	})
	var b bytes.Buffer
	list.MarshalGQL(&b)
	if b.String() != "[0,1,4]" || paths != "[0][1][2]" {
		t.Errorf("got %s at %s", b.String(), paths)
	}
}

func TestSliceWithAPanicIsNullAndNamesTheElement(t *testing.T) {
	t.Parallel()
	ctx := responseContext(t)
	seen := 0
	list := serial.Slice(ctx, 3, func(_ context.Context, i int) graphql.Marshaler {
		seen++
		if i == 1 {
			panic("boom")
		}
		return graphql.Null
	})
	var b bytes.Buffer
	if list.MarshalGQL(&b); b.String() != "null" && list != nil {
		t.Errorf("got %s", b.String())
	}
	errs := graphql.GetErrors(ctx)
	if seen != 3 || len(errs) != 1 || errs[0].Path.String() != "[1]" || errs[0].Message != "recovered" {
		t.Errorf("%d seen, errors %v", seen, errs)
	}
}

func fields(names ...string) []graphql.CollectedField {
	list := make([]graphql.CollectedField, len(names))
	for i, name := range names {
		list[i] = graphql.CollectedField{Field: &ast.Field{Name: name, Alias: name}}
	}
	return list
}

func TestFieldsWriteEachKeyOnce(t *testing.T) {
	t.Parallel()
	for want, names := range map[string][]string{
		`{}`:                   nil,
		`{"a":0}`:              {"a"},
		`{"a":0,"b":1,"_c":3}`: {"a", "b", "a", "_c"},
	} {
		set := serial.NewFields(fields(names...))
		for i := range names {
			set.Values[i] = graphql.MarshalInt(i)
		}
		var plain writeOnly
		set.MarshalGQL(&plain)
		if plain.String() != want {
			t.Errorf("got %s, want %s", plain.String(), want)
		}
	}
}

// writeOnly is a writer without WriteString.
type writeOnly struct{ b bytes.Buffer }

func (w *writeOnly) Write(p []byte) (int, error) { return w.b.Write(p) }

func (w *writeOnly) String() string { return w.b.String() }

func TestDispatchRunsInOrderAndDispatchRootAtTheSameTime(t *testing.T) {
	t.Parallel()
	order := ""
	set := serial.NewFields(fields("a", "b", "c"))
	for i := range 3 {
		set.Concurrently(i, func(context.Context) graphql.Marshaler {
			order += fmt.Sprint(i)
			return graphql.MarshalInt(i)
		})
	}
	if set.Dispatch(t.Context()); order != "012" {
		t.Errorf("order %s", order)
	}
	meet := make(chan int) // each waits for the other
	root := serial.NewFields(fields("a", "b"))
	root.Concurrently(0, func(context.Context) graphql.Marshaler { return graphql.MarshalInt(<-meet) })
	root.Concurrently(1, func(context.Context) graphql.Marshaler { meet <- 7; return graphql.Null })
	root.DispatchRoot(t.Context())
	var b bytes.Buffer
	if root.MarshalGQL(&b); b.String() != `{"a":7,"b":null}` {
		t.Errorf("got %s", b.String())
	}
}

func TestObjectWithAPanicIsNullAtItsPath(t *testing.T) {
	t.Parallel()
	ctx := responseContext(t)
	field := fields("winner")[0]
	read := serial.Object(ctx, field, 7, func(ctx context.Context, _ ast.SelectionSet, value int) graphql.Marshaler {
		return graphql.MarshalString(fmt.Sprint(graphql.GetPath(ctx), value))
	})
	var b bytes.Buffer
	if read.MarshalGQL(&b); b.String() != `"winner 7"` {
		t.Errorf("got %s", b.String())
	}
	failed := serial.Object(ctx, field, 7, func(context.Context, ast.SelectionSet, int) graphql.Marshaler { panic("boom") })
	errs := graphql.GetErrors(ctx)
	if failed != graphql.Null || len(errs) != 1 || errs[0].Path.String() != "winner" {
		t.Errorf("got %v, errors %v", failed, errs)
	}
}
