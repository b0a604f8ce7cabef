package graph

import (
	"context"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/monitoring"
)

func monitoringSeat(input *model.MonitoringSeatInput) monitoring.Seat {
	return monitoring.Seat{
		Category: input.Category, Leads: input.Leads, Name: input.Name, Post: input.Post, UserID: optionalID(input.UserID),
	}
}

func monitoringSeats(inputs []*model.MonitoringSeatInput) []monitoring.Seat {
	list := make([]monitoring.Seat, len(inputs))
	for i, input := range inputs {
		list[i] = monitoringSeat(input)
	}
	return list
}

func monitoringGroupPayload(ctx context.Context, g *monitoring.Group, err error) (*model.MonitoringGroupPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.MonitoringGroupPayload{Group: g, Errors: errs}, err
}
