// Command generate writes the code of the GraphQL API from its schema: gqlgen's code,
// rewritten to run on the goroutine of the request (graph/serial), the printed schema,
// graph/schema.graphql, and the catalogue of errors. Run it from the root of the module.
package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
)

func main() {
	if err := generate(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func generate() error {
	cfg, err := config.LoadConfig("gqlgen.yml")
	if err != nil {
		return err
	}
	if err := api.Generate(cfg); err != nil {
		return err
	}
	if err := rewriteAll(cfg.Exec.DirName); err != nil {
		return err
	}
	if err := writeChanged(filepath.Join("graph", "schema.graphql"), printed(cfg.Schema)); err != nil {
		return err
	}
	return writeCatalogue()
}

// writeCatalogue runs the program that knows all rules. It builds only when every
// resolver is written, so a failed build is told and not an end; a failed run is one,
// since then no program with these rules would start.
func writeCatalogue() error {
	dir, err := os.MkdirTemp("", "catalogue")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(dir, "catalogue")
	if out, err := exec.Command("go", "build", "-o", program, "./graph/catalogue").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "docs/errors.md is not written, the API does not build yet:\n%s", out)
		return nil
	}
	if out, err := exec.Command(program).CombinedOutput(); err != nil {
		return fmt.Errorf("catalogue: %w\n%s", err, out)
	}
	return nil
}

func printed(schema *ast.Schema) []byte {
	var b bytes.Buffer
	formatter.NewFormatter(&b).FormatSchema(schema)
	return b.Bytes()
}

// writeChanged leaves a file alone that has the content already.
func writeChanged(name string, content []byte) error {
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, content) {
		return nil
	}
	return os.WriteFile(name, content, 0o644)
}
