package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/user"
)

// The part of the bench that makes every municipality, and the one of it that needs their
// sums alone.
const (
	wholeProgramme = "programme"
	onlyDashboard  = "dashboard"
)

// programme is a programme with many municipalities, and a manager who asks for them.
type programme struct {
	*bench
	owner  string
	pool   *pgxpool.Pool
	token  string
	places []*place
	missed []string
}

// programme measures what grows with the number of municipalities.
func (b *bench) programme(ctx context.Context, only string, n int) error {
	p := &programme{bench: b}
	if err := p.prepare(ctx, n); err != nil {
		return err
	}
	defer p.pool.Close()
	defer b.end()
	fmt.Printf("\nThe programme with %d municipalities\n", n)
	parts := []func(context.Context) error{p.create, p.dashboard, p.memory, p.migrate, p.reconcile}
	if only == onlyDashboard {
		parts = []func(context.Context) error{p.dashboard}
	}
	for _, part := range parts {
		if err := part(ctx); err != nil {
			return err
		}
	}
	for _, line := range p.missed {
		fmt.Println("BELOW THE BAR:", line)
	}
	return nil
}

// prepare migrates a database of its own and enters the municipalities into the register.
func (p *programme) prepare(ctx context.Context, n int) error {
	if err := p.postgres.MakeDatabase(ctx, wholeProgramme); err != nil {
		return err
	}
	p.owner = p.postgres.DSN(wholeProgramme)
	if err := app.Migrate(ctx, app.Config{OwnerURL: p.owner}); err != nil {
		return err
	}
	a, err := app.New(ctx, app.Config{DatabaseURL: asApp(p.owner), OwnerURL: p.owner, MaxConns: 5})
	if err != nil {
		return err
	}
	defer a.Close()
	if p.token, err = account(ctx, a, access.ProgrammeManager, nil); err != nil {
		return err
	}
	if p.places, err = enter(ctx, a, n); err != nil {
		return err
	}
	p.pool, err = pgxpool.New(ctx, p.owner)
	return err
}

// serve starts a fresh server.
func (p *programme) serve() (err error) {
	p.end()
	p.product, err = start("product", p.env(p.owner))
	return err
}

// line prints a figure with its bar, and keeps it when it is worse.
func (p *programme) line(what string, measured, bar time.Duration, more string) {
	fmt.Printf("%-58s %10s   (bar %s)  %s\n", what, measured.Round(10*time.Microsecond), bar, more)
	if measured > bar {
		p.missed = append(p.missed, fmt.Sprintf("%s took %s, the bar is %s", what, measured.Round(time.Millisecond), bar))
	}
}

// request is a GraphQL operation of the manager.
func (p *programme) request(document string, variables map[string]any) (*http.Request, error) {
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequest(http.MethodPost, p.product.base+"/graphql", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+p.token)
	return r, nil
}

// do sends an operation and decodes its answer.
func (p *programme) do(ctx context.Context, document string, variables map[string]any, out any) error {
	r, err := p.request(document, variables)
	if err != nil {
		return err
	}
	raw, err := answer(http.DefaultClient, r.WithContext(ctx))
	if err != nil || out == nil {
		return err
	}
	return json.Unmarshal(raw, &struct{ Data any }{out})
}

// sink takes every message and sends none: no job runs in the bench.
type sink struct{}

func (sink) Reaches(user.Contact) bool { return true }

func (sink) Send(context.Context, user.Contact, string, string) error { return nil }

func (sink) Post(context.Context, notice.Letter) error { return nil }
