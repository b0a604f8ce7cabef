package main

import (
	"strings"
	"testing"
)

const generatedCode = `package generated

import (
	"errors"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/demilge/demilge/internal/money"
)

func (ec *executionContext) _Award_total(ctx context.Context, field graphql.CollectedField, obj *award.Award) (ret graphql.Marshaler) {
	return graphql.ResolveField(
		ctx,
		ec.OperationContext,
		field,
		func(ctx context.Context, field graphql.CollectedField) (*graphql.FieldContext, error) {
			return ec.fieldContext_Award_total(ctx, field)
		},
		func(ctx context.Context) (any, error) {
			return obj.Total(CTX), nil
		},
		DIRECTIVE,
		func(ctx context.Context, selections ast.SelectionSet, v money.Amount) graphql.Marshaler {
			return ec.marshalNMoney(ctx, selections, v)
		},
		true,
		true,
	)
}

func (ec *executionContext) fieldContext_Award_total(_ context.Context, field graphql.CollectedField) (fc *graphql.FieldContext, err error) {
	return graphql.NewScalarFieldContext("Award", field, true, false, errors.New("no child fields"))
}
`

func TestOnlyPlainLeavesAreReadInPlace(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		argument, directive string
		inline              bool
	}{
		"method":            {"", "nil", true},
		"with a context":    {"ctx", "nil", false},
		"with a directive":  {"", "func() {}", false},
		"with an argument":  {`fc.Args["x"].(int)`, "nil", false},
		"constant argument": {"1", "nil", true},
	} {
		source := strings.NewReplacer("CTX", test.argument, "DIRECTIVE", test.directive).Replace(generatedCode)
		rewritten, err := rewrite([]byte(source))
		if err != nil {
			t.Fatal(err)
		}
		text := string(rewritten)
		want := "return ec.marshalNMoney(ctx, field.Selections, obj.Total(" + test.argument + "))"
		if strings.Contains(text, want) != test.inline {
			t.Errorf("%s: %s", name, text)
		}
		if strings.Contains(text, "internal/money") == test.inline || strings.Contains(text, "sync/atomic") {
			t.Errorf("%s: wrong imports: %s", name, text)
		}
	}
}

func TestUnknownGeneratedCodeIsAnError(t *testing.T) {
	t.Parallel()
	source := "package generated\n\nvar marshal = graphql.MarshalSliceConcurrently\n"
	if _, err := rewrite([]byte(source)); err == nil {
		t.Error("code that starts goroutines was accepted")
	}
}

func TestPlainObjectsKeepTheirPath(t *testing.T) {
	t.Parallel()
	source := strings.NewReplacer("CTX", "", "DIRECTIVE", "nil", `return graphql.NewScalarFieldContext("Award", field, true, false, errors.New("no child fields"))`,
		"fc = &graphql.FieldContext{}\n\treturn fc, nil").Replace(generatedCode)
	rewritten, err := rewrite([]byte(source))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(rewritten), "return serial.Object(ctx, field, obj.Total(), ec.marshalNMoney)") {
		t.Errorf("got %s", rewritten)
	}
}
