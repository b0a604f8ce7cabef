package graph

import (
	"github.com/99designs/gqlgen/graphql"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/budget"
)

// editContent writes what was sent into a content.
func editContent(input *model.ApplicationContentInput) application.Edit {
	return func(c *application.Content) {
		if input == nil {
			return
		}
		if applicant, sent := input.Applicant.ValueOK(); sent {
			editApplicant(&c.Applicant, applicant)
		}
		editProposal(&c.Proposal, input)
		if lines, sent := input.BudgetLines.ValueOK(); sent {
			c.BudgetLines = budgetLines(lines)
		}
		assignList(&c.Consents, input.Consents)
	}
}

func editProposal(p *application.Proposal, input *model.ApplicationContentInput) {
	assign(&p.Kind, input.Kind)
	set(&p.Language, input.Language)
	assign(&p.Title, input.Title)
	assign(&p.Goal, input.Goal)
	assign(&p.Problem, input.Problem)
	assign(&p.LocalMatter, input.LocalMatter)
	replaceID(&p.PriorityAreaID, input.PriorityAreaID)
	assign(&p.Type, input.Type)
	assign(&p.PreviousResults, input.PreviousResults)
	if groups, sent := input.TargetGroups.ValueOK(); sent {
		p.TargetGroups = groups
	}
	assign(&p.Participants, input.Participants)
	assignList(&p.Villages, input.Villages)
	assign(&p.Sustainability, input.Sustainability)
	assign(&p.CitizenParticipation, input.CitizenParticipation)
	replace(&p.StartDate, input.StartDate)
	replace(&p.EndDate, input.EndDate)
	replace(&p.Group, input.Group)
	assignList(&p.Plan, input.Plan)
	if attachments, sent := input.Attachments.ValueOK(); sent {
		p.Attachments = attachmentsOf(attachments)
	}
	assign(&p.Declared, input.Declared)
	assign(&p.Resident, input.Resident)
}

// editApplicant writes what was sent of the applicant; null clears all.
func editApplicant(a *application.Applicant, input *model.ApplicantInput) {
	if input == nil {
		*a = application.Applicant{Base: a.Base}
		return
	}
	assign(&a.Surname, input.Surname)
	assign(&a.GivenName, input.GivenName)
	assign(&a.Patronymic, input.Patronymic)
	replace(&a.BirthYear, input.BirthYear)
	assign(&a.Sex, input.Sex)
	assign(&a.Village, input.Village)
	assign(&a.Street, input.Street)
	assign(&a.Phone, input.Phone)
	assign(&a.Email, input.Email)
	assign(&a.Organisation, input.Organisation)
	assign(&a.RegistrationNumber, input.RegistrationNumber)
	if names, sent := input.GroupNames.ValueOK(); sent {
		a.GroupNames = names
	}
}

func budgetLines(input []*model.BudgetLineInput) []budget.Line {
	lines := make([]budget.Line, len(input))
	for i, in := range input {
		line := &lines[i]
		line.Item, line.Source, line.Form, line.Valuation = in.Item, in.Source, in.Form, in.Valuation
		set(&line.Unit, in.Unit)
		line.Quantity, line.UnitPrice = in.Quantity.Value(), in.UnitPrice.Value()
		replaceID(&line.EvidenceFileID, in.EvidenceFileID)
	}
	return lines
}

func attachmentsOf(input []*model.ApplicationAttachmentInput) []application.Attachment {
	attachments := make([]application.Attachment, len(input))
	for i, in := range input {
		attachments[i] = application.Attachment{Kind: in.Kind, FileID: in.FileID.ID}
		set(&attachments[i].Note, in.Note)
	}
	return attachments
}

func applicationFilter(input *model.ApplicationFilter, order application.Order) application.Filter {
	filter := application.Filter{Order: order}
	if input != nil {
		set(&filter.Village, input.Village)
		replaceID(&filter.PriorityAreaID, input.PriorityAreaID)
		replace(&filter.RequestedFrom, input.RequestedFrom)
		replace(&filter.RequestedTo, input.RequestedTo)
		replace(&filter.ReceivedFrom, input.ReceivedFrom)
		replace(&filter.ReceivedTo, input.ReceivedTo)
		filter.States = input.States.Value()
		set(&filter.Search, input.Search)
	}
	return filter
}

// assign takes an input field over when it was sent; null empties.
func assign[T any](dest *T, field graphql.Omittable[*T]) {
	value, sent := field.ValueOK()
	switch {
	case sent && value == nil:
		*dest = *new(T)
	case sent:
		*dest = *value
	}
}

// assignList takes a list over when it was sent; null empties.
func assignList[T any](dest *[]T, field graphql.Omittable[[]*T]) {
	if value, sent := field.ValueOK(); sent {
		*dest = values(value)
	}
}

// orNull is null for what was not chosen yet.
func orNull[T comparable](value T) *T {
	if value == *new(T) {
		return nil
	}
	return &value
}
