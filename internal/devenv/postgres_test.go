package devenv

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"
)

func TestPostgresFindsItsDataAgain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := start(t, dir)
	run(t, first, "create table seen (n int)")
	require.NoError(t, first.Stop(t.Context()))
	busy, err := net.Listen("tcp", address(first.connection.Port))
	require.NoError(t, err)
	defer busy.Close()

	second := start(t, dir)

	require.NotEqual(t, first.connection.Port, second.connection.Port, "the old port was taken by somebody else")
	require.Equal(t, first.connection.Password, second.connection.Password)
	run(t, second, "insert into seen values (1)")
	require.NoError(t, second.Stop(t.Context()))
}

func TestPostgresIsDurableAndLocal(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir())
	for setting, want := range map[string]string{
		"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "data_checksums": "on",
		"recovery_init_sync_method": "syncfs", "listen_addresses": loopback, "unix_socket_directories": "",
		"server_encoding": "UTF8",
	} {
		require.Equal(t, want, ask(t, p, "show "+setting), setting)
	}
	require.Equal(t, "айыл", ask(t, p, "select lower('АЙЫЛ')"), "case folding knows Cyrillic")
	wrong := p.connection
	wrong.Password = "wrong"
	_, err := pgx.Connect(t.Context(), wrong.dsn(wrong.Port, "postgres"))
	require.ErrorContains(t, err, "password authentication failed")
	require.NoError(t, p.Stop(t.Context()))
}

func TestPostgresReportsItsEnd(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	p := start(t, dir)
	run(t, p, "create table kept (n int)")
	require.NoError(t, syscall.Kill(p.PID(), syscall.SIGKILL))
	<-p.Done()
	require.ErrorContains(t, p.Err(), "killed")
	require.NoError(t, p.Stop(t.Context()))

	again := start(t, dir)

	run(t, again, "insert into kept values (1)")
	require.NoError(t, again.Stop(t.Context()))
}

func TestPostgresAfterItsOwnerWasKilled(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	victim, postmaster := startVictim(t, dir)
	require.NoError(t, syscall.Kill(postmaster, syscall.SIGSTOP), "an orphan that does not hear its owner's death")
	require.NoError(t, victim.Process.Kill())
	_ = victim.Wait()
	require.NoError(t, syscall.Kill(postmaster, syscall.SIGCONT))

	p := start(t, dir)

	require.NotEqual(t, postmaster, p.PID())
	require.NoError(t, p.Stop(t.Context()))
	require.Empty(t, livingIn(dir+"/"+dataName))
}

func TestPostgresOverAPIDOfSomebodyElse(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	p := start(t, dir)
	require.NoError(t, p.Stop(t.Context()))
	stale := fmt.Sprintf("%d\n/elsewhere\n", os.Getpid())
	require.NoError(t, os.WriteFile(dir+"/"+dataName+"/postmaster.pid", []byte(stale), 0o600))

	p = start(t, dir)

	require.NoError(t, p.Stop(t.Context()))
}

func TestPostgresWithoutItsPassword(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	p := start(t, dir)
	require.NoError(t, p.Stop(t.Context()))
	require.NoError(t, os.Remove(dir+"/"+connectionName))
	_, err := StartPostgres(t.Context(), PostgresOptions{Dir: dir})
	require.ErrorContains(t, err, "connection.json with its password is missing")
}

// startVictim runs a cluster under another process and returns that and the postmaster.
func startVictim(t *testing.T, dir string) (*exec.Cmd, int) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), victimDir+"="+dir)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		var pid int
		if _, err := fmt.Sscanf(lines.Text(), "ready %d", &pid); err == nil {
			return cmd, pid
		}
		t.Log(lines.Text())
	}
	t.Fatal("the victim did not start a cluster")
	return nil, 0
}

func start(t *testing.T, dir string) *Postgres {
	t.Helper()
	p, err := StartPostgres(t.Context(), PostgresOptions{Dir: dir})
	require.NoError(t, err)
	return p
}

func run(t *testing.T, p *Postgres, sql string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), p.DSN("postgres"))
	require.NoError(t, err)
	defer conn.Close(context.Background())
	_, err = conn.Exec(t.Context(), sql)
	require.NoError(t, err)
}

func ask(t *testing.T, p *Postgres, sql string) string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), p.DSN("postgres"))
	require.NoError(t, err)
	defer conn.Close(context.Background())
	var answer string
	require.NoError(t, conn.QueryRow(t.Context(), sql).Scan(&answer))
	return answer
}

func TestDatabaseOfAnotherRole(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir())
	require.NoError(t, p.MakeDatabase(t.Context(), "town"))
	require.NoError(t, p.MakeDatabase(t.Context(), "town"), "a second start finds it")
	run(t, p, "create role clerk login")
	password := NewPassword()
	require.NoError(t, p.SetPassword(t.Context(), "clerk", password))

	conn, err := pgx.Connect(t.Context(), p.DSNOf("clerk", password, "town"))

	require.NoError(t, err)
	require.NoError(t, conn.Close(t.Context()))
	require.NoError(t, p.Stop(t.Context()))
}
