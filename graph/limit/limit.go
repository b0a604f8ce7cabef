// Package limit refuses documents that would cost too much, in the order in which
// they could hurt: tokens before parsing, response keys and fragment cycles before
// validation, depth, aliases and root fields before coercion, cost before execution.
// The figures are those of engineering.md, "GraphQL conventions".
package limit

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/lexer"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// The limits of one operation.
const (
	MaxTokens     = 2000
	MaxSameKey    = 100
	MaxDepth      = 12
	MaxAliases    = 60
	MaxRootFields = 30
	MaxCost       = 5000
	MaxPage       = 100
	MaxErrors     = 5
	MaxMessage    = 300
)

// Source refuses a query text of more than [MaxTokens] tokens, comments included.
// It reads no further than that, and never recurses.
func Source(query string) *gqlerror.Error {
	lex := lexer.New(&ast.Source{Input: query})
	for range MaxTokens {
		token, err := lex.ReadToken()
		if err != nil || token.Kind == lexer.EOF {
			return nil // a lexical error is the parser's to report
		}
	}
	if token, err := lex.ReadToken(); err == nil && token.Kind == lexer.EOF {
		return nil
	}
	return refuse(errTokens, MaxTokens, nil)
}

// Errors keeps the first [MaxErrors] errors and cuts their messages at [MaxMessage]
// characters.
func Errors(list gqlerror.List) gqlerror.List {
	if len(list) > MaxErrors {
		list = list[:MaxErrors]
	}
	for _, err := range list {
		err.Message = cut(err.Message)
	}
	return list
}

func cut(message string) string {
	if len(message) <= MaxMessage {
		return message
	}
	if runes := []rune(message); len(runes) > MaxMessage {
		return string(runes[:MaxMessage-1]) + "…"
	}
	return message
}

func refuse(err *apperr.Error, limit int, at *ast.Position) *gqlerror.Error {
	return At(err.With(i18n.Args{"max": limit}), at)
}

// At wraps a refusal as a GraphQL error that points to a place in the document.
func At(err *apperr.Error, at *ast.Position) *gqlerror.Error {
	wrapped := gqlerror.Wrap(err)
	if at != nil {
		wrapped.Locations = []gqlerror.Location{{Line: at.Line, Column: at.Column}}
	}
	return wrapped
}
