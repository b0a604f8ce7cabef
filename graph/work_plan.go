package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/workplan"
)

func stepPayload(ctx context.Context, step *workplan.Step, err error) (*model.WorkPlanStepPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.WorkPlanStepPayload{Step: step, Errors: errs}, err
}

func newWorkPlan(input model.CreateWorkPlanInput) workplan.Draft {
	draft := workplan.Draft{
		MemorandumID: input.MemorandumID.ID, First: input.FirstDay.Value(), Steps: stepDrafts(input.Steps), Note: input.Note,
	}
	set(&draft.Title, input.Title)
	set(&draft.Template, input.Template)
	return draft
}

func stepDrafts(list []*model.WorkPlanStepInput) []workplan.StepDraft {
	drafts := make([]workplan.StepDraft, len(list))
	for i, input := range list {
		drafts[i] = stepDraft(input)
	}
	return drafts
}

func stepDraft(input *model.WorkPlanStepInput) workplan.StepDraft {
	draft := workplan.StepDraft{
		Number: input.Number, Name: *input.Name, Confirming: values(input.Confirming), Deadline: input.Deadline.Value(), Note: input.Note,
	}
	for _, who := range input.Responsible {
		draft.Responsible = append(draft.Responsible, workplan.Responsible{Name: *who.Name, UserID: optionalID(who.UserID)})
	}
	return draft
}

func completion(input model.CompleteWorkPlanStepInput) workplan.Completion {
	done := workplan.Completion{On: input.On.Value(), Note: input.Note}
	for _, d := range input.Delivered {
		done.Delivered = append(done.Delivered, workplan.Delivered{Name: d.Name, FileID: optionalID(d.FileID)})
	}
	return done
}

// editionsOf finds the versions that steps had, by the step.
func (r *Resolver) editionsOf(ctx context.Context, list []*workplan.Step) (map[uuid.UUID][]*workplan.Edition, error) {
	return r.WorkPlans.EditionsOf(ctx, list[0].TenantID, idsOf(list))
}
