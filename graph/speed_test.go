package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"github.com/demilge/demilge/graph"
	"github.com/demilge/demilge/graph/generated"
	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/priority"
	"github.com/demilge/demilge/tenants"
)

// fixed answers one list from memory, so that nothing but the API itself takes time.
type fixed struct {
	generated.ResolverRoot
	areas []*priority.Area
}

func newFixed(n int) *fixed {
	f := &fixed{}
	for i := range n {
		f.areas = append(f.areas, &priority.Area{
			Base: entity.Base{ID: entity.NewID(), Version: 1}, Position: i + 1,
			Name: i18n.Localized{Ky: fmt.Sprintf("Багыт %d", i), Ru: fmt.Sprintf("Направление %d", i)},
		})
	}
	return f
}

func (f *fixed) schema() graphql.ExecutableSchema {
	pass := func(ctx context.Context, _ any, next graphql.Resolver) (any, error) { return next(ctx) }
	return generated.NewExecutableSchema(generated.Config{Resolvers: f, Directives: generated.DirectiveRoot{
		Public: pass,
		HasPermission: func(ctx context.Context, _ any, next graphql.Resolver, _ access.Object, _ *access.Object, _ access.Action) (any, error) {
			return next(ctx)
		},
	}})
}

type fixedQuery struct{ generated.QueryResolver }

func (f *fixed) Query() generated.QueryResolver { return fixedQuery{} }

func (fixedQuery) Municipality(context.Context, string) (*tenants.Tenant, error) {
	return &tenants.Tenant{Slug: "x"}, nil
}

type fixedMunicipality struct {
	generated.MunicipalityResolver
	areas []*priority.Area
}

func (f *fixed) Municipality() generated.MunicipalityResolver {
	return fixedMunicipality{areas: f.areas}
}

func (m fixedMunicipality) PriorityAreas(context.Context, *tenants.Tenant, *int, *string) (*model.Connection[*priority.Area], error) {
	return model.NewConnection(page.Page[*priority.Area]{
		Items: m.areas, Cursor: func(*priority.Area) page.Cursor { return page.Cursor{} },
	}), nil
}

const listDocument = `{municipality(slug:"x"){slug priorityAreas(first:100){nodes{id name{ky ru} position sensitive retiredOn version}}}}`

// BenchmarkList is the cost of the API for 100 rows of six fields and two subfields.
func BenchmarkList(b *testing.B) {
	handler := graph.NewHandler(newFixed(100).schema(), graph.Options{})
	body := `{"query":` + string(must(json.Marshal(listDocument))) + `}`
	b.ReportAllocs()
	for b.Loop() {
		r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		if handler.ServeHTTP(w, r); w.Code != http.StatusOK || strings.Contains(w.Body.String(), `"errors"`) {
			b.Fatal(w.Body.String())
		}
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
