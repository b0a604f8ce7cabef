package graph

import (
	"context"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// userErrors splits the answer of a mutation: what the caller can correct stands in the
// payload, everything else is a GraphQL error.
func userErrors(ctx context.Context, err error) ([]*model.UserError, error) {
	if err == nil {
		return []*model.UserError{}, nil
	}
	list := apperr.All(err)
	if len(list) == 0 {
		return nil, err
	}
	lang := i18n.From(ctx)
	errs := make([]*model.UserError, 0, len(list))
	for _, e := range list {
		if !correctable(e.Code) {
			return nil, e
		}
		errs = append(errs, userError(place(ctx, e), lang))
		notePayloadError(ctx, e.Code)
	}
	return errs, nil
}

func correctable(code apperr.Code) bool {
	switch code {
	case apperr.Validation, apperr.Rule, apperr.Conflict, apperr.DeadlinePassed:
		return true
	}
	return false
}

func userError(e *apperr.Error, lang i18n.Lang) *model.UserError {
	shown := &model.UserError{Path: e.Path, Code: e.Code, Message: e.Message(lang)}
	if shown.Path == nil {
		shown.Path = []string{}
	}
	if e.Rule != "" {
		shown.Rule = &e.Rule
	}
	return shown
}
