package main

import (
	"go/ast"
	"strings"
)

// function rewrites one generated function.
func (r *rewriter) function(f *ast.FuncDecl, leaves map[string]bool) {
	if text, ok := r.leaf(f, leaves); ok {
		r.replace(f.Body, text)
		return
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case nil:
			return false
		case ast.Stmt:
			if r.serves(n) {
				r.replace(n, "")
				return false
			}
		case *ast.StarExpr:
			if isSelector(n.X, "graphql", "FieldSet") {
				r.use(n, "*serial.Fields")
				return false
			}
		}
		return r.call(f, n)
	})
}

// call rewrites a call; it reports whether to look inside.
func (r *rewriter) call(f *ast.FuncDecl, n ast.Node) bool {
	if slice, ok := isCall(n, "MarshalSliceConcurrently"); ok && len(slice.Args) == 5 {
		r.use(slice.Fun, "serial.Slice")
		r.edits = append(r.edits, edit{r.offset(slice.Args[1].End()), r.offset(slice.Args[4].Pos()), ", "})
		return false
	}
	if set, ok := isCall(n, "NewFieldSet"); ok {
		r.use(set.Fun, "serial.NewFields")
		return false
	}
	if dispatch, ok := n.(*ast.CallExpr); ok && f.Name.Name == "_Query" && isSelector(dispatch.Fun, "out", "Dispatch") {
		r.replace(dispatch.Fun, "out.DispatchRoot")
		return false
	}
	return true
}

func (r *rewriter) use(n ast.Node, text string) {
	r.used = true
	r.replace(n, text)
}

// serves reports whether a statement only serves @defer.
func (r *rewriter) serves(statement ast.Stmt) bool {
	switch s := statement.(type) {
	case *ast.AssignStmt:
		return mentions(r.text(s.Lhs[0]), "deferredFieldSet", "deferLabelToView")
	case *ast.IfStmt:
		return r.text(s.Cond) == "field.IsDeferred()"
	case *ast.ExprStmt:
		text := r.text(s)
		return strings.HasPrefix(text, "ec.ProcessDeferredGroup(") || strings.HasPrefix(text, "atomic.AddInt32(&ec.Deferred,")
	}
	return false
}

// leafContexts names the functions that describe a field without subfields and
// arguments.
func leafContexts(file *ast.File) map[string]bool {
	names := map[string]bool{}
	for _, declaration := range file.Decls {
		f, ok := declaration.(*ast.FuncDecl)
		if !ok || len(f.Body.List) != 1 {
			continue
		}
		if result, ok := f.Body.List[0].(*ast.ReturnStmt); ok && len(result.Results) == 1 {
			if _, leaf := isCall(result.Results[0], "NewScalarFieldContext"); leaf {
				names[f.Name.Name] = true
			}
		}
	}
	return names
}

// leaf returns the body of a field function that only reads a struct: no resolver, no
// error, no directive, no subfield.
func (r *rewriter) leaf(f *ast.FuncDecl, leaves map[string]bool) (string, bool) {
	if !leaves["fieldContext"+f.Name.Name] || len(f.Body.List) != 1 {
		return "", false
	}
	result, ok := f.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(result.Results) != 1 {
		return "", false
	}
	resolve, ok := isCall(result.Results[0], "ResolveField")
	if !ok || len(resolve.Args) != 9 || r.text(resolve.Args[5]) != "nil" {
		return "", false
	}
	value, ok := r.value(resolve.Args[4])
	marshal, found := r.marshal(resolve.Args[6])
	return "{\n\treturn " + marshal + "(ctx, field.Selections, " + value + ")\n}", ok && found
}

// value is the expression that a resolver function returns with a nil error.
func (r *rewriter) value(n ast.Expr) (string, bool) {
	function, ok := n.(*ast.FuncLit)
	if !ok || len(function.Body.List) != 1 {
		return "", false
	}
	result, ok := function.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(result.Results) != 2 || r.text(result.Results[1]) != "nil" {
		return "", false
	}
	text := r.text(result.Results[0])
	return text, strings.HasPrefix(text, "obj.") && !mentions(text, "ctx", "fc.")
}

// marshal names the function that marshals the value.
func (r *rewriter) marshal(n ast.Expr) (string, bool) {
	function, ok := n.(*ast.FuncLit)
	if !ok || len(function.Body.List) != 1 {
		return "", false
	}
	result, ok := function.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(result.Results) != 1 {
		return "", false
	}
	call, ok := result.Results[0].(*ast.CallExpr)
	if !ok {
		return "", false
	}
	return r.text(call.Fun), true
}
