package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/appeal"
)

func appealPayload(ctx context.Context, a *appeal.Appeal, err error) (*model.AppealPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.AppealPayload{Appeal: a, Errors: errs}, err
}

// appealReceipt answers a filing with the code that is shown once.
func appealReceipt(ctx context.Context, a *appeal.Appeal, code string, err error) (*model.FileAppealPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.FileAppealPayload{Appeal: a, Code: secretOrNull(code), Errors: errs}, err
}

func appealFilter(input *model.AppealFilter) (filter appeal.Filter) {
	if input != nil {
		filter.States = input.States.Value()
		set(&filter.Kind, input.Kind)
	}
	return filter
}

// lettersOf finds who wrote what of appeals.
func (r *Resolver) lettersOf(ctx context.Context, list []*appeal.Appeal) (map[uuid.UUID]*appeal.Letter, error) {
	return r.Appeals.Letters(ctx, list[0].TenantID, idsOf(list))
}
