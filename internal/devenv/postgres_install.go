package devenv

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// installPostgres installs Debian's package, without the cluster that it would start.
// It returns errNoPostgres where it may not or cannot.
func installPostgres(ctx context.Context, o PostgresOptions) error {
	apt, err := exec.LookPath("apt-get")
	if !o.Install || err != nil || os.Geteuid() != 0 {
		return errNoPostgres
	}
	start := time.Now()
	o.Progress.say("installing Debian's PostgreSQL", start)
	steps := [][]string{
		{"update"},
		{"install", "postgresql-common"},
		{"install", "postgresql"},
	}
	for i, step := range steps {
		if i == len(steps)-1 {
			if err := refuseMainCluster(); err != nil {
				return err
			}
		}
		if err := aptGet(ctx, apt, step...); err != nil {
			return err
		}
		o.Progress.say("apt-get "+strings.Join(step, " ")+" is done", start)
	}
	return nil
}

func aptGet(ctx context.Context, apt string, args ...string) error {
	args = append([]string{"-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"}, args...)
	cmd := exec.CommandContext(ctx, apt, args...)
	cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%w; apt-get failed (%w):\n%s", errNoPostgres, err, text[max(0, len(text)-1000):])
	}
	return nil
}

// refuseMainCluster keeps the package from making and starting a cluster of its own.
func refuseMainCluster() error {
	file, err := os.OpenFile("/etc/postgresql-common/createcluster.conf", os.O_APPEND|os.O_WRONLY|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	if _, err := file.WriteString("\ncreate_main_cluster = false\n"); err != nil {
		_ = file.Close()
		return err
	}
	return file.Close()
}
