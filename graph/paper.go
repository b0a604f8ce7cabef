package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/paper"
)

func paperPayload(ctx context.Context, p *paper.Paper, err error) (*model.PaperPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.PaperPayload{Paper: p, Errors: errs}, err
}

func paperTemplatePayload(ctx context.Context, t *paper.Template, err error) (*model.PaperTemplatePayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.PaperTemplatePayload{Template: t, Errors: errs}, err
}

func paperFilter(input *model.PaperFilter) (filter paper.Filter) {
	if input != nil {
		set(&filter.Kind, input.Kind)
		set(&filter.Year, input.Year)
		set(&filter.State, input.State)
		setID(&filter.AboutID, input.AboutID)
	}
	return filter
}

// fileOf finds one of the files of a paper, with those of its whole list.
func (r *Resolver) fileOf(ctx context.Context, p *paper.Paper, id *uuid.UUID) (*file.File, error) {
	if id == nil {
		return nil, nil
	}
	found, err := linkedAll(ctx, p, (*paper.Paper).Files, r.files)
	return found[*id], err
}
