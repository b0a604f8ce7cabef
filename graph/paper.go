package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/entity"
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

// papersOf reads a page of the journals of a municipality, or with uuid.Nil of the programme.
func (r *Resolver) papersOf(ctx context.Context, tenant uuid.UUID, filter *model.PaperFilter, first *int, after *string) (*model.Connection[*paper.Paper], error) {
	request, err := pageRequest(ctx, first, after)
	if err != nil {
		return nil, err
	}
	page, err := r.Papers.List(ctx, tenant, paperFilter(filter), request)
	remember(ctx, page.Items...)
	return model.NewConnection(page), err
}

// placeOf is a municipality or, left out, the programme.
func placeOf(municipality graphql.Omittable[*entity.Ref]) uuid.UUID {
	if id := optionalID(municipality); id != nil {
		return *id
	}
	return uuid.Nil
}

// fileOf finds one of the files of a paper, with those of its whole list.
func (r *Resolver) fileOf(ctx context.Context, p *paper.Paper, id *uuid.UUID) (*file.File, error) {
	if id == nil {
		return nil, nil
	}
	found, err := linkedAll(ctx, p, (*paper.Paper).Files, r.files)
	return found[*id], err
}
