package devenv

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// MakeDatabase creates the database unless it exists.
func (p *Postgres) MakeDatabase(ctx context.Context, name string) error {
	exists, err := p.HasDatabase(ctx, name)
	if err != nil || exists {
		return err
	}
	return p.execute(ctx, "CREATE DATABASE "+quoted(name)+" TEMPLATE template0")
}

// HasDatabase reports whether the database exists.
func (p *Postgres) HasDatabase(ctx context.Context, name string) (exists bool, err error) {
	err = p.maintain(ctx, func(conn *pgx.Conn) error {
		return conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = $1)", name).Scan(&exists)
	})
	return exists, err
}

// DropDatabase removes the database, if it exists, with everything in it.
func (p *Postgres) DropDatabase(ctx context.Context, name string) error {
	return p.execute(ctx, "DROP DATABASE IF EXISTS "+quoted(name)+" WITH (FORCE)")
}

// RenameDatabase gives the database, to which nobody may be connected, another name.
func (p *Postgres) RenameDatabase(ctx context.Context, from, to string) error {
	return p.execute(ctx, "ALTER DATABASE "+quoted(from)+" RENAME TO "+quoted(to))
}

func quoted(name string) string { return pgx.Identifier{name}.Sanitize() }

func (p *Postgres) execute(ctx context.Context, sql string) error {
	return p.maintain(ctx, func(conn *pgx.Conn) error {
		_, err := conn.Exec(ctx, sql)
		return err
	})
}

// SetPassword gives the role, which must exist, a password. It must be one that needs
// no quoting, as [NewPassword] makes them.
func (p *Postgres) SetPassword(ctx context.Context, role, password string) error {
	return p.maintain(ctx, func(conn *pgx.Conn) error {
		_, err := conn.Exec(ctx, fmt.Sprintf("ALTER ROLE %s PASSWORD '%s'", pgx.Identifier{role}.Sanitize(), password))
		return err
	})
}

// DSNOf is the address of a database for another role than the superuser.
func (p *Postgres) DSNOf(role, password, database string) string {
	c := connection{User: role, Password: password}
	return c.dsn(p.connection.Port, database)
}

func (p *Postgres) maintain(ctx context.Context, fn func(*pgx.Conn) error) error {
	conn, err := pgx.Connect(ctx, p.DSN("postgres"))
	if err != nil {
		return fmt.Errorf("reach PostgreSQL: %w", err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	return fn(conn)
}
