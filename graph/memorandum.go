package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/memorandum"
	"github.com/demilge/demilge/internal/onboarding"
	"github.com/demilge/demilge/internal/pilot"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/user"
	"github.com/demilge/demilge/internal/workplan"
	"github.com/demilge/demilge/tenants"
)

func memorandumPayload(ctx context.Context, m *memorandum.Memorandum, err error) (*model.MemorandumPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.MemorandumPayload{Memorandum: m, Errors: errs}, err
}

func memorandumFilter(in *model.MemorandumFilter) (filter memorandum.Filter) {
	if in != nil {
		filter.Municipality, filter.States = optionalID(in.MunicipalityID), in.States.Value()
	}
	return filter
}

func newMemorandum(input model.CreateMemorandumInput) memorandum.Draft {
	draft := memorandum.Draft{
		LetterID: optionalID(input.LetterID), Number: input.Number, ValidFrom: input.ValidFrom.Value(), ValidUntil: input.ValidUntil.Value(),
		Parties: values(input.Parties), PublishedOnly: input.PublishedOnly, Note: input.Note,
	}
	set(&draft.Title, input.Title)
	return draft
}

func editedMemorandum(input model.UpdateMemorandumInput) memorandum.Draft {
	draft := memorandum.Draft{
		Number: input.Number, ValidFrom: input.ValidFrom.Value(), ValidUntil: input.ValidUntil.Value(),
		Parties: values(input.Parties), PublishedOnly: input.PublishedOnly, Note: input.Note,
	}
	set(&draft.Title, input.Title)
	return draft
}

// partners finds the municipalities that memoranda are with, by the memorandum.
func (r *Resolver) partners(ctx context.Context, list []*memorandum.Memorandum) (map[uuid.UUID]*tenants.Tenant, error) {
	found, err := r.Territory.ByIDs(ctx, targets(list, func(m *memorandum.Memorandum) []uuid.UUID { return []uuid.UUID{m.MunicipalityID} }))
	of := make(map[uuid.UUID]*tenants.Tenant, len(list))
	for _, m := range list {
		of[m.ID] = found[m.MunicipalityID]
	}
	return of, err
}

func pilotDraft(input model.RecordPilotRoundInput) pilot.Draft {
	draft := pilot.Draft{
		Title: *input.Title, From: input.From, Until: input.Until, Municipalities: input.MunicipalityCount,
		Initiatives: input.InitiativeCount.Value(), Note: input.Note,
	}
	for _, e := range input.Entries {
		draft.Entries = append(draft.Entries, pilot.Entry{
			Name: *e.Name, MunicipalityID: optionalID(e.MunicipalityID), Initiatives: values(e.Initiatives), Note: e.Note,
		})
	}
	return draft
}

func onboardingDraft(input model.OnboardMunicipalityInput) onboarding.Draft {
	draft := onboarding.Draft{Municipality: input.MunicipalityID.ID, Memorandum: input.MemorandumID.ID}
	for _, p := range input.People {
		first := user.First{Invitee: user.Invitee{FullName: p.FullName, Contact: p.Contact, Locale: p.Locale}, Role: p.Role}
		set(&first.Position, p.Position)
		draft.People = append(draft.People, first)
	}
	if r := input.Regulation.Value(); r != nil {
		draft.Regulation = &onboarding.Adopted{
			Draft:  regulation.Draft{Kind: r.Kind, Title: *r.Title, Rules: r.Rules.Value(), Note: r.Note},
			Decree: *r.Decree,
		}
	}
	if p := input.Plan.Value(); p != nil {
		plan := workplan.Draft{First: p.FirstDay.Value(), Steps: stepDrafts(p.Steps), Note: p.Note}
		set(&plan.Title, p.Title)
		set(&plan.Template, p.Template)
		draft.Plan = &plan
	}
	return draft
}

func onboarded(made *onboarding.Onboarded, errs []*model.UserError) *model.OnboardMunicipalityPayload {
	payload := &model.OnboardMunicipalityPayload{Members: []*user.Membership{}, Errors: errs}
	if made != nil {
		payload.Municipality, payload.Members = made.Tenant, made.Members
		payload.Regulation, payload.Plan = made.Regulation, made.Plan
	}
	return payload
}
