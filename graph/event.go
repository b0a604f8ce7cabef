package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/event"
	"github.com/demilge/demilge/internal/page"
)

func eventPayload(ctx context.Context, e *event.Event, err error) (*model.EventPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.EventPayload{Event: e, Errors: errs}, err
}

func eventPhotoPayload(ctx context.Context, p *event.Photo, err error) (*model.EventPhotoPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.EventPhotoPayload{EventPhoto: p, Errors: errs}, err
}

// eventsOf reads the same page of the events of each agreement.
func (r *Resolver) eventsOf(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID, filter event.Filter, request page.Request,
) (map[uuid.UUID]page.Page[*event.Event], error) {
	pages, err := r.Events.ListEach(ctx, tenant, agreements, filter, request)
	var all []*event.Event
	for _, list := range pages {
		all = append(all, list.Items...)
	}
	remember(ctx, all...)
	return pages, err
}

func (r *Resolver) summariesOf(ctx context.Context, list []*agreement.Agreement) (map[uuid.UUID]*event.Summary, error) {
	return r.Events.Summaries(ctx, list[0].TenantID, idsOf(list))
}
