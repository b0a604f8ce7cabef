package apperr

import (
	"errors"
	"slices"
	"strings"
)

// List gathers several refusals, so that a form shows all its errors at once.
type List []*Error

// Add appends an error; nil is ignored.
func (l *List) Add(err *Error) {
	if err != nil {
		*l = append(*l, err)
	}
}

// Err returns the list as an error, nil when it is empty.
func (l List) Err() error {
	if len(l) == 0 {
		return nil
	}
	return l
}

// Error joins the messages for logs.
func (l List) Error() string {
	parts := make([]string, len(l))
	for i, e := range l {
		parts[i] = e.Error()
	}
	return strings.Join(parts, "; ")
}

// Unwrap lets errors.As and errors.Is look inside.
func (l List) Unwrap() []error {
	errs := make([]error, len(l))
	for i, e := range l {
		errs[i] = e
	}
	return errs
}

// At points a single refusal of ours to an input field; other errors pass.
func At(err error, path ...string) error {
	if list := All(err); len(list) == 1 {
		return list[0].At(path...)
	}
	return err
}

// Below points every refusal within err to a field below another; other errors pass.
func Below(err error, path ...string) error {
	refusals := All(err)
	if len(refusals) == 0 {
		return err
	}
	list := make(List, len(refusals))
	for i, e := range refusals {
		list[i] = e.At(Under(path, e.Path...)...)
	}
	return list
}

// Under is the path of a field below another.
func Under(path []string, more ...string) []string { return slices.Concat(path, more) }

// All returns every refusal within err, nil when err is none of ours.
func All(err error) []*Error {
	var list List
	if errors.As(err, &list) {
		return list
	}
	var e *Error
	if errors.As(err, &e) {
		return []*Error{e}
	}
	return nil
}
