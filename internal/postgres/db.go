// Package postgres keeps everything in PostgreSQL: the programme in its own schema,
// every municipality in another. Stores take an [access.Scope], the only key to a
// tenant's tables.
//
// Three walls stand between two municipalities: table names are qualified by the
// scope's schema through bun's named argument ?tenant and the search path is empty; a
// transaction that writes runs under the tenant's own database role; and a hook stops
// a query in a tenant in which this request was granted nothing.
package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/schema"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/tenants"
)

// Config says how to reach the clusters.
type Config struct {
	// DSN reaches the default cluster.
	DSN string
	// Programme reaches the cluster of the programme; empty means the default one.
	Programme string
	// Shards maps further shard names to their DSN.
	Shards map[string]string
	// MaxConns bounds the connections to each cluster.
	MaxConns int
	// Clock decides deadlines; nil means the database's own.
	Clock clock.Clock
	// Traced makes a span of each statement within a trace.
	Traced bool
}

// DB is the pool of every cluster.
type DB struct {
	home    *bun.DB // the programme's
	shards  map[string]*bun.DB
	clock   clock.Clock
	callers *callers
	// workdays are told of changes on the channel of callers.
	workdays *workdays
	// live wake those who watch, one channel a cluster.
	live     []*listener
	happened func(tenant string)
	owned    ownerPools
}

// Open connects to every cluster and checks that each answers.
func Open(ctx context.Context, config Config) (*DB, error) {
	db := &DB{shards: map[string]*bun.DB{}, clock: config.Clock, callers: newCallers()}
	dsns := map[string]string{tenants.DefaultShard: config.DSN}
	for name, dsn := range config.Shards {
		dsns[name] = dsn
	}
	for name, dsn := range dsns {
		pool, err := connect(ctx, dsn, config)
		if err != nil {
			db.Close()
			return nil, fmt.Errorf("postgres: shard %s: %w", name, err)
		}
		db.shards[name] = pool
		db.live = append(db.live, &listener{
			channel: liveChannel, dsn: dsn, hears: func(bool) {}, heard: func(tenant string) { db.happened(tenant) },
		})
	}
	db.home = db.shards[tenants.DefaultShard]
	if config.Programme == "" {
		config.Programme = config.DSN
	} else {
		pool, err := connect(ctx, config.Programme, config)
		if err != nil {
			db.Close()
			return nil, fmt.Errorf("postgres: programme: %w", err)
		}
		db.home = pool
	}
	db.workdays = &workdays{dsn: config.Programme}
	db.callers.workdays = db.workdays
	db.callers.listen(config.Programme)
	return db, nil
}

func connect(ctx context.Context, dsn string, config Config) (*bun.DB, error) {
	pool, err := open(dsn, config.MaxConns)
	if err != nil {
		return nil, err
	}
	if config.Traced {
		pool = pool.WithQueryHook(traced{})
	}
	if err := pool.PingContext(ctx); err != nil {
		_ = pool.Close()
		return nil, err
	}
	return pool, nil
}

// open sets what every connection needs: no search path; UTC.
func open(dsn string, maxConns int) (*bun.DB, error) {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, err
	}
	config.RuntimeParams["search_path"] = ""
	config.RuntimeParams["timezone"] = "UTC"
	config.RuntimeParams["application_name"] = "demilge"
	config.RuntimeParams["idle_in_transaction_session_timeout"] = "60s"
	connector, err := newConnector(config)
	if err != nil {
		return nil, err
	}
	pool := sql.OpenDB(connector)
	if maxConns <= 0 {
		maxConns = 20
	}
	pool.SetMaxOpenConns(maxConns)
	pool.SetMaxIdleConns(maxConns)
	pool.SetConnMaxIdleTime(5 * time.Minute)
	return hooked(bun.NewDB(pool, parameters{pgdialect.New()}, bun.WithDiscardUnknownColumns())), nil
}

// hooked puts the third wall and the log of slow statements before every statement.
func hooked(db *bun.DB) *bun.DB { return db.WithQueryHook(guard{}).WithQueryHook(slowQueries{}) }

// Close closes every pool.
func (db *DB) Close() {
	db.callers.close()
	for _, channel := range db.live {
		channel.close()
	}
	db.owned.close()
	for _, pool := range db.clusters() {
		_ = pool.Close()
	}
}

// Ping reports whether the programme's cluster answers.
func (db *DB) Ping(ctx context.Context) error { return db.programme().PingContext(ctx) }

func (db *DB) programme() *bun.DB { return db.home }

// clusters are all pools, each once, the programme's first.
func (db *DB) clusters() []*bun.DB {
	var list []*bun.DB
	if db.home != nil {
		list = append(list, db.home)
	}
	for _, pool := range db.shards {
		if pool != db.home {
			list = append(list, pool)
		}
	}
	return list
}

// Pools are the raw pools by the name of their cluster, each once.
func (db *DB) Pools() map[string]*sql.DB {
	list := map[string]*sql.DB{"programme": db.home.DB}
	for name, pool := range db.shards {
		if pool == db.home {
			delete(list, "programme")
		}
		list[name] = pool.DB
	}
	return list
}

// SQL is the raw pool of the programme's cluster.
func (db *DB) SQL() *sql.DB { return db.programme().DB }

// HasShard reports whether the configuration names a cluster.
func (db *DB) HasShard(name string) bool { return db.shards[name] != nil }

// read binds the pool to the tenant of the scope, for statements outside a transaction.
func (db *DB) read(scope access.Scope) *bun.DB {
	if scope.Tenant().IsProgramme() {
		return inProgramme(db.programme())
	}
	pool, ok := db.shards[scope.Tenant().Shard]
	if !ok { // a shard that the configuration lost: unbound, so that every statement fails
		return db.programme()
	}
	return bind(pool, scope)
}

func inProgramme(pool *bun.DB) *bun.DB { return pool.WithNamedArg("tenant", bun.Safe("programme")) }

func bind(pool *bun.DB, scope access.Scope) *bun.DB {
	return pool.
		WithNamedArg("tenant", bun.Safe(scope.Tenant().Schema.String())).
		WithNamedArg("tenant_id", bun.Safe("'"+scope.TenantID().String()+"'"))
}

// now is about the present time, for what does not decide a deadline.
func (db *DB) now() time.Time {
	if db.clock == nil {
		return time.Now()
	}
	return db.clock.Now()
}

// nowSQL is the present time for a statement that compares with it: the database's, or
// the injected clock's.
func (db *DB) nowSQL() schema.QueryAppender {
	if db.clock == nil {
		return bun.Safe("pg_catalog.clock_timestamp()")
	}
	return bun.SafeQuery("?::timestamptz", db.clock.Now())
}
