package devenv

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// PostgresOptions say where and how a cluster runs.
type PostgresOptions struct {
	// Dir is the folder of the cluster; it is made when it is missing.
	Dir string
	// Throwaway trades durability for speed; for tests only.
	Throwaway bool
	// Install allows to install Debian's package when PostgreSQL is missing.
	Install  bool
	Progress Progress
}

// Postgres is a running private cluster.
type Postgres struct {
	home       *home
	child      *child
	connection connection
	programs   programs
}

// Program is the path of one of PostgreSQL's own programs, of the cluster's version.
func (p *Postgres) Program(name string) string { return p.programs.path(name) }

const (
	dataName  = "data"
	superuser = "postgres"
)

// StartPostgres starts the cluster in o.Dir and returns when it answers. It makes the
// cluster on first use, stops what a killed run left in the folder, and runs as an
// unprivileged user when we are root. It waits for the end of the context at most.
func StartPostgres(ctx context.Context, o PostgresOptions) (*Postgres, error) {
	h, err := openHome(ctx, o.Dir, o.Progress)
	if err != nil {
		return nil, err
	}
	p, err := startPostgresIn(ctx, h, o)
	if err != nil {
		h.close()
		return nil, err
	}
	return p, nil
}

func startPostgresIn(ctx context.Context, h *home, o PostgresOptions) (*Postgres, error) {
	programs, err := choosePrograms(ctx, h, o)
	if err != nil {
		return nil, err
	}
	if err := clearCluster(ctx, h); err != nil {
		return nil, err
	}
	c, err := prepareCluster(ctx, h, programs, o)
	if err != nil {
		return nil, err
	}
	p := &Postgres{home: h, connection: c, programs: programs}
	s := startup{home: h, name: "PostgreSQL", ready: p.ping, start: func(port int) (*child, error) {
		return startPostmaster(h, programs, port, o.Throwaway)
	}}
	running, port, err := s.run(ctx, c.Port)
	if err != nil {
		return nil, err
	}
	p.child, p.connection.Port = running, port
	if port != c.Port {
		if err := p.connection.save(h); err != nil {
			return nil, errors.Join(err, p.halt(ctx))
		}
	}
	return p, nil
}

func startPostmaster(h *home, programs programs, port int, throwaway bool) (*child, error) {
	log, err := h.openLog()
	if err != nil {
		return nil, err
	}
	defer log.Close()
	args := []string{"-D", h.seen(dataName)}
	for _, setting := range settings(port, throwaway) {
		args = append(args, "-c", setting)
	}
	death := syscall.SIGINT // fast shutdown
	if throwaway {
		death = syscall.SIGQUIT // at once
	}
	return command{path: programs.path("postgres"), args: args, home: h, log: log, onOurDeath: death}.start()
}

// DSN is the superuser's address of a database, for pgx.
func (p *Postgres) DSN(database string) string {
	return p.connection.dsn(p.connection.Port, database)
}

func (c connection) dsn(port int, database string) string {
	u := url.URL{
		Scheme:   "postgres",
		User:     url.UserPassword(c.User, c.Password),
		Host:     address(port),
		Path:     database,
		RawQuery: "sslmode=disable",
	}
	return u.String()
}

func (p *Postgres) ping(ctx context.Context, port int) error {
	conn, err := pgx.Connect(ctx, p.connection.dsn(port, "postgres"))
	if err != nil {
		return err
	}
	return conn.Close(ctx)
}

// PID is the process of the server.
func (p *Postgres) PID() int { return p.child.process.Pid }

// Done is closed when the server has ended, asked or not; Err says why.
func (p *Postgres) Done() <-chan struct{} { return p.child.done }

// Err is how the server ended; it may be read after Done.
func (p *Postgres) Err() error {
	return fmt.Errorf("PostgreSQL ended (%w); its log is %s", orClean(p.child.err), p.home.file(logName))
}

// Stop ends the server in order: open sessions are cut, everything committed is safe.
// When the context ends first it is stopped at once and recovers at the next start.
func (p *Postgres) Stop(ctx context.Context) error {
	defer p.home.close()
	return p.halt(ctx)
}

func (p *Postgres) halt(ctx context.Context) error {
	if err := p.child.stop(ctx, 30*time.Second, syscall.SIGINT, syscall.SIGQUIT); err != nil {
		return fmt.Errorf("PostgreSQL %w", err)
	}
	return nil
}

var errClean = errors.New("exit status 0")

func orClean(err error) error {
	if err == nil {
		return errClean
	}
	return err
}

// Discard stops a throw-away server at once and removes its folder.
func (p *Postgres) Discard() error {
	defer p.home.close()
	_ = p.child.stop(context.Background(), 5*time.Second, syscall.SIGQUIT)
	return os.RemoveAll(p.home.path)
}
