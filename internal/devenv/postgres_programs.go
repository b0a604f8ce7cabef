package devenv

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// oldestPostgres is the first version with everything that the migrations use.
const oldestPostgres = 15

// programs are the server programs of one PostgreSQL version.
type programs struct {
	bin   string
	major int
}

func (p programs) path(name string) string { return filepath.Join(p.bin, name) }

// choosePrograms returns the version that made the cluster in the home, or the newest
// one for a new cluster; it installs Debian's when there is none and it may.
func choosePrograms(ctx context.Context, h *home, o PostgresOptions) (programs, error) {
	made := clusterMajor(h.file(dataName))
	if found, err := pick(findPrograms(), made); err == nil || made != 0 {
		return found, err
	}
	if err := installPostgres(ctx, o); err != nil {
		return programs{}, err
	}
	return pick(findPrograms(), made)
}

// clusterMajor is the version that made the cluster, 0 when there is none yet.
func clusterMajor(data string) int {
	text, err := os.ReadFile(filepath.Join(data, "PG_VERSION"))
	if err != nil {
		return 0
	}
	major, _ := strconv.Atoi(strings.TrimSpace(string(text)))
	return major
}

var errNoPostgres = fmt.Errorf("there is no PostgreSQL %d or newer on this machine: install it (Debian: apt-get install postgresql)", oldestPostgres)

// pick returns the wanted version, or the newest when wanted is 0.
func pick(found []programs, wanted int) (programs, error) {
	var best programs
	for _, p := range found {
		if wanted == p.major || wanted == 0 && p.major > best.major {
			best = p
		}
	}
	switch {
	case best.major >= oldestPostgres:
		return best, nil
	case wanted != 0:
		return best, fmt.Errorf("the cluster was made by PostgreSQL %d, which is not on this machine: install it, or move the folder away to begin anew", wanted)
	default:
		return best, errNoPostgres
	}
}

// findPrograms looks on PATH and in Debian's folder.
func findPrograms() []programs {
	dirs, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	if onPath, err := exec.LookPath("postgres"); err == nil {
		if real, err := filepath.EvalSymlinks(onPath); err == nil {
			dirs = append(dirs, filepath.Dir(real))
		}
	}
	var found []programs
	for _, dir := range dirs {
		if major, err := programsMajor(dir); err == nil {
			found = append(found, programs{bin: dir, major: major})
		}
	}
	return found
}

var majorPattern = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

// programsMajor asks the server in dir for its version; an incomplete folder is an error.
func programsMajor(dir string) (int, error) {
	if _, err := os.Stat(filepath.Join(dir, "initdb")); err != nil {
		return 0, err
	}
	text, err := exec.Command(filepath.Join(dir, "postgres"), "--version").Output()
	if err != nil {
		return 0, err
	}
	match := majorPattern.FindSubmatch(text)
	if match == nil {
		return 0, errors.New("no version in: " + string(text))
	}
	return strconv.Atoi(string(match[1]))
}
