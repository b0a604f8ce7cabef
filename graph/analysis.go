package graph

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/analysis"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
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

func values(list []*i18n.Localized) []i18n.Localized {
	out := make([]i18n.Localized, len(list))
	for i, l := range list {
		out[i] = *l
	}
	return out
}

func uuids(refs []*entity.Ref) []uuid.UUID {
	ids := make([]uuid.UUID, len(refs))
	for i, ref := range refs {
		ids[i] = ref.ID
	}
	return ids
}
