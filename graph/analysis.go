package graph

import (
	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/analysis"
)

func newAnalysis(input model.CreateSituationAnalysisInput) analysis.Draft {
	return analysis.Draft{
		Title: *input.Title, DoneOn: input.DoneOn, Summary: input.Summary, Findings: values(input.Findings),
		PriorityAreaIDs: uuids(input.PriorityAreaIds), FileID: optionalID(input.FileID),
	}
}

func editedAnalysis(input model.UpdateSituationAnalysisInput) analysis.Draft {
	return analysis.Draft{
		Title: *input.Title, DoneOn: input.DoneOn, Summary: input.Summary, Findings: values(input.Findings),
		PriorityAreaIDs: uuids(input.PriorityAreaIds), FileID: optionalID(input.FileID), KeepFile: !input.FileID.IsSet(),
	}
}
