package main

import (
	"errors"
	"net/url"
	"os/exec"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/config"
	"github.com/demilge/demilge/internal/objecttest"
	"github.com/demilge/demilge/internal/pgtest"
)

// withMinio and servers end, after the tests, what this process started for them.
type withMinio struct{ *testing.M }

func (w withMinio) Run() int { return objecttest.Main(w.M) }

type servers struct{ withMinio }

func (s servers) Run() int { return pgtest.Main(s.withMinio) }

func TestMain(m *testing.M) {
	testscript.Main(servers{withMinio{m}}, map[string]func(){"demilge": main})
}

// TestScripts runs the program as people type it. Each script has a new database, whose
// addresses stand in the environment, and a new bucket.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:   "testdata/script",
		Setup: surroundings,
		Cmds:  map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
	})
}

// surroundings are the settings without which the server does not start.
func surroundings(env *testscript.Env) error {
	t, ok := env.T().(testing.TB)
	if !ok {
		return errors.New("a script needs a test")
	}
	owner := pgtest.DSN(t)
	store := objecttest.Bucket(t)
	for name, value := range map[string]string{
		"owner-url": owner, "database-url": asServer(t, owner),
		"s3-endpoint": store.Endpoint, "s3-access-key": store.AccessKey, "s3-secret-key": store.SecretKey,
		"s3-bucket": store.Bucket, "s3-plain": "true",
		"smtp-url": "smtp://127.0.0.1:25", "mail-from": "demilge@example.kg",
	} {
		env.Setenv(config.Variable(name), value)
	}
	return nil
}

// asServer signs in as the owner and takes the server's role.
func asServer(t testing.TB, owner string) string {
	u, err := url.Parse(owner)
	require.NoError(t, err)
	query := u.Query()
	query.Set("role", appRole)
	u.RawQuery = query.Encode()
	return u.String()
}

// exits runs a command that must end with the given code: exits 2 demilge serve.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARGUMENT...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if code != want {
		ts.Fatalf("%v exits with %d, not %d", args[1:], code, want)
	}
}
