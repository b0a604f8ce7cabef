package httpapi

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"github.com/tus/tusd/v2/pkg/handler"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/file/inspect"
	"github.com/demilge/demilge/internal/i18n"
)

// problem is the body of every error: the shape of GraphQL's errors.
type problem struct {
	Errors []problemError `json:"errors"`
}

type problemError struct {
	Message    string            `json:"message"`
	Extensions map[string]string `json:"extensions"`
}

// answer writes an error with its status, in the language of the request.
func answer(w http.ResponseWriter, r *http.Request, err error) {
	status, body := explain(r.Context(), err)
	write(w, r, status, body)
}

// send writes an error with a status of its own.
func send(w http.ResponseWriter, r *http.Request, status int, e *apperr.Error) {
	write(w, r, status, encode(e.Message(i18n.From(r.Context())), map[string]string{"code": string(e.Code)}))
}

func write(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", retryAfter)
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
}

// tusError turns an error of ours into one that tus sends; its own pass.
func tusError(ctx context.Context, err error) error {
	var own handler.Error
	if err == nil || errors.As(err, &own) {
		return err
	}
	status, body := explain(ctx, err)
	headers := handler.HTTPHeader{"Content-Type": "application/json; charset=utf-8"}
	if status == http.StatusServiceUnavailable {
		headers["Retry-After"] = retryAfter
	}
	return handler.Error{ErrorCode: string(apperr.CodeOf(err)), Message: "see body",
		HTTPResponse: handler.HTTPResponse{StatusCode: status, Body: string(body), Header: headers}}
}

// retryAfter is in seconds.
const retryAfter = "5"

var statuses = map[apperr.Code]int{
	apperr.Unauthenticated: http.StatusUnauthorized,
	apperr.Forbidden:       http.StatusForbidden,
	apperr.NotFound:        http.StatusNotFound,
	apperr.Validation:      http.StatusBadRequest,
	apperr.Rule:            http.StatusUnprocessableEntity,
	apperr.DeadlinePassed:  http.StatusUnprocessableEntity,
	apperr.Conflict:        http.StatusConflict,
	apperr.Limit:           http.StatusRequestEntityTooLarge,
	apperr.RateLimited:     http.StatusTooManyRequests,
	apperr.Unavailable:     http.StatusServiceUnavailable,
}

// explain finds the status and the body of an error. What is not ours is INTERNAL, which
// only the log explains.
func explain(ctx context.Context, err error) (int, []byte) {
	lang := i18n.From(ctx)
	var refusal *inspect.Refusal
	if errors.As(err, &refusal) {
		return http.StatusUnprocessableEntity, encode(refusal.Message(lang),
			map[string]string{"code": string(apperr.Rule), "rule": "FILE_REFUSED", "reason": string(refusal.Reason)})
	}
	var known *apperr.Error
	if !errors.As(err, &known) || known.Code == apperr.Internal {
		id := audit.RequestID(ctx)
		slog.ErrorContext(ctx, "file request failed", "request_id", id, "error", err)
		known = apperr.ErrInternal.With(i18n.Args{"requestId": id})
	}
	status, ok := statuses[known.Code]
	switch {
	case errors.Is(known, file.ErrNotAwaited):
		status = http.StatusGone
	case !ok:
		status = http.StatusInternalServerError
	}
	extensions := map[string]string{"code": string(known.Code)}
	if known.Rule != "" {
		extensions["rule"] = known.Rule
	}
	return status, encode(known.Message(lang), extensions)
}

func encode(message string, extensions map[string]string) []byte {
	body, err := json.Marshal(problem{Errors: []problemError{{Message: message, Extensions: extensions}}})
	if err != nil {
		panic(err) // strings always marshal
	}
	return body
}
