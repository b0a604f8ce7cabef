package devenv

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// livingIn returns the processes whose working folder is dir. Our servers live in
// their data, so with the lock of the home in hand these are orphans of a killed run.
func livingIn(dir string) []int {
	home, err := os.Stat(dir)
	if err != nil {
		return nil
	}
	links, _ := filepath.Glob("/proc/[0-9]*/cwd")
	var found []int
	for _, link := range links {
		cwd, err := os.Stat(link)
		if err != nil || !os.SameFile(home, cwd) {
			continue
		}
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(link)))
		if err == nil && runsServer(pid) {
			found = append(found, pid)
		}
	}
	return found
}

// runsServer tells our servers from a shell whose user stepped into the folder.
func runsServer(pid int) bool {
	name, err := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid))
	return err == nil && (string(name) == "postgres\n" || string(name) == "minio\n" || isMinioFile(string(name)))
}

// stopLeftovers ends the orphans that live in dir, trying each signal in turn.
func stopLeftovers(ctx context.Context, dir string, patience time.Duration, signals ...syscall.Signal) error {
	for _, signal := range append(signals, syscall.SIGKILL) {
		if len(livingIn(dir)) == 0 {
			return nil
		}
		for _, pid := range livingIn(dir) {
			_ = syscall.Kill(pid, signal)
		}
		deadline := time.Now().Add(patience)
		for len(livingIn(dir)) > 0 && time.Now().Before(deadline) {
			if err := pause(ctx, 50*time.Millisecond); err != nil {
				return err
			}
		}
	}
	if left := livingIn(dir); len(left) > 0 {
		return fmt.Errorf("process %d still uses %s and cannot be stopped", left[0], dir)
	}
	return nil
}
