package main

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
)

// lighten drops what gqlgen prepares for each request and nothing of ours reads: a map of
// the decoders of all input types.
func lighten(source []byte) ([]byte, error) {
	r := &rewriter{source: source, files: token.NewFileSet()}
	file, err := parser.ParseFile(r.files, "", source, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	ast.Inspect(file, func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		if !ok {
			return true
		}
		for _, name := range []string{"BuildUnmarshalerMap", "WithUnmarshalerMap"} {
			if _, ok := isCall(assign.Rhs[0], name); ok {
				r.replace(assign, "")
				return false
			}
		}
		return true
	})
	if len(r.edits) == 0 {
		return nil, fmt.Errorf("no map of input decoders: the code that gqlgen generates has changed")
	}
	return format.Source(r.apply())
}
