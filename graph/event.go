package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/event"
)

func eventPayload(ctx context.Context, e *event.Event, err error) (*model.EventPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.EventPayload{Event: e, Errors: errs}, err
}

func eventPhotoPayload(ctx context.Context, p *event.Photo, err error) (*model.EventPhotoPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.EventPhotoPayload{EventPhoto: p, Errors: errs}, err
}

func (r *Resolver) summariesOf(ctx context.Context, list []*agreement.Agreement) (map[uuid.UUID]*event.Summary, error) {
	return r.Events.Summaries(ctx, list[0].TenantID, idsOf(list))
}
