package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// rewriteAll rewrites the generated code of every schema file in a folder.
func rewriteAll(dir string) error {
	names, err := filepath.Glob(filepath.Join(dir, "*.generated.go"))
	if err != nil {
		return err
	}
	for _, name := range names {
		source, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		change := rewrite
		if filepath.Base(name) == "root_.generated.go" {
			change = lighten
		}
		rewritten, err := change(source)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := writeChanged(name, rewritten); err != nil {
			return err
		}
	}
	return nil
}

// rewrite puts graph/serial where gqlgen runs goroutines, serves @defer or goes the
// long way for a field that is only read from a struct. It fails when it meets code
// that it does not know, which an update of gqlgen may bring.
func rewrite(source []byte) ([]byte, error) {
	r := &rewriter{source: source, files: token.NewFileSet()}
	file, err := parser.ParseFile(r.files, "", source, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	fields := shapes(file)
	for _, declaration := range file.Decls {
		if f, ok := declaration.(*ast.FuncDecl); ok {
			r.function(f, fields)
		}
	}
	if r.used {
		r.addImport(file)
	}
	body, err := format.Source(r.apply())
	if err != nil {
		return nil, err
	}
	for _, rest := range []string{"MarshalSliceConcurrently", "graphql.FieldSet", "ProcessDeferredGroup"} {
		if bytes.Contains(body, []byte(rest)) {
			return nil, fmt.Errorf("%s is left: the code that gqlgen generates has changed", rest)
		}
	}
	return pruneImports(body)
}

type edit struct {
	from, to int
	text     string
}

type rewriter struct {
	source []byte
	files  *token.FileSet
	edits  []edit
	used   bool
}

func (r *rewriter) offset(p token.Pos) int { return r.files.Position(p).Offset }

func (r *rewriter) text(n ast.Node) string {
	return string(r.source[r.offset(n.Pos()):r.offset(n.End())])
}

func (r *rewriter) replace(n ast.Node, text string) {
	r.edits = append(r.edits, edit{r.offset(n.Pos()), r.offset(n.End()), text})
}

// apply makes the edits, none of which lies within another.
func (r *rewriter) apply() []byte {
	sort.SliceStable(r.edits, func(i, j int) bool { return r.edits[i].from < r.edits[j].from })
	var b bytes.Buffer
	at := 0
	for _, e := range r.edits {
		b.Write(r.source[at:e.from])
		b.WriteString(e.text)
		at = e.to
	}
	b.Write(r.source[at:])
	return b.Bytes()
}

// isCall reports whether n calls graphql.name.
func isCall(n ast.Node, name string) (*ast.CallExpr, bool) {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return nil, false
	}
	return call, isSelector(call.Fun, "graphql", name)
}

func isSelector(n ast.Node, x, name string) bool {
	selector, ok := n.(*ast.SelectorExpr)
	if !ok || selector.Sel.Name != name {
		return false
	}
	id, ok := selector.X.(*ast.Ident)
	return ok && id.Name == x
}

func mentions(text string, words ...string) bool {
	for _, word := range words {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}
