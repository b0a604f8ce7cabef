package jobs

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// openTx shows River a transaction that somebody else opened and will end. The
// connection sends arguments without asking for their types, as bun needs it; River's
// arrays need the types, so its statements ask.
type openTx struct{ conn *pgx.Conn }

var errNotOurs = errors.New("jobs: the transaction belongs to the one who opened it")

func described(args []any) []any {
	return append([]any{pgx.QueryExecModeDescribeExec}, args...)
}

func (t openTx) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	return t.conn.Query(ctx, sql, described(args)...)
}

func (t openTx) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row {
	return t.conn.QueryRow(ctx, sql, described(args)...)
}

func (t openTx) Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error) {
	return t.conn.Exec(ctx, sql, described(args)...)
}

func (t openTx) Conn() *pgx.Conn                       { return t.conn }
func (t openTx) Begin(context.Context) (pgx.Tx, error) { return nil, errNotOurs }
func (t openTx) Commit(context.Context) error          { return errNotOurs }
func (t openTx) Rollback(context.Context) error        { return errNotOurs }
func (t openTx) LargeObjects() pgx.LargeObjects        { return pgx.LargeObjects{} }
func (t openTx) SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults {
	return t.conn.SendBatch(ctx, b)
}

func (t openTx) CopyFrom(ctx context.Context, table pgx.Identifier, columns []string, src pgx.CopyFromSource) (int64, error) {
	return t.conn.CopyFrom(ctx, table, columns, src)
}

func (t openTx) Prepare(ctx context.Context, name, sql string) (*pgconn.StatementDescription, error) {
	return t.conn.Prepare(ctx, name, sql)
}
