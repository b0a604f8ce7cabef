package graph_test

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

//go:embed testdata/handler.graphqls
var handlerSchema string

var errFull = apperr.New(apperr.Rule, i18n.New("Толуп калды.", "Мест нет.", "It is full.")).At("input", "text")

// testSchema answers every field with null, but for those that misbehave by name.
type testSchema struct{ schema *ast.Schema }

func newTestSchema(t testing.TB) *testSchema {
	t.Helper()
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "handler.graphqls", Input: handlerSchema})
	if err != nil {
		t.Fatal(err)
	}
	return &testSchema{schema}
}

func (s *testSchema) Schema() *ast.Schema { return s.schema }

func (s *testSchema) Complexity(context.Context, string, string, int, map[string]any) (int, bool) {
	return 0, false
}

func (s *testSchema) Exec(ctx context.Context) graphql.ResponseHandler {
	op := graphql.GetOperationContext(ctx)
	if op.Operation.Operation == ast.Subscription {
		return ticks(op)
	}
	return oneShot(func(ctx context.Context) *graphql.Response {
		data := map[string]any{}
		for _, field := range graphql.CollectFields(op, op.Operation.SelectionSet, []string{"Query", "Mutation"}) {
			data[field.Alias] = s.field(ctx, op, field)
		}
		raw, err := json.Marshal(data)
		if err != nil {
			panic(err)
		}
		return &graphql.Response{Data: raw}
	})
}

func (s *testSchema) field(ctx context.Context, op *graphql.OperationContext, field graphql.CollectedField) any {
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Field: field})
	args := field.ArgumentMap(op.Variables)
	switch field.Name {
	case "__typename":
		return "Query"
	case "echo", "change":
		return fmt.Sprint(args)
	case "slow":
		<-ctx.Done()
		graphql.AddError(ctx, fmt.Errorf("select 1: %w", ctx.Err()))
	case "boom":
		panic("secret of the machine room")
	case "refused":
		graphql.AddError(ctx, errFull)
	case "fails":
		for range args["times"].(int64) {
			graphql.AddError(ctx, errors.New("pq: relation secret does not exist"))
		}
	}
	return nil
}

func ticks(op *graphql.OperationContext) graphql.ResponseHandler {
	field := op.Operation.SelectionSet[0].(*ast.Field)
	times, sent := field.ArgumentMap(op.Variables)["times"].(int64), int64(0)
	return func(ctx context.Context) *graphql.Response {
		if sent == times {
			return nil
		}
		if times < 0 {
			<-ctx.Done()
			return nil
		}
		sent++
		return &graphql.Response{Data: fmt.Appendf(nil, `{"ticks":%d}`, sent)}
	}
}

func oneShot(respond graphql.ResponseHandler) graphql.ResponseHandler {
	done := false
	return func(ctx context.Context) *graphql.Response {
		if done {
			return nil
		}
		done = true
		return respond(ctx)
	}
}
