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

// part is a field with its name in an input, the first of several, and its place in the content.
type part struct {
	field Field
	input string
	of    func(Content) any
}

// parts are the fields in the order of the form.
var parts = []part{
	{FieldApplicant, "applicant", func(c Content) any { return c.Applicant }},
	{FieldKind, "kind", func(c Content) any { return c.Proposal.Kind }},
	{FieldLanguage, "language", func(c Content) any { return c.Proposal.Language }},
	{FieldTitle, "title", func(c Content) any { return c.Proposal.Title }},
	{FieldGoal, "goal", func(c Content) any { return c.Proposal.Goal }},
	{FieldProblem, "problem", func(c Content) any { return c.Proposal.Problem }},
	{FieldLocalMatter, "localMatter", func(c Content) any { return c.Proposal.LocalMatter }},
	{FieldPriorityArea, "priorityAreaId", func(c Content) any { return c.Proposal.PriorityAreaID }},
	{FieldType, "type", func(c Content) any { return c.Proposal.Type }},
	{FieldPreviousResults, "previousResults", func(c Content) any { return c.Proposal.PreviousResults }},
	{FieldTargetGroups, "targetGroups", func(c Content) any { return c.Proposal.TargetGroups }},
	{FieldParticipants, "participants", func(c Content) any { return c.Proposal.Participants }},
	{FieldVillages, "villages", func(c Content) any { return c.Proposal.Villages }},
	{FieldSustainability, "sustainability", func(c Content) any { return c.Proposal.Sustainability }},
	{FieldCitizenParticipation, "citizenParticipation", func(c Content) any { return c.Proposal.CitizenParticipation }},
	{FieldDates, "startDate", func(c Content) any { return []any{c.Proposal.StartDate, c.Proposal.EndDate} }},
	{FieldGroup, "group", func(c Content) any { return c.Proposal.Group }},
	{FieldPlan, "plan", func(c Content) any { return c.Proposal.Plan }},
	{FieldBudget, "budgetLines", func(c Content) any { return c.BudgetLines }},
	{FieldAttachments, "attachments", func(c Content) any { return c.Proposal.Attachments }},
	{FieldDeclaration, "declared", func(c Content) any { return c.Proposal.Declared }},
	{FieldResidence, "resident", func(c Content) any { return c.Proposal.Resident }},
	{FieldConsents, "consents", func(c Content) any { return c.Consents }},
}

// input is the name of the field in what applicants write.
func (f Field) input() string {
	for _, p := range parts {
		if p.field == f {
			return p.input
		}
	}
	return ""
}
