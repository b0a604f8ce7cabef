package graph

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

var errTimeLimit = apperr.New(apperr.Limit, i18n.New(
	"Суроо өтө көп убакыт алды. Азыраак маалымат сураңыз.",
	"Запрос занял слишком много времени. Запросите меньше данных.",
	"The operation took too long. Ask for less."))

var errCancelled = apperr.ErrUnavailable.With(i18n.Args{"reason": i18n.New(
	"байланыш үзүлдү.", "соединение прервано.", "the connection ended.")})

// presenter turns errors into what the client sees: a refusal of ours in her
// language with its code; anything else as INTERNAL, which only the log explains.
type presenter struct {
	requestID func(context.Context) string
}

// present keeps the path and the places of an error and replaces its text.
func (p presenter) present(ctx context.Context, err error) *gqlerror.Error {
	out := *graphql.DefaultErrorPresenter(ctx, err)
	refusal := p.refusal(ctx, err, &out)
	out.Err = refusal
	out.Message = refusal.Message(i18n.From(ctx))
	out.Extensions = extensions(refusal)
	return &out
}

func (p presenter) refusal(ctx context.Context, err error, out *gqlerror.Error) *apperr.Error {
	if known := apperr.All(err); len(known) > 0 && known[0].Code != apperr.Internal {
		return withInput(placed(ctx, known[0]), ctx, out)
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded) || errors.Is(ctx.Err(), context.DeadlineExceeded):
		return errTimeLimit
	case errors.Is(ctx.Err(), context.Canceled):
		return errCancelled
	case len(inputOf(ctx, out)) > 0:
		return withInput(apperr.ErrMalformed, ctx, out)
	}
	id := p.requestID(ctx)
	slog.ErrorContext(ctx, "request failed", "request_id", id, "path", out.Path.String(), "error", err)
	return apperr.ErrInternal.With(i18n.Args{"requestId": id})
}

// placed is [place] for what names a value or was not found.
func placed(ctx context.Context, refusal *apperr.Error) *apperr.Error {
	if len(refusal.Path) == 0 && refusal.Code != apperr.NotFound {
		return refusal
	}
	return place(ctx, refusal)
}

// withInput points a refusal of an argument's value to the argument. gqlgen reports
// these with a path that continues beyond the field.
func withInput(refusal *apperr.Error, ctx context.Context, out *gqlerror.Error) *apperr.Error {
	input := inputOf(ctx, out)
	if len(input) == 0 {
		return refusal
	}
	out.Path = out.Path[:len(out.Path)-len(input)]
	if len(refusal.Path) > 0 {
		return refusal
	}
	return refusal.At(input...)
}

// inputOf is the part of an error's path that leads into the arguments of its field.
func inputOf(ctx context.Context, err *gqlerror.Error) []string {
	field := graphql.GetFieldContext(ctx)
	if field == nil || len(err.Path) <= len(field.Path()) {
		return nil
	}
	var names []string
	for _, element := range err.Path[len(field.Path()):] {
		switch e := element.(type) {
		case ast.PathName:
			names = append(names, string(e))
		case ast.PathIndex:
			names = append(names, strconv.Itoa(int(e)))
		}
	}
	return names
}

func extensions(refusal *apperr.Error) map[string]any {
	all := map[string]any{"code": string(refusal.Code)}
	if refusal.Rule != "" {
		all["rule"] = refusal.Rule
	}
	if refusal.Permission != "" {
		all["permission"] = refusal.Permission
	}
	if len(refusal.Path) > 0 {
		all["path"] = refusal.Path
	}
	return all
}

// recovered makes an error of a panic, with the stack for the log.
func recovered(_ context.Context, cause any) error {
	return fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
}
