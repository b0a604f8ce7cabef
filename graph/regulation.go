package graph

import (
	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/regulation"
)

func regulationFilter(kind *regulation.Kind) (filter regulation.Filter) {
	if kind != nil {
		filter.Kind = *kind
	}
	return filter
}

func newRegulation(input model.CreateRegulationInput) regulation.Draft {
	return regulation.Draft{
		Kind: input.Kind, Title: *input.Title, Rules: input.Rules.Value(), BasedOnID: optionalID(input.BasedOnID),
		TextFileID: optionalID(input.TextFileID), Note: input.Note,
	}
}

func recordedRegulation(input model.RecordRegulationInput) regulation.Draft {
	return regulation.Draft{
		Kind: input.Kind, Title: *input.Title, Rules: input.Rules.Value(),
		TextFileID: optionalID(input.TextFileID), Note: input.Note,
	}
}

func editedRegulation(input model.UpdateRegulationInput) regulation.Draft {
	return regulation.Draft{
		Title: *input.Title, Rules: input.Rules.Value(), Note: input.Note,
		TextFileID: optionalID(input.TextFileID), KeepText: !input.TextFileID.IsSet(),
	}
}
