package application

// Field names a part of the content: what can be returned for correction and what two
// versions are compared by.
type Field string

// The fields (domain.md 5.3).
const (
	FieldApplicant            Field = "APPLICANT"
	FieldKind                 Field = "KIND"
	FieldLanguage             Field = "LANGUAGE"
	FieldTitle                Field = "TITLE"
	FieldGoal                 Field = "GOAL"
	FieldProblem              Field = "PROBLEM"
	FieldLocalMatter          Field = "LOCAL_MATTER"
	FieldPriorityArea         Field = "PRIORITY_AREA"
	FieldType                 Field = "TYPE"
	FieldPreviousResults      Field = "PREVIOUS_RESULTS"
	FieldTargetGroups         Field = "TARGET_GROUPS"
	FieldParticipants         Field = "PARTICIPANTS"
	FieldVillages             Field = "VILLAGES"
	FieldSustainability       Field = "SUSTAINABILITY"
	FieldCitizenParticipation Field = "CITIZEN_PARTICIPATION"
	FieldDates                Field = "DATES"
	FieldGroup                Field = "GROUP"
	FieldPlan                 Field = "PLAN"
	FieldBudget               Field = "BUDGET"
	FieldAttachments          Field = "ATTACHMENTS"
	FieldDeclaration          Field = "DECLARATION"
	FieldResidence            Field = "RESIDENCE"
	FieldConsents             Field = "CONSENTS"
)

// part is a field with its place in the content.
type part struct {
	field Field
	of    func(Content) any
}

// parts are the fields in the order of the form.
var parts = []part{
	{FieldApplicant, func(c Content) any { return c.Applicant }},
	{FieldKind, func(c Content) any { return c.Proposal.Kind }},
	{FieldLanguage, func(c Content) any { return c.Proposal.Language }},
	{FieldTitle, func(c Content) any { return c.Proposal.Title }},
	{FieldGoal, func(c Content) any { return c.Proposal.Goal }},
	{FieldProblem, func(c Content) any { return c.Proposal.Problem }},
	{FieldLocalMatter, func(c Content) any { return c.Proposal.LocalMatter }},
	{FieldPriorityArea, func(c Content) any { return c.Proposal.PriorityAreaID }},
	{FieldType, func(c Content) any { return c.Proposal.Type }},
	{FieldPreviousResults, func(c Content) any { return c.Proposal.PreviousResults }},
	{FieldTargetGroups, func(c Content) any { return c.Proposal.TargetGroups }},
	{FieldParticipants, func(c Content) any { return c.Proposal.Participants }},
	{FieldVillages, func(c Content) any { return c.Proposal.Villages }},
	{FieldSustainability, func(c Content) any { return c.Proposal.Sustainability }},
	{FieldCitizenParticipation, func(c Content) any { return c.Proposal.CitizenParticipation }},
	{FieldDates, func(c Content) any { return []any{c.Proposal.StartDate, c.Proposal.EndDate} }},
	{FieldGroup, func(c Content) any { return c.Proposal.Group }},
	{FieldPlan, func(c Content) any { return c.Proposal.Plan }},
	{FieldBudget, func(c Content) any { return c.BudgetLines }},
	{FieldAttachments, func(c Content) any { return c.Proposal.Attachments }},
	{FieldDeclaration, func(c Content) any { return c.Proposal.Declared }},
	{FieldResidence, func(c Content) any { return c.Proposal.Resident }},
	{FieldConsents, func(c Content) any { return c.Consents }},
}
