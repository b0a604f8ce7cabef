package graph

import (
	"context"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/training"
)

// trainings is a page of them, whose municipalities are read together.
func trainings(ctx context.Context, list page.Page[*training.Training]) *model.Connection[*training.Training] {
	remember(ctx, list.Items...)
	remember(ctx, parts(list.Items, (*training.Training).PresentList)...)
	return model.NewConnection(list)
}

func trainingPayload(ctx context.Context, t *training.Training, err error) (*model.TrainingPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.TrainingPayload{Training: t, Errors: errs}, err
}

func trainingFilter(kind *training.Kind) (filter training.Filter) {
	if kind != nil {
		filter.Kind = *kind
	}
	return filter
}

func trainingDraft(input *model.TrainingInput) training.Draft {
	draft := training.Draft{
		Kind: input.Kind, Title: *input.Title, From: input.From, ExactTo: input.ExactTo, Place: input.Place, Online: input.Online,
		Hosts: input.Hosts, Oblasts: input.OblastCodes, Topics: input.Topics, TargetNum: input.TargetCount.Value(),
		OtherNum: input.OtherCount.Value(), Men: input.Men.Value(), Women: input.Women.Value(), Derived: input.Derived,
		QuestionsFileID: optionalID(input.QuestionsFileID), ReportFileID: optionalID(input.ReportFileID),
		PhotoFileIDs: uuids(input.PhotoFileIds), Note: input.Note,
	}
	set(&draft.Until, input.Until)
	for _, p := range input.Participants {
		draft.Presents = append(draft.Presents, training.Present{
			MunicipalityID: p.MunicipalityID.ID, Target: p.Target.Value(), Men: p.Men.Value(), Women: p.Women.Value(),
		})
	}
	return draft
}
