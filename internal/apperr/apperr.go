// Package apperr is the error model of the domain: a stable code, the field that
// is wrong, and a sentence that the person can act on, in her language.
//
// Adapters turn these into GraphQL payload errors or HTTP answers; anything that is
// not an [*Error] is reported as INTERNAL with a fixed text.
package apperr

import (
	"errors"
	"strings"

	"github.com/demilge/demilge/internal/i18n"
)

// Code is a stable, documented class of error (docs/errors.md).
type Code string

// The codes.
const (
	Unauthenticated Code = "UNAUTHENTICATED"
	Forbidden       Code = "FORBIDDEN"
	NotFound        Code = "NOT_FOUND"
	Validation      Code = "VALIDATION"
	Rule            Code = "RULE"
	Conflict        Code = "CONFLICT"
	DeadlinePassed  Code = "DEADLINE_PASSED"
	Limit           Code = "LIMIT"
	RateLimited     Code = "RATE_LIMITED"
	Unavailable     Code = "UNAVAILABLE"
	Internal        Code = "INTERNAL"
)

// Error is a refusal that its reader can understand.
type Error struct {
	Code Code
	// Rule names the broken rule, e.g. "ENVELOPE_EXCEEDED"; empty but for RULE and DEADLINE_PASSED.
	Rule string
	// Permission is the missing permission of a FORBIDDEN, e.g. "APPLICATION:SUBMIT".
	Permission string
	// Path addresses the input, e.g. budgetLines, 2, unitPrice.
	Path  []string
	Text  i18n.Text
	Args  i18n.Args
	cause error
}

// Error is for logs; people read [Error.Message].
func (e *Error) Error() string {
	s := string(e.Code)
	if e.Rule != "" {
		s += " " + e.Rule
	}
	if len(e.Path) > 0 {
		s += " at " + strings.Join(e.Path, ".")
	}
	s += ": " + e.Text.In(i18n.En, e.Args)
	if e.cause != nil {
		s += ": " + e.cause.Error()
	}
	return s
}

// Message is the sentence for the person, in lang.
func (e *Error) Message(lang i18n.Lang) string { return e.Text.In(lang, e.Args) }

// Unwrap returns what lies behind, for logs and errors.Is.
func (e *Error) Unwrap() error { return e.cause }

// Is reports whether target is the same refusal: equal code and rule.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code && t.Rule == e.Rule
}

// At returns a copy of the error that points to an input field.
func (e *Error) At(path ...string) *Error {
	c := *e
	c.Path = path
	return &c
}

// With returns a copy of the error with its placeholders filled.
func (e *Error) With(args i18n.Args) *Error {
	c := *e
	c.Args = args
	return &c
}

// Because returns a copy of the error that remembers its cause for the log.
func (e *Error) Because(cause error) *Error {
	c := *e
	c.cause = cause
	return &c
}

// New declares an error.
func New(code Code, text i18n.Text) *Error { return &Error{Code: code, Text: text} }

// Invalid is a VALIDATION error at a field.
func Invalid(text i18n.Text, path ...string) *Error {
	return &Error{Code: Validation, Text: text, Path: path}
}

// Refuses reports whether err is an answer to the person, and not a failure of ours or of
// something that we need.
func Refuses(err error) bool {
	switch CodeOf(err) {
	case Internal, Unavailable:
		return false
	}
	return true
}

// CodeOf returns the code of err, INTERNAL when it is none of ours.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}
