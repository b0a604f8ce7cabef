package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

func competitionFilter(input *model.CompetitionFilter, order competition.Sorting) competition.Filter {
	filter := competition.Filter{Sorting: order}
	if input != nil {
		filter.Year, filter.States = input.Year.Value(), input.States.Value()
		set(&filter.Search, input.Search)
	}
	return filter
}

func newTerms(input model.CreateCompetitionInput) competition.Terms {
	terms := competition.Terms{Title: *input.Title, RegulationID: input.RegulationID.ID, EnvelopeID: input.EnvelopeID.ID}
	replace(&terms.OpensAt, input.OpensAt)
	replace(&terms.ClosesAt, input.ClosesAt)
	replace(&terms.ImplementBy, input.ImplementBy)
	replace(&terms.MaxAmount, input.MaxAmount)
	replace(&terms.Blind, input.Blind)
	replaceID(&terms.CommissionID, input.CommissionID)
	replaceIDs(&terms.PriorityAreaIDs, input.PriorityAreaIds)
	return terms
}

func editTerms(terms *competition.Terms, input model.UpdateCompetitionInput) {
	set(&terms.Title, input.Title)
	setID(&terms.RegulationID, input.RegulationID)
	setID(&terms.EnvelopeID, input.EnvelopeID)
	replace(&terms.OpensAt, input.OpensAt)
	replace(&terms.ClosesAt, input.ClosesAt)
	replace(&terms.ImplementBy, input.ImplementBy)
	replace(&terms.MaxAmount, input.MaxAmount)
	replace(&terms.Blind, input.Blind)
	replaceID(&terms.CommissionID, input.CommissionID)
	replaceIDs(&terms.PriorityAreaIDs, input.PriorityAreaIds)
}

func readinessModel(ctx context.Context, readiness competition.Readiness) *model.Readiness {
	if readiness.Hidden {
		return nil
	}
	shown := &model.Readiness{Ready: readiness.Ready(), Issues: make([]*model.ReadinessIssue, len(readiness.Issues))}
	if readiness.Next != "" {
		shown.Next = &readiness.Next
	}
	lang := i18n.From(ctx)
	for i, issue := range readiness.Issues {
		shown.Issues[i] = &model.ReadinessIssue{
			Path: append([]string{}, issue.Err.Path...), Rule: issue.Err.Rule, Message: issue.Err.Message(lang), Blocking: issue.Blocking,
		}
		if issue.Area != "" {
			shown.Issues[i].Area = &issue.Area
		}
	}
	return shown
}

// inOrder lists what was found in the order of the ids.
func inOrder[T any](ids []uuid.UUID, found map[uuid.UUID]*T) []*T {
	list := make([]*T, 0, len(ids))
	for _, id := range ids {
		if item, ok := found[id]; ok {
			list = append(list, item)
		}
	}
	return list
}

// removed answers a deletion.
func removed(ctx context.Context, id entity.Ref, err error) (*model.RemovedPayload, error) {
	errs, fatal := userErrors(ctx, err)
	payload := &model.RemovedPayload{Errors: errs}
	if err == nil {
		payload.RemovedID = &id
	}
	return payload, fatal
}
