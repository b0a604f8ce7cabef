package devenv

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// MakeDatabase creates the database unless it exists.
func (p *Postgres) MakeDatabase(ctx context.Context, name string) error {
	return p.maintain(ctx, func(conn *pgx.Conn) error {
		var exists bool
		err := conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = $1)", name).Scan(&exists)
		if err != nil || exists {
			return err
		}
		_, err = conn.Exec(ctx, "CREATE DATABASE "+pgx.Identifier{name}.Sanitize()+" TEMPLATE template0")
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
