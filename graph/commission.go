package graph

import (
	"context"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/i18n"
)

func seat(input *model.CommissionSeatInput) commission.Seat {
	return commission.Seat{
		Category: input.Category, Role: input.Role, Voting: input.Voting,
		Name: input.Name, Post: input.Post, UserID: optionalID(input.UserID),
	}
}

func seats(inputs []*model.CommissionSeatInput) []commission.Seat {
	list := make([]commission.Seat, len(inputs))
	for i, input := range inputs {
		list[i] = seat(input)
	}
	return list
}

// shown writes obstacles and warnings in the caller's language.
func shown(ctx context.Context, list apperr.List) []*model.UserError {
	lang := i18n.From(ctx)
	errs := make([]*model.UserError, len(list))
	for i, e := range list {
		errs[i] = userError(e, lang)
	}
	return errs
}
