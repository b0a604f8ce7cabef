package devenv

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// clearCluster removes what a killed run left: orphaned servers first (in order when
// the postmaster lives), then a lock file that names a process of somebody else.
func clearCluster(ctx context.Context, h *home) error {
	data := h.file(dataName)
	if err := askPostmaster(ctx, data); err != nil {
		return err
	}
	if err := stopLeftovers(ctx, data, 5*time.Second, syscall.SIGQUIT); err != nil {
		return err
	}
	err := os.Remove(h.file(dataName + "/postmaster.pid"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// askPostmaster shuts an orphaned postmaster down the ordinary way.
func askPostmaster(ctx context.Context, data string) error {
	pid := postmasterPID(data)
	isOurs := func() bool {
		for _, living := range livingIn(data) {
			if living == pid {
				return true
			}
		}
		return false
	}
	if !isOurs() {
		return nil
	}
	_ = syscall.Kill(pid, syscall.SIGINT)
	for deadline := time.Now().Add(30 * time.Second); isOurs() && time.Now().Before(deadline); {
		if err := pause(ctx, 50*time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

// postmasterPID is the process named in the cluster's lock file, 0 when there is none.
func postmasterPID(data string) int {
	text, err := os.ReadFile(data + "/postmaster.pid")
	if err != nil {
		return 0
	}
	first, _, _ := strings.Cut(string(text), "\n")
	pid, _ := strconv.Atoi(strings.TrimSpace(first))
	return pid
}

// prepareCluster makes the cluster when the home is new and returns how to reach it.
func prepareCluster(ctx context.Context, h *home, programs programs, o PostgresOptions) (connection, error) {
	data := h.file(dataName)
	a, err := unprivileged(data)
	if err != nil {
		return connection{}, err
	}
	if err := h.handTo(a); err != nil {
		return connection{}, err
	}
	info, err := os.Stat(data)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return makeCluster(ctx, h, programs, o)
	case err != nil:
		return connection{}, err
	}
	if a != nil && info.Sys().(*syscall.Stat_t).Uid == 0 {
		if err := a.own(data); err != nil {
			return connection{}, err
		}
	}
	c, err := readConnection(h)
	if errors.Is(err, os.ErrNotExist) {
		return c, fmt.Errorf("%s holds a cluster but %s with its password is missing: bring it back or move the folder away",
			h.path, connectionName)
	}
	return c, err
}

// makeCluster runs initdb beside the final place and moves the result there, so that a
// cluster is whole or absent.
func makeCluster(ctx context.Context, h *home, programs programs, o PostgresOptions) (connection, error) {
	o.Progress.say("making a PostgreSQL cluster", time.Now())
	c := connection{User: superuser, Password: NewPassword()}
	if err := c.save(h); err != nil {
		return c, err
	}
	const fresh, passwordName = dataName + ".new", "password.new"
	if err := stopLeftovers(ctx, h.file(fresh), time.Second); err != nil {
		return c, err
	}
	if err := os.RemoveAll(h.file(fresh)); err != nil {
		return c, err
	}
	if err := os.WriteFile(h.file(passwordName), []byte(c.Password+"\n"), 0o600); err != nil {
		return c, err
	}
	defer os.Remove(h.file(passwordName))
	if h.account != nil {
		if err := h.account.own(h.file(passwordName)); err != nil {
			return c, err
		}
	}
	if err := runInitdb(ctx, h, programs, initdbArgs(h.seen(fresh), h.seen(passwordName), programs.major, o.Throwaway)); err != nil {
		return c, err
	}
	if err := os.Rename(h.file(fresh), h.file(dataName)); err != nil {
		return c, err
	}
	return c, syncFolder(h.path)
}

func initdbArgs(data, passwordFile string, major int, throwaway bool) []string {
	args := []string{
		"--pgdata=" + data, "--pwfile=" + passwordFile, "--username=" + superuser,
		"--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--lc-messages=C",
		"--no-instructions",
	}
	if major >= 17 { // the same order on every machine, whatever its libc
		args = append(args, "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
	}
	if throwaway {
		return append(args, "--no-sync")
	}
	return append(args, "--data-checksums")
}

func runInitdb(ctx context.Context, h *home, programs programs, args []string) error {
	log, err := h.openLog()
	if err != nil {
		return err
	}
	defer log.Close()
	err = command{path: programs.path("initdb"), args: args, home: h, log: log, onOurDeath: syscall.SIGKILL}.run(ctx)
	if err != nil {
		return fmt.Errorf("initdb: %w; its log %s says:\n%s", err, h.file(logName), h.logTail())
	}
	return nil
}

func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	defer folder.Close()
	return folder.Sync()
}
