package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/priority"
)

// applicationPayload answers a change of an application.
func applicationPayload(ctx context.Context, a *application.Application, err error) (*model.ApplicationPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.ApplicationPayload{Application: a, Errors: errs}, err
}

func readinessOf(ctx context.Context, ready application.Readiness) *model.ApplicationReadiness {
	shown := &model.ApplicationReadiness{Percent: ready.Percent, Issues: make([]*model.UserError, len(ready.Issues))}
	for i, issue := range ready.Issues {
		shown.Issues[i] = userError(issue, i18n.From(ctx))
	}
	return shown
}

func attachmentModels(a *application.Application, attachments []application.Attachment) []*model.ApplicationAttachment {
	shown := make([]*model.ApplicationAttachment, len(attachments))
	for i, item := range attachments {
		shown[i] = &model.ApplicationAttachment{
			Kind: item.Kind, FileID: entity.Ref{Kind: "File", Tenant: a.TenantID, ID: item.FileID}, Note: item.Note,
		}
	}
	return shown
}

func applicationCounts(counts map[application.State]application.Tally) []*model.ApplicationCount {
	shown := []*model.ApplicationCount{}
	for _, state := range application.States {
		if tally := counts[state]; tally.Count > 0 {
			shown = append(shown, &model.ApplicationCount{
				State: state, Count: tally.Count, Requested: tally.Requested(), BySource: entity.Pointers(tally.BySource),
			})
		}
	}
	return shown
}

// lineFields are the fields of the budget lines that an estimate is asked for; nil when
// it is asked for more than its lines.
func lineFields(ctx context.Context) []string {
	for _, name := range fieldsAt(ctx) {
		if name != "lines" {
			return nil
		}
	}
	return fieldsAt(ctx, "lines")
}

// applicationsOf reads the same page of the applications of each competition.
func (r *Resolver) applicationsOf(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID, filter application.Filter, request page.Request,
) (map[uuid.UUID]page.Page[*application.Application], error) {
	filter.CompetitionIDs = competitions
	if len(competitions) == 1 {
		list, err := r.Applications.List(ctx, tenant, filter, request)
		remember(ctx, list.Items...)
		return map[uuid.UUID]page.Page[*application.Application]{competitions[0]: list}, err
	}
	pages, err := r.Applications.ListEach(ctx, tenant, filter, request)
	var all []*application.Application
	for _, list := range pages {
		all = append(all, list.Items...)
	}
	remember(ctx, all...)
	return pages, err
}

// neighboursOf finds the applications beside one, with those of its whole list.
func (r *Resolver) neighboursOf(ctx context.Context, a *application.Application, filter application.Filter) (application.Beside, error) {
	return each(ctx, a, func(ctx context.Context, list []*application.Application) (map[uuid.UUID]application.Beside, error) {
		found, err := r.Applications.Neighbours(ctx, a.TenantID, list, filter)
		var all []*application.Application
		for _, beside := range found {
			for _, neighbour := range []*application.Application{beside.Previous, beside.Next} {
				if neighbour != nil {
					all = append(all, neighbour)
				}
			}
		}
		remember(ctx, all...)
		return found, err
	})
}

// areasOf finds the priority areas of applications, under the names that their competitions
// were announced with.
func (r *Resolver) areasOf(ctx context.Context, list []*application.Application) (map[uuid.UUID]*priority.Area, error) {
	tenant := list[0].TenantID
	found, err := r.Priorities.ByIDs(ctx, tenant, targets(list, func(a *application.Application) []uuid.UUID {
		if a.PriorityAreaID == nil {
			return nil
		}
		return []uuid.UUID{*a.PriorityAreaID}
	}))
	if err != nil || len(found) == 0 {
		return nil, err
	}
	competitions, err := r.Competitions.ByIDs(ctx, tenant, targets(list, func(a *application.Application) []uuid.UUID {
		return []uuid.UUID{a.CompetitionID}
	}))
	areas := make(map[uuid.UUID]*priority.Area, len(list))
	for _, a := range list {
		if a.PriorityAreaID == nil || found[*a.PriorityAreaID] == nil {
			continue
		}
		areas[a.ID] = found[*a.PriorityAreaID]
		if c := competitions[a.CompetitionID]; c != nil {
			areas[a.ID] = priority.Called([]*priority.Area{areas[a.ID]}, c.PriorityAreaNames)[0]
		}
	}
	return areas, err
}
