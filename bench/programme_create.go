package main

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/territory"
	"github.com/demilge/demilge/tenants"
)

// place is a municipality with the memorandum that makes it a tenant.
type place struct {
	id         uuid.UUID
	slug       string
	memorandum string
}

func (p *place) global() string { return scalar.EncodeID(entity.Ref{Kind: "Municipality", ID: p.id}) }

// raions are those whose codes the municipalities of the bench get, a hundred in each.
var raions = []string{
	"08203", "08206", "08209", "08213", "08217", "08219", "08222", "08223", "06207", "06211", "06226", "06242", "06246",
	"06255", "06259", "04210", "04220", "04230", "04235", "04245",
}

// enter writes municipalities into the register.
func enter(ctx context.Context, a *app.App, n int) ([]*place, error) {
	ctx, scope := granted(ctx, access.Tenant)
	places := make([]*place, min(n, 100*len(raions)))
	for i := range places {
		slug := fmt.Sprintf("bench-%d", i)
		id, err := a.Resolver.Territory.Enter(ctx, scope, territory.Entry{
			Code: territory.Code(fmt.Sprintf("417%s8%02d000", raions[i%len(raions)], i/len(raions))), Kind: tenants.AiylAimak, Slug: slug,
			Name: i18n.Localized{Ky: slug, Ru: slug, En: slug},
		})
		if err != nil {
			return nil, err
		}
		places[i] = &place{id: id, slug: slug}
	}
	return places, nil
}

const (
	writeMemorandum = `mutation($input: CreateMemorandumInput!) { createMemorandum(input: $input) { memorandum { id version } errors { code path message } } }`
	signMemorandum  = `mutation($input: SignMemorandumInput!) { signMemorandum(input: $input) { memorandum { id } errors { code path message } } }`
	onboard         = `mutation($input: OnboardMunicipalityInput!) { onboardMunicipality(input: $input) { municipality { slug } errors { code path message } } }`
)

// How many municipalities are onboarded one after another, to tell how long one takes, and
// how many at a time then: enough that one writes while another waits for the disk.
const (
	alone   = 50
	abreast = 4
)

// create has every municipality onboarded through the API: schema, role, first people,
// regulation and work plan in one transaction.
func (p *programme) create(ctx context.Context) error {
	if err := p.serve(); err != nil {
		return err
	}
	for _, place := range p.places {
		if err := p.agree(ctx, place); err != nil {
			return err
		}
	}
	server, store := process{p.product.command.Process.Pid}, processes{p.postgres.PID()}
	serverCPU, storeCPU := server.cpu(), store.cpu()
	began := time.Now()
	took, err := p.onboardAll(ctx)
	if err != nil {
		return err
	}
	all, each := time.Since(began), time.Duration(len(p.places))
	p.line(fmt.Sprintf("all onboarded, %d alone, the others %d at a time", len(took), abreast), all, 3*time.Minute, fmt.Sprintf("CPU each: server %s, PostgreSQL %s",
		((server.cpu()-serverCPU)/each).Round(100*time.Microsecond), ((store.cpu()-storeCPU)/each).Round(100*time.Microsecond)))
	p.spread("one municipality onboarded", took, time.Second)
	return nil
}

// onboardAll onboards every municipality and tells how long each of the first took, alone.
func (p *programme) onboardAll(ctx context.Context) (took []time.Duration, err error) {
	first := p.places[:min(alone, len(p.places))]
	for _, place := range first {
		began := time.Now()
		if err := p.onboard(ctx, place); err != nil {
			return nil, err
		}
		took = append(took, time.Since(began))
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(abreast)
	for _, place := range p.places[len(first):] {
		group.Go(func() error { return p.onboard(ctx, place) })
	}
	return took, group.Wait()
}

// agree writes and signs the memorandum of a municipality.
func (p *programme) agree(ctx context.Context, place *place) error {
	var made struct {
		CreateMemorandum struct {
			Memorandum struct {
				ID      string
				Version int
			}
		}
	}
	party := func(kind string) map[string]any {
		return map[string]any{"kind": kind, "body": map[string]any{"ky": "Айыл өкмөтү"}, "signatory": "А. Асанов"}
	}
	err := p.do(ctx, writeMemorandum, map[string]any{"input": map[string]any{
		"municipalityId": place.global(), "number": "1", "parties": []any{party("LSG_BODY"), party("PROJECT")},
	}}, &made)
	if err != nil {
		return err
	}
	m := made.CreateMemorandum.Memorandum
	place.memorandum = m.ID
	return p.do(ctx, signMemorandum, map[string]any{"input": map[string]any{"id": m.ID, "version": m.Version, "signedOn": "2020-01-10"}}, nil)
}

func (p *programme) onboard(ctx context.Context, place *place) error {
	person := func(role string) map[string]any {
		return map[string]any{"fullName": "Асан Асанов", "contact": fmt.Sprintf("%s-%s@demilge.example", role, place.slug), "role": role}
	}
	return p.do(ctx, onboard, map[string]any{"input": map[string]any{
		"municipalityId": place.global(), "memorandumId": place.memorandum, "people": []any{person("HEAD"), person("SPECIALIST")},
		"regulation": map[string]any{"title": map[string]any{"ky": "Жобо"}, "decree": map[string]any{"number": "226", "date": "2019-11-28"}},
		"plan":       map[string]any{"template": "PILOT"},
	}}, nil)
}
