package graph

import (
	"context"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/funding"
)

// question finds the rule that a service asks before it changes a thing.
type question func(context.Context, model.Node) (access.Rule, error)

// subject says which permissions speak of a kind of thing.
type subject struct {
	// read is the object whose READ is to see the thing itself.
	read access.Object
	// rules are those of the other permissions, by their object; nil is the role alone.
	rules map[access.Object]question
}

func ask[T model.Node](rule func(context.Context, T) (access.Rule, error)) question {
	return func(ctx context.Context, node model.Node) (access.Rule, error) {
		thing, ok := node.(T)
		if !ok {
			return nil, errNotAbout
		}
		return rule(ctx, thing)
	}
}

// subjects has a line for every kind of [Resolver.nodes].
//
//nolint:funlen // a table
func (r *Resolver) subjects() map[string]subject {
	protocols, competitions := ask(r.Protocols.Rule), ask(r.Competitions.Rule)
	return map[string]subject{
		"Municipality":       {access.Municipality, nil},
		"TerritoryChange":    {access.Tenant, map[access.Object]question{access.Tenant: ask(r.Territory.ChangeRule)}},
		"PublicMunicipality": {access.Municipality, nil},
		"PublicCompetition":  {access.Publication, nil},
		"File":               {access.File, map[access.Object]question{access.File: nil, access.PassportCopy: nil, access.ParticipantList: nil}},
		"PriorityArea":       {access.PriorityArea, map[access.Object]question{access.PriorityArea: nil}},
		"SituationAnalysis":  {access.SituationAnalysis, map[access.Object]question{access.SituationAnalysis: nil}},
		"Envelope":           {access.Envelope, map[access.Object]question{access.Envelope: nil}},
		"Regulation":         {access.Regulation, map[access.Object]question{access.Regulation: ask(r.Regulations.Rule)}},
		"Commission":         {access.Commission, map[access.Object]question{access.Commission: ask(r.Commissions.Rule)}},
		"User":               {access.User, map[access.Object]question{access.User: ask(r.People.UserRule)}},
		"Membership":         {access.Membership, map[access.Object]question{access.Membership: ask(r.People.MembershipRule)}},
		"Competition": {access.Competition, map[access.Object]question{
			access.Competition: competitions, access.Publication: competitions, access.Announcement: ask(r.Competitions.AnnouncementRule),
			access.Application: ask(r.Applications.BeginRule), access.CommissionSession: ask(r.Sessions.PlanRule),
			access.ConflictDeclaration: ask(r.declarationsIn), access.ScoreSheet: nil, access.Protocol: nil, access.ResultOrder: nil,
			access.Award: nil,
		}},
		"Application": {access.Application, map[access.Object]question{
			access.Application: ask(r.Applications.Rule), access.Admissibility: ask(r.Applications.AdmissionRule),
			access.Applicant: ask(r.Applications.PersonRule), access.ScoreSheet: ask(r.scoresOf),
			access.ConflictDeclaration: ask(r.declarationsOn),
		}},
		"ConflictDeclaration": {access.ConflictDeclaration, map[access.Object]question{access.ConflictDeclaration: ask(r.declarationAgain)}},
		"ScoreSheet":          {access.ScoreSheet, map[access.Object]question{access.ScoreSheet: ask(r.Evaluations.Rule)}},
		"CommissionSession": {access.CommissionSession, map[access.Object]question{
			access.CommissionSession: ask(r.Sessions.Rule), access.Protocol: ask(r.Protocols.DraftRule),
		}},
		"Protocol":    {access.Protocol, map[access.Object]question{access.Protocol: protocols, access.ResultOrder: protocols}},
		"ResultOrder": {access.ResultOrder, nil},
		"Award": {access.Award, map[access.Object]question{
			access.ProgrammeGrant: ask(r.Awards.GrantRule), access.Agreement: ask(r.Agreements.BeginRule),
		}},
		"Paper":  {access.Paper, map[access.Object]question{access.Paper: ask(r.Papers.Rule), access.ProgrammePaper: ask(r.Papers.Rule)}},
		"Appeal": {access.Appeal, map[access.Object]question{access.Appeal: ask(r.Appeals.Rule)}},
		"Selection": {access.Selection, map[access.Object]question{
			access.Selection: ask(r.Selections.Rule), access.SelectionSeat: ask(r.Selections.SeatsRule), access.SelectionProtocol: ask(r.Selections.ProtocolRule),
			access.LetterEligibility: nil, access.SelectionResult: nil,
		}},
		"SelectionSeat":       {access.SelectionSeat, map[access.Object]question{access.SelectionSeat: ask(r.Selections.SeatRule)}},
		"SelectionProtocol":   {access.SelectionProtocol, map[access.Object]question{access.SelectionProtocol: nil}},
		"CodedLetter":         {access.SelectionScore, map[access.Object]question{access.SelectionScore: ask(r.Selections.ScoreRule)}},
		"LetterClarification": {access.LetterClarification, map[access.Object]question{access.LetterClarification: ask(r.Selections.ClarificationRule)}},
		"LetterOfInterest": {access.LetterOfInterest, map[access.Object]question{
			access.LetterOfInterest: ask(r.Letters.Rule), access.LetterLeader: nil,
			access.LetterEligibility: nil, access.LetterClarification: nil, access.LetterRedaction: nil, access.ParticipantNotice: nil,
		}},
		"Agreement": {access.Agreement, map[access.Object]question{
			access.Agreement: ask(r.Agreements.Rule), access.Event: ask(r.Events.BeginRule), access.ParticipantRecord: ask(r.Events.RecordRule),
			access.Purchase: ask(r.Funding.BeginRule(access.Purchase)), access.Payment: ask(r.Funding.BeginRule(access.Payment)), access.Refund: ask(r.Funding.BeginRule(access.Refund)),
			access.Contribution: ask(r.Funding.BeginRule(access.Contribution)), access.Reallocation: ask(r.Funding.BeginRule(access.Reallocation)),
			access.Report:  ask(r.Reports.PlanRule),
			access.Tranche: ask(r.Funding.BeginRule(access.Tranche)), access.BankDetails: ask(r.Funding.BeginRule(access.BankDetails)),
		}},
		"Tranche":          {access.Agreement, map[access.Object]question{access.Tranche: ask(funding.RuleOf[*funding.Tranche](r.Funding))}},
		"BankDetails":      {access.Agreement, map[access.Object]question{access.BankDetails: ask(funding.RuleOf[*funding.BankDetails](r.Funding))}},
		"Purchase":         {access.Agreement, map[access.Object]question{access.Purchase: ask(funding.RuleOf[*funding.Purchase](r.Funding))}},
		"Payment":          {access.Agreement, map[access.Object]question{access.Payment: ask(funding.RuleOf[*funding.Payment](r.Funding))}},
		"Refund":           {access.Agreement, map[access.Object]question{access.Refund: ask(funding.RuleOf[*funding.Refund](r.Funding))}},
		"Contribution":     {access.Agreement, map[access.Object]question{access.Contribution: ask(funding.RuleOf[*funding.Contribution](r.Funding))}},
		"Reallocation":     {access.Agreement, map[access.Object]question{access.Reallocation: ask(funding.RuleOf[*funding.Reallocation](r.Funding))}},
		"AgreementLine":    {access.Agreement, nil},
		"TermsOfReference": {access.Agreement, nil},
		"Amendment":        {access.Agreement, nil},
		"Correction":       {access.Agreement, nil},
		"MonitoringGroup":  {access.MonitoringGroup, map[access.Object]question{access.MonitoringGroup: ask(r.Monitoring.GroupRule)}},
		"Event": {access.Event, map[access.Object]question{
			access.Event: ask(r.Events.Rule), access.EventPhoto: ask(r.Events.ShootRule), access.ParticipantList: ask(r.Events.ListRule),
		}},
		"EventPhoto":        {access.EventPhoto, map[access.Object]question{access.EventPhoto: ask(r.Events.PhotoRule)}},
		"ParticipantRecord": {access.ParticipantRecord, nil},
		"Report": {access.Report, map[access.Object]question{
			access.Report: ask(r.Reports.Rule), access.ReportProgrammePart: ask(r.Reports.ProgrammeRule),
		}},
		"ReportEdition":  {access.Report, nil},
		"ReportDecision": {access.Report, nil},
		"MonitoringVisit": {access.MonitoringVisit, map[access.Object]question{
			access.MonitoringVisit: ask(r.Monitoring.VisitRule), access.Finding: ask(r.Monitoring.FindRule),
		}},
		"MonitoringProtocol": {access.MonitoringProtocol, map[access.Object]question{access.MonitoringProtocol: ask(r.Monitoring.ProtocolRule)}},
		"Finding":            {access.Finding, map[access.Object]question{access.Finding: ask(r.Monitoring.FindingRule)}},
		"Memorandum":         {access.Memorandum, map[access.Object]question{access.Memorandum: ask(r.Memoranda.Rule)}},
		"WorkPlan":           {access.WorkPlan, map[access.Object]question{access.WorkPlan: ask(r.WorkPlans.PlanRule)}},
		"WorkPlanStep":       {access.WorkPlan, map[access.Object]question{access.WorkPlan: ask(r.WorkPlans.Rule)}},
		"Training":           {access.Training, map[access.Object]question{access.Training: ask(r.Trainings.Rule)}},
		"GrantFund":          {access.GrantFund, map[access.Object]question{access.GrantFund: nil}},
		"PilotRound":         {access.PilotRound, map[access.Object]question{access.PilotRound: nil}},
		"SpecialDay":         {access.SpecialDay, map[access.Object]question{access.SpecialDay: nil}},
		"Call":               {access.Call, map[access.Object]question{access.Call: ask(r.Calls.Rule)}},
	}
}

func (r *Resolver) declarationsIn(ctx context.Context, c *competition.Competition) (access.Rule, error) {
	return r.Evaluations.DeclarationRule(ctx, c.Ref(), nil)
}

func (r *Resolver) declarationsOn(ctx context.Context, a *application.Application) (access.Rule, error) {
	return r.Evaluations.DeclarationRule(ctx, a.Link("Competition", a.CompetitionID), &a.ID)
}

func (r *Resolver) declarationAgain(ctx context.Context, d *evaluation.Declaration) (access.Rule, error) {
	return r.Evaluations.RetractionRule(ctx, d)
}

func (r *Resolver) scoresOf(ctx context.Context, a *application.Application) (access.Rule, error) {
	return r.Evaluations.ScoreRule(ctx, a.Link("Competition", a.CompetitionID), a.Ref())
}
