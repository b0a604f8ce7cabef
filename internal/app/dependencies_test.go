package app_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const product = "github.com/demilge/demilge/"

// adapters reach outside, support is for tests; every other package below internal, and
// tenants, is the domain.
var (
	adapters = []string{"app", "authz", "config", "devenv", "httpapi", "jobs", "mail", "metrics", "migrate", "objectstore", "postgres", "tracing"}
	support  = []string{"apptest", "objecttest", "pgtest"}
	outside  = []string{
		"database/sql", "github.com/uptrace/bun", "github.com/jackc/pgx", "github.com/minio", "github.com/riverqueue", "github.com/casbin", "github.com/prometheus", "go.opentelemetry.io",
		"github.com/99designs/gqlgen", "github.com/vektah/gqlparser", "github.com/tus", product + "graph", product + "migrations",
	}
)

// dependencies lists what each package of the product is built of, itself first.
func dependencies(t *testing.T, field string) [][]string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f",
		`{{if not .Standard}}{{.ImportPath}}{{range .`+field+`}} {{.}}{{end}}{{end}}`, product+"internal/...", product+"tenants", product+"graph/...").Output()
	require.NoError(t, err)
	var list [][]string
	for line := range strings.Lines(string(out)) {
		if words := strings.Fields(line); len(words) > 0 && strings.HasPrefix(words[0], product) {
			list = append(list, words)
		}
	}
	require.NotEmpty(t, list)
	return list
}

// part is the first folder below internal, empty elsewhere.
func part(pkg string) string {
	below, ok := strings.CutPrefix(pkg, product+"internal/")
	if !ok {
		return ""
	}
	name, _, _ := strings.Cut(below, "/")
	return name
}

func isDomain(pkg string) bool {
	name := part(pkg)
	return pkg == product+"tenants" || name != "" && !slices.Contains(adapters, name) && !slices.Contains(support, name)
}

func TestTheDomainKnowsNothingOutside(t *testing.T) {
	t.Parallel()
	for _, words := range dependencies(t, "Deps") {
		if !isDomain(words[0]) {
			continue
		}
		for _, dep := range words[1:] {
			within := slices.ContainsFunc(outside, func(o string) bool { return dep == o || strings.HasPrefix(dep, o+"/") && o != "database/sql" })
			require.False(t, within || slices.Contains(adapters, part(dep)), "%s is built of %s", words[0], dep)
		}
	}
}

// Only internal/app joins the database, the store, the jobs, the mail and the API.
func TestOnlyAppSeesEverything(t *testing.T) {
	t.Parallel()
	for _, words := range dependencies(t, "Imports") {
		if name := part(words[0]); name == "app" || slices.Contains(support, name) {
			continue
		}
		seen := 0
		for _, joined := range []string{"internal/postgres", "internal/objectstore", "internal/mail", "graph"} {
			if slices.Contains(words[1:], product+joined) {
				seen++
			}
		}
		require.Less(t, seen, 2, words[0])
	}
}
