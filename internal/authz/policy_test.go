package authz_test

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/generated"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/authz"
)

var update = flag.Bool("update", false, "write the golden table and docs/permissions.md anew")

const root = "../.."

func load(t *testing.T) *authz.Policy {
	t.Helper()
	policy, err := authz.Load()
	require.NoError(t, err)
	return policy
}

func TestThePolicyIsTheOneThatWasReviewed(t *testing.T) {
	t.Parallel()
	policy := load(t)
	for path, text := range map[string]string{
		filepath.Join("testdata", "golden.txt"):       policy.Table(),
		filepath.Join(root, "docs", "permissions.md"): policy.Markdown(),
	} {
		if *update {
			require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
			require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
		}
		want, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Equal(t, string(want), text, "review the change, then: go test ./internal/authz -update")
	}
}

func TestNoRightComesFromAnotherRole(t *testing.T) {
	t.Parallel()
	policy := load(t)
	for _, permission := range policy.Permissions() {
		require.False(t, policy.Allows(permission), "%s without a role", permission)
		require.False(t, policy.Allows(permission, access.Role("NO_SUCH_ROLE")), permission.String())
	}
	require.False(t, policy.Allows(access.Permission{Object: access.User, Action: access.Score}, access.Roles()...), "an unknown permission")
}

func TestThePublicSignsInAppealsAndFollowsAndChangesNothingElse(t *testing.T) {
	t.Parallel()
	policy := load(t)
	open := []access.Permission{
		{Object: access.SignInSession, Action: access.Create},
		{Object: access.LetterDraft, Action: access.Create}, {Object: access.LetterDraft, Action: access.Update},
		{Object: access.LetterDraft, Action: access.Submit}, {Object: access.LetterDraft, Action: access.Withdraw},
		{Object: access.Appeal, Action: access.Submit}, {Object: access.Appeal, Action: access.Withdraw},
		{Object: access.Call, Action: access.Follow},
	}
	for _, permission := range policy.Permissions() {
		if policy.Allows(permission, access.Public) && !slices.Contains(open, permission) {
			require.True(t, permission.Reads(), "%s is open to the public", permission)
		}
	}
}

// asked matches a permission that code asks for, or names in a refusal, by its constants.
var asked = regexp.MustCompile(
	`(?:(?:Authorize(?:Slug|Programme)?|Reach(?:Of|ing|ed))\([^()\n]*?|(?:Denied|HasAnywhere)\([^()\n]*?Object:\s*)access\.(\w+),\s*(?:Action:\s*)?access\.(\w+)`)

func TestEveryPermissionThatIsAskedForHasALine(t *testing.T) {
	t.Parallel()
	policy, names := load(t), constants(t)
	found := 0
	eachFile(t, func(path, text string) {
		if strings.HasSuffix(path, "_test.go") {
			return
		}
		for _, match := range asked.FindAllStringSubmatch(text, -1) {
			permission := access.Permission{Object: access.Object(names[match[1]]), Action: access.Action(names[match[2]])}
			_, ok := policy.Sentence(permission)
			require.True(t, ok, "%s asks for %s, of which the policy says nothing", path, permission)
			found++
		}
	})
	require.Greater(t, found, 20, "the search finds the questions")
}

func TestEveryPermissionOfTheSchemaHasALine(t *testing.T) {
	t.Parallel()
	policy := load(t)
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	for _, definition := range schema.Types {
		for _, field := range definition.Fields {
			directive := field.Directives.ForName("hasPermission")
			if directive == nil {
				continue
			}
			permission := access.Permission{
				Object: access.Object(directive.Arguments.ForName("object").Value.Raw),
				Action: access.Action(directive.Arguments.ForName("action").Value.Raw),
			}
			_, ok := policy.Sentence(permission)
			require.True(t, ok, "%s.%s: %s", definition.Name, field.Name, permission)
		}
	}
}

func TestTheSchemaKnowsEveryObjectActionAndRole(t *testing.T) {
	t.Parallel()
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	for _, permission := range load(t).Permissions() {
		require.NotNil(t, schema.Types["Object"].EnumValues.ForName(string(permission.Object)), permission.String())
		require.NotNil(t, schema.Types["Action"].EnumValues.ForName(string(permission.Action)), permission.String())
	}
	for _, role := range access.Roles() {
		require.NotNil(t, schema.Types["Role"].EnumValues.ForName(string(role)), string(role))
	}
}

func TestOnlyThisPackageGrantsAScope(t *testing.T) {
	t.Parallel()
	grant := regexp.MustCompile(`\baccess\.Grant\(`)
	granting := []string{}
	eachFile(t, func(path, text string) {
		if grant.MatchString(text) && !strings.HasSuffix(path, "_test.go") {
			granting = append(granting, path)
		}
	})
	require.Equal(t, []string{"internal/authz/authorizer.go"}, granting)
}

// eachFile visits the Go files of the module.
func eachFile(t *testing.T, visit func(path, text string)) {
	t.Helper()
	require.NoError(t, filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.Contains(path, "/generated/") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		visit(filepath.ToSlash(name), string(text))
		return nil
	}))
}

// constants are the objects and actions by the names of their constants.
func constants(t *testing.T) map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, "internal", "access", "permission.go"), nil, 0)
	require.NoError(t, err)
	values := map[string]string{}
	ast.Inspect(file, func(node ast.Node) bool {
		spec, ok := node.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		if literal, ok := spec.Values[0].(*ast.BasicLit); ok {
			value, err := strconv.Unquote(literal.Value)
			require.NoError(t, err)
			values[spec.Names[0].Name] = value
		}
		return true
	})
	return values
}
