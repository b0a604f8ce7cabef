package postgres

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
)

// Tx is one transaction in one tenant. It belongs to one goroutine and never travels
// in a context.
type Tx struct {
	bun.Conn
	scope    access.Scope
	db       *DB
	now      time.Time
	recorded int
	// counting says that the figures will be made anew.
	counting bool
	// after is done once the transaction is committed.
	after []func(context.Context)
}

// afterCommit does fn once the transaction is committed, outside of it: for what can be
// made again from what was written.
func (tx *Tx) afterCommit(fn func(context.Context)) { tx.after = append(tx.after, fn) }

// write runs fn in a transaction under the tenant's role and commits when fn returns
// nil. A transaction that changes something leaves at least one audit row: one that
// records nothing is a mistake of ours and is rolled back.
func (db *DB) write(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx *Tx) error) error {
	return db.writeOn(ctx, db.read(scope), scope, fn)
}

// writeOn is [DB.write] through a pool that is bound to the tenant.
func (db *DB) writeOn(ctx context.Context, pool *bun.DB, scope access.Scope, fn func(ctx context.Context, tx *Tx) error) error {
	after, err := db.commit(ctx, pool, scope, begin(scope), fn)
	if err != nil {
		return translate(ctx, err)
	}
	if len(after) > 0 {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		for _, fn := range after {
			fn(ctx)
		}
	}
	return nil
}

// look records that somebody saw something confidential. It changes nothing else, and so
// a suspended municipality, which may be read, lets it pass.
func (db *DB) look(ctx context.Context, scope access.Scope, entry audit.Entry) error {
	begin := "BEGIN"
	if !scope.Tenant().IsProgramme() {
		begin += "; SET LOCAL ROLE " + scope.Tenant().Schema.Role()
	}
	_, err := db.commit(ctx, db.read(scope), scope, begin, func(ctx context.Context, tx *Tx) error {
		return tx.Record(ctx, entry)
	})
	return translate(ctx, err)
}

// commit is the transaction of [DB.write]; it returns what is to be done after it.
func (db *DB) commit(ctx context.Context, pool *bun.DB, scope access.Scope, begin string, fn func(ctx context.Context, tx *Tx) error,
) ([]func(context.Context), error) {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, begin); err != nil {
		rollback(conn)
		return nil, err
	}
	tx := &Tx{Conn: conn, scope: scope, db: db}
	if err := tx.run(ctx, fn); err != nil {
		rollback(conn)
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, "COMMIT"); err != nil {
		rollback(conn)
		return nil, err
	}
	if scope.Tenant().IsProgramme() {
		db.callers.forget()
	}
	claimed(ctx)
	return tx.after, nil
}

// begin opens the transaction, refuses a tenant that does not take the change and takes its
// role, in one round trip.
func begin(scope access.Scope) string {
	tenant := scope.Tenant()
	if tenant.IsProgramme() {
		return "BEGIN"
	}
	return fmt.Sprintf("BEGIN; SELECT programme.require_open('%s', %t); SET LOCAL ROLE %s",
		tenant.ID, scope.Permission().Finishes(), tenant.Schema.Role())
}

func (tx *Tx) run(ctx context.Context, fn func(ctx context.Context, tx *Tx) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			rollback(tx.Conn)
			panic(p)
		}
	}()
	if err := claimIdempotencyKey(ctx, tx); err != nil {
		return err
	}
	if err := fn(ctx, tx); err != nil {
		return err
	}
	if tx.recorded == 0 {
		return errors.New("postgres: a change without an audit row: " + tx.scope.Permission().String())
	}
	return nil
}

// rollback gives the connection back clean even when the request was cancelled.
func rollback(conn bun.Conn) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if _, err := conn.Conn.ExecContext(ctx, "ROLLBACK"); err != nil {
		_ = conn.Raw(func(any) error { return driver.ErrBadConn })
	}
}

// Now is the time that decides this transaction's deadlines: the database's clock, read
// once, after the locks it waits for when the caller locks first.
func (tx *Tx) Now(ctx context.Context) (time.Time, error) {
	if !tx.now.IsZero() {
		return tx.now, nil
	}
	if tx.db.clock != nil {
		tx.now = tx.db.clock.Now()
		return tx.now, nil
	}
	if err := tx.NewRaw("SELECT clock_timestamp()").Scan(ctx, &tx.now); err != nil {
		return time.Time{}, err
	}
	tx.now = tx.now.UTC()
	return tx.now, nil
}

// atOnce sends several statements of bun in one round trip.
func (tx *Tx) atOnce(ctx context.Context, statements ...any) error {
	_, err := tx.NewRaw(several+strings.Repeat("?; ", len(statements)), statements...).Exec(ctx)
	return err
}

// Scope is what the transaction acts under.
func (tx *Tx) Scope() access.Scope { return tx.scope }

// pgx gives the driver's connection to what needs it inside the transaction (jobs, COPY).
func (tx *Tx) pgx(fn func(*pgx.Conn) error) error {
	return tx.Raw(func(c any) error {
		opened, ok := c.(interface{ wire() *pgx.Conn })
		if !ok {
			return fmt.Errorf("postgres: unexpected driver %T", c)
		}
		return fn(opened.wire())
	})
}
