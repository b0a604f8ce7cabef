package graph

import (
	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/figures"
)

func figuresFilter(input *model.FiguresFilter) figures.Filter {
	if input == nil {
		return figures.Filter{}
	}
	return figures.Filter{
		Municipalities: uuids(input.MunicipalityIds.Value()), OblastCodes: input.OblastCodes.Value(), Years: input.Years.Value(),
		Priorities: input.Priorities.Value(), Sources: input.Sources.Value(),
	}
}
