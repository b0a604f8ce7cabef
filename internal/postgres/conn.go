package postgres

import (
	"context"
	"database/sql/driver"
	"fmt"
	"strings"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

const (
	// statementsKnown bounds how many texts are remembered as seen, for all connections.
	statementsKnown = 4096
	// statementsPrepared bounds the statements that each connection keeps prepared.
	statementsPrepared = 128
	// parametersMost is what the protocol can carry.
	parametersMost = 1<<16 - 1
	// several begins a text of several statements, which cannot have parameters.
	several = "/* several */ "
)

// connector opens connections that take the values which [parameters] marked out of each
// statement, and prepare a text that comes a second time: PostgreSQL then plans it once.
// One that never comes again costs no more than it did.
type connector struct {
	driver.Connector
	known *lru.Cache[string, struct{}]
}

func newConnector(config *pgx.ConnConfig) (connector, error) {
	config.DefaultQueryExecMode = pgx.QueryExecModeExec
	config.StatementCacheCapacity = statementsPrepared
	known, err := newKnown()
	return connector{Connector: stdlib.GetConnector(*config), known: known}, err
}

// newKnown remembers which texts were seen.
func newKnown() (*lru.Cache[string, struct{}], error) {
	return lru.New[string, struct{}](statementsKnown)
}

func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	opened, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	plain, ok := opened.(*stdlib.Conn)
	if !ok {
		return nil, fmt.Errorf("postgres: unexpected driver %T", opened)
	}
	return &conn{Conn: plain, known: c.known}, nil
}

// conn is one connection of a [connector].
type conn struct {
	*stdlib.Conn
	known *lru.Cache[string, struct{}]
}

// wire is pgx's own connection.
func (c *conn) wire() *pgx.Conn { return c.Conn.Conn() }

func (c *conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	query, args = c.rewrite(query, args)
	return c.Conn.QueryContext(ctx, query, args)
}

func (c *conn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	query, args = c.rewrite(query, args)
	return c.Conn.ExecContext(ctx, query, args)
}

// rewrite is what pgx is asked for a statement; one without marks is left as it is.
func (c *conn) rewrite(query string, args []driver.NamedValue) (string, []driver.NamedValue) {
	text, values := parameterized(query)
	switch {
	case len(args) > 0 || len(values) == 0:
		return query, args
	case len(values) > parametersMost, strings.HasPrefix(text, several):
		return unmarked(query), nil
	}
	if _, seen := c.known.Get(text); !seen {
		c.known.Add(text, struct{}{})
	} else {
		args = append(make([]driver.NamedValue, 0, len(values)+1), driver.NamedValue{Value: pgx.QueryExecModeCacheStatement})
	}
	for _, value := range values {
		args = append(args, driver.NamedValue{Value: value})
	}
	return text, args
}
