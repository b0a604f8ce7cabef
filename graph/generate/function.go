package main

import (
	"go/ast"
	"strings"
)

// function rewrites one generated function.
func (r *rewriter) function(f *ast.FuncDecl, fields map[string]shape) {
	if text, ok := r.plain(f, fields); ok {
		r.replace(f.Body, text)
		r.used = r.used || strings.Contains(text, "serial.")
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

// shape tells what a field is that takes no arguments: one without subfields, or one
// with them.
type shape int

const (
	withArguments shape = iota
	leaf
	object
)

// shapes finds the functions that describe fields without arguments.
func shapes(file *ast.File) map[string]shape {
	found := map[string]shape{}
	for _, declaration := range file.Decls {
		if f, ok := declaration.(*ast.FuncDecl); ok && strings.HasPrefix(f.Name.Name, "fieldContext_") {
			found[f.Name.Name] = shapeOf(f)
		}
	}
	return found
}

// shapeOf reads a description: one statement describes a leaf, two describe an object,
// more read arguments.
func shapeOf(f *ast.FuncDecl) shape {
	switch len(f.Body.List) {
	case 1:
		if result, ok := f.Body.List[0].(*ast.ReturnStmt); ok && len(result.Results) == 1 {
			if _, ok := isCall(result.Results[0], "NewScalarFieldContext"); ok {
				return leaf
			}
		}
	case 2:
		if assignment, ok := f.Body.List[0].(*ast.AssignStmt); ok && len(assignment.Rhs) == 1 {
			if _, ok := assignment.Rhs[0].(*ast.UnaryExpr); ok {
				return object
			}
		}
	}
	return withArguments
}

// plain returns the body of a field function that only reads a struct: no resolver, no
// error, no directive, no argument.
func (r *rewriter) plain(f *ast.FuncDecl, fields map[string]shape) (string, bool) {
	kind := fields["fieldContext"+f.Name.Name]
	if kind == withArguments || len(f.Body.List) != 1 {
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
	if !ok || !found {
		return "", false
	}
	if kind == object {
		return "{\n\treturn serial.Object(ctx, field, " + value + ", " + marshal + ")\n}", true
	}
	return "{\n\treturn " + marshal + "(ctx, field.Selections, " + value + ")\n}", true
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
