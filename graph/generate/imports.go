package main

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"path"
	"regexp"
	"strconv"
	"strings"
)

const serialPath = `"github.com/demilge/demilge/graph/serial"`

// addImport puts the import of graph/serial before gqlgen's, in whose block it belongs.
func (r *rewriter) addImport(file *ast.File) {
	for _, spec := range file.Imports {
		if strings.Contains(spec.Path.Value, "gqlgen/graphql") {
			at := r.offset(spec.Pos())
			r.edits = append(r.edits, edit{at, at, serialPath + "\n\t"})
			return
		}
	}
}

// pruneImports drops the imports that only removed code needed.
func pruneImports(source []byte) ([]byte, error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "", source, 0)
	if err != nil {
		return nil, err
	}
	used := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if selector, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := selector.X.(*ast.Ident); ok {
				used[id.Name] = true
			}
		}
		return true
	})
	for _, spec := range file.Imports {
		if !used[importName(spec)] {
			line := regexp.MustCompile(`(?m)^\t(\w+ )?` + regexp.QuoteMeta(spec.Path.Value) + `\n`)
			at := line.FindIndex(source)
			source = bytes.Replace(source, source[at[0]:at[1]], nil, 1)
		}
	}
	return format.Source(source)
}

var majorVersion = regexp.MustCompile(`^v\d+$`)

// importName is the name by which a file knows a package.
func importName(spec *ast.ImportSpec) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	name, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return ""
	}
	base := path.Base(name)
	if majorVersion.MatchString(base) {
		base = path.Base(path.Dir(name))
	}
	return base
}
