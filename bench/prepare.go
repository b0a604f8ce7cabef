package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/pprof"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/devenv"
)

// bench is everything that runs during the measurement.
type bench struct {
	dir                string
	profiles           string
	postgres           *devenv.Postgres
	data               *data
	token              string
	product, yardstick *server
}

// server is one of the two programs under load.
type server struct {
	command *exec.Cmd
	base    string
}

func (b *bench) stop() {
	b.end()
	if b.postgres != nil {
		_ = b.postgres.Stop(context.Background())
	}
	_ = os.RemoveAll(b.dir)
}

// end stops both servers.
func (b *bench) end() {
	b.product.stop()
	b.yardstick.stop()
	b.product, b.yardstick = nil, nil
}

func (s *server) stop() {
	if s != nil {
		_ = s.command.Process.Signal(os.Interrupt)
		_ = s.command.Wait()
	}
}

// begin starts PostgreSQL.
func begin(ctx context.Context, profiles string) (b *bench, err error) {
	b = &bench{profiles: profiles}
	defer func() {
		if err != nil {
			b.stop()
		}
	}()
	if b.dir, err = os.MkdirTemp("", "demilge-bench-"); err != nil {
		return b, err
	}
	b.postgres, err = devenv.StartPostgres(ctx, devenv.PostgresOptions{Dir: filepath.Join(b.dir, "postgres"), Install: true})
	return b, err
}

// prepare loads one municipality and starts both servers.
func (b *bench) prepare(ctx context.Context) (err error) {
	if err := b.postgres.MakeDatabase(ctx, "bench"); err != nil {
		return err
	}
	owner := b.postgres.DSN("bench")
	if err := b.load(ctx, owner); err != nil {
		return err
	}
	env := append(b.env(owner), "BENCH_TENANT="+b.data.tenant.String(), "BENCH_SCHEMA="+b.data.schema)
	if b.product, err = start("product", env); err != nil {
		return err
	}
	b.yardstick, err = start("yardstick", env)
	return err
}

func (b *bench) env(owner string) []string {
	return []string{"BENCH_OWNER=" + owner, "BENCH_APP=" + asApp(owner), "BENCH_PROFILES=" + b.profiles}
}

// asApp signs in as the owner and takes the server's role.
func asApp(dsn string) string {
	u, err := url.Parse(dsn)
	if err != nil {
		panic(err) // our own address
	}
	q := u.Query()
	q.Set("role", "demilge_app")
	u.RawQuery = q.Encode()
	return u.String()
}

// start runs this program again as one of the servers and reads its address.
func start(name string, env []string) (*server, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	s := &server{command: exec.Command(self, name)}
	s.command.Env = append(os.Environ(), env...)
	s.command.Stderr = os.Stderr
	out, err := s.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.command.Start(); err != nil {
		return nil, err
	}
	address, err := bufio.NewReader(out).ReadString('\n')
	s.base = "http://" + strings.TrimSpace(address)
	return s, err
}

// child is one of the servers, in a process of its own.
func child(ctx context.Context, name string) error {
	handler, end, err := serverOf(ctx, name)
	if err != nil {
		return err
	}
	defer end()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	if dir := os.Getenv("BENCH_PROFILES"); dir != "" {
		stop, err := profileInto(filepath.Join(dir, name+".pprof"))
		if err != nil {
			return err
		}
		defer stop()
	}
	fmt.Println(listener.Addr())
	return app.Serve(ctx, listener, handler, time.Second)
}

func profileInto(path string) (stop func(), err error) {
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(file); err != nil {
		return nil, err
	}
	return func() { pprof.StopCPUProfile(); _ = file.Close() }, nil
}

func serverOf(ctx context.Context, name string) (http.Handler, func(), error) {
	app.Tune()
	if name == "product" {
		a, err := app.New(ctx, app.Config{
			DatabaseURL: os.Getenv("BENCH_APP"), OwnerURL: os.Getenv("BENCH_OWNER"), MaxConns: 20, Mail: sink{},
		})
		if err != nil {
			return nil, nil, err
		}
		return a.Handler, a.Close, nil
	}
	config, err := pgxpool.ParseConfig(os.Getenv("BENCH_OWNER"))
	if err != nil {
		return nil, nil, err
	}
	config.MaxConns = 20
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, nil, err
	}
	tenant, err := uuid.Parse(os.Getenv("BENCH_TENANT"))
	if err != nil {
		return nil, nil, err
	}
	y := &yardstick{pool: pool, tenant: tenant, schema: os.Getenv("BENCH_SCHEMA")}
	return y.handler(), pool.Close, nil
}

// compare refuses to measure servers that answer differently.
func (b *bench) compare(only string) error {
	for _, w := range workloads {
		if only != "" && only != w.name || w.writes {
			continue
		}
		for n := range 5 {
			ours, err := ask(w.product(b.product.base, b.token, b.data), n)
			if err != nil {
				return err
			}
			bare, err := ask(w.yardstick(b.yardstick.base, b.data), n)
			if err != nil {
				return err
			}
			if !bytes.Equal(bytes.TrimSpace(ours), bytes.TrimSpace(bare)) {
				return fmt.Errorf("%s: the answers differ:\n%.1500s\n%.1500s", w.name, ours, bare)
			}
		}
	}
	return nil
}

func ask(make request, n int) ([]byte, error) {
	r, err := make(n)
	if err != nil {
		return nil, err
	}
	return answer(http.DefaultClient, r)
}
