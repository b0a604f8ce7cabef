package main

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"slices"
	"testing/fstest"
	"time"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/migrate"
	"github.com/demilge/demilge/migrations"
)

// spread prints the median and the slowest of many, which has the bar.
func (p *programme) spread(what string, took []time.Duration, bar time.Duration) {
	slices.Sort(took)
	p.line(what+", the slowest", took[len(took)-1], bar, fmt.Sprintf("median %s", took[len(took)/2].Round(100*time.Microsecond)))
}

// fiveYears writes sums as five years of competitions leave them: three priority areas a
// year and money of three sources in each. It is the bench's own shortcut: triggers are off.
const fiveYears = `SET session_replication_role = replica;
INSERT INTO programme.figures (tenant_id, year, priority, priority_name, letters, competitions, applications, awards, agreements, events,
		participants, visits, open_findings, late_reports)
	SELECT t.id, year, area, jsonb_build_object('ky', area), (area = '')::int, (area = '')::int, 4, 2, 2, 3, 120, 2, 1, 0
	FROM programme.municipality t, generate_series(2022, 2026) year, unnest('{"",маданият,спорт,жарыктандыруу}'::text[]) area;
INSERT INTO programme.figures_money (tenant_id, year, priority, source, requested, granted, paid, contributed)
	SELECT f.tenant_id, f.year, f.priority, source, 7800000, 3900000, 3800000, 500000
	FROM programme.figures f, unnest('{LOCAL_BUDGET,PROGRAMME,INITIATOR}'::text[]) source WHERE f.priority <> '';
INSERT INTO programme.figures_computed (tenant_id, computed_at) SELECT id, now() FROM programme.municipality;
RESET session_replication_role; SELECT programme.figures_resum();`

const dashboard = `{ programmeFigures { computedAt total { ...all } byOblast { key name { ky } figures { ...all } } byYear { key figures { ...all } }
	byPriority { key name { ky } figures { ...all } } byMunicipality { key name { ky } figures { ...all } } } }
	fragment all on Figures { letters competitions applications awards agreements events participants visits openFindings lateReports
		requested granted paid ownShare bySource { source requested granted paid contributed } }`

// dashboard asks for all figures, one after another, and reads from PostgreSQL how long its
// statements ran.
func (p *programme) dashboard(ctx context.Context) error {
	if _, err := p.pool.Exec(ctx, fiveYears); err != nil {
		return err
	}
	if _, err := p.pool.Exec(ctx, "VACUUM ANALYZE programme.figures, programme.figures_money, programme.figures_sum, programme.figures_sum_money, programme.municipality"); err != nil {
		return err
	}
	if err := p.serve(); err != nil {
		return err
	}
	const asked = 100
	if err := p.ask(ctx, 5, dashboard); err != nil {
		return err
	}
	before, err := p.activity(ctx)
	if err != nil {
		return err
	}
	store := processes{p.postgres.PID()}
	began, cpu := time.Now(), store.cpu()
	if err := p.ask(ctx, asked, dashboard); err != nil {
		return err
	}
	took := time.Since(began)
	cpu = store.cpu() - cpu
	after, err := p.activity(ctx)
	if err != nil {
		return err
	}
	p.line("the programme's dashboard, time in the database", (after-before)/asked, 20*time.Millisecond,
		fmt.Sprintf("%s of it on the processor, the whole request %s", (cpu/asked).Round(100*time.Microsecond), (took/asked).Round(100*time.Microsecond)))
	return nil
}

func (p *programme) ask(ctx context.Context, times int, document string) error {
	for range times {
		if err := p.do(ctx, document, nil, nil); err != nil {
			return err
		}
	}
	return nil
}

// settled is how long an idle session keeps its counts to itself, and a second.
const settled = 11 * time.Second

// activity is how long statements ran in the database so far.
func (p *programme) activity(ctx context.Context) (time.Duration, error) {
	select {
	case <-time.After(settled):
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	var milliseconds float64
	err := p.pool.QueryRow(ctx, "SELECT active_time FROM pg_stat_database WHERE datname = current_database()").Scan(&milliseconds)
	return time.Duration(milliseconds * float64(time.Millisecond)), err
}

const looked = `query($slug: String!) { municipality(slug: $slug) { name { ky } competitions(first: 20) { nodes { id title { ky } state
	applications(first: 20) { nodes { id title { ky } state budget { lines { item amount } } } } } } } }`

// memory asks a few municipalities as often as all of them, and compares what the server
// holds.
func (p *programme) memory(ctx context.Context) error {
	if err := p.serve(); err != nil {
		return err
	}
	server, store := process{p.product.command.Process.Pid}, processes{p.postgres.PID()}
	const rounds = 3
	few, all := min(10, len(p.places)), len(p.places)
	load := target{"server", server, store}
	var held []int64
	for _, used := range []int{few, all} {
		next := func(n int) (*http.Request, error) {
			return p.request(looked, map[string]any{"slug": p.places[n%used].slug})
		}
		if err := load.times(ctx, 8, rounds*all, next); err != nil {
			return err
		}
		held = append(held, server.resident())
		fmt.Printf("%-58s %6d MiB   PostgreSQL %d MiB\n", fmt.Sprintf("memory of the server after %d requests to %d", rounds*all, used),
			held[len(held)-1]>>20, store.memory()>>20)
	}
	if held[1] > held[0]*3/2 {
		p.missed = append(p.missed, fmt.Sprintf("the server's memory grew from %d to %d MiB", held[0]>>20, held[1]>>20))
	}
	return nil
}

// migrate adds a column and an index to every municipality.
func (p *programme) migrate(ctx context.Context) error {
	p.end()
	files, err := oneMore("tenant/9999_bench.sql", "ALTER TABLE application ADD COLUMN bench text NOT NULL DEFAULT '';\nCREATE INDEX application_bench_idx ON application (bench);")
	if err != nil {
		return err
	}
	runner, err := migrate.OpenWith(ctx, p.owner, files)
	if err != nil {
		return err
	}
	defer runner.Close()
	began := time.Now()
	if err := runner.Up(ctx); err != nil {
		return err
	}
	p.line("a migration step, column and index, in all", time.Since(began), 15*time.Second, "")
	return runner.Finished(ctx)
}

// oneMore are the migrations of the program and one more.
func oneMore(name, text string) (fs.FS, error) {
	files := fstest.MapFS{name: {Data: []byte(text)}}
	err := fs.WalkDir(migrations.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(migrations.Files, path)
		files[path] = &fstest.MapFile{Data: data}
		return err
	})
	return files, err
}

// reconcile makes all sums anew, as every night does.
func (p *programme) reconcile(ctx context.Context) error {
	a, err := app.New(ctx, app.Config{DatabaseURL: asApp(p.owner), OwnerURL: p.owner, MaxConns: 5})
	if err != nil {
		return err
	}
	defer a.Close()
	began := time.Now()
	if err := a.Resolver.Figures.Reconcile(access.WithGrants(ctx)); err != nil {
		return err
	}
	p.line("all figures reconciled", time.Since(began), 2*time.Minute, "")
	return nil
}
