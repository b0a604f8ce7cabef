package graph

import (
	"context"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
)

// nodes says for each kind of id which service finds the thing behind it. Every entity
// has a line here.
//
//nolint:funlen // a table
func (r *Resolver) nodes() map[string]func(context.Context, entity.Ref) (model.Node, error) {
	return map[string]func(context.Context, entity.Ref) (model.Node, error){
		"Municipality": func(ctx context.Context, ref entity.Ref) (model.Node, error) {
			return r.municipality(ctx, ref.ID)
		},
		"TerritoryChange":   nodeOf(r.Territory.Change),
		"File":              nodeOf(r.Files.Get),
		"PriorityArea":      nodeOf(r.Priorities.Get),
		"Regulation":        nodeOf(r.Regulations.Get),
		"SituationAnalysis": nodeOf(r.Analyses.Get),
		"Envelope":          nodeOf(r.Envelopes.Get),
		"Commission":        nodeOf(r.Commissions.Get),
		"Competition":       nodeOf(r.Competitions.Get),
		"PublicCompetition": nodeOf(r.publicNode),
		"PublicMunicipality": func(ctx context.Context, ref entity.Ref) (model.Node, error) {
			return r.Public.MunicipalityOf(ctx, ref.ID)
		},
		"Application":         nodeOf(r.Applications.Get),
		"User":                nodeOf(r.People.Get),
		"Membership":          nodeOf(r.People.Membership),
		"ConflictDeclaration": nodeOf(r.Evaluations.Declaration),
		"ScoreSheet":          nodeOf(r.Evaluations.Sheet),
		"CommissionSession":   nodeOf(r.Sessions.Get),
		"Protocol":            nodeOf(r.Protocols.Get),
		"ResultOrder":         nodeOf(r.Protocols.Order),
		"Award":               nodeOf(r.Awards.Get),
		"Appeal":              nodeOf(r.Appeals.Get),
		"Paper":               nodeOf(r.Papers.Get),
		"LetterOfInterest":    nodeOf(r.Letters.Get),
		"Selection":           nodeOf(r.Selections.Get),
		"SelectionSeat":       nodeOf(r.Selections.Seat),
		"SelectionProtocol":   nodeOf(r.Selections.ProtocolByID),
		"CodedLetter":         nodeOf(r.Selections.Coded),
		"LetterClarification": nodeOf(r.Selections.Clarification),
		"Agreement":           nodeOf(r.Agreements.Get),
		"AgreementLine":       nodeOf(r.Agreements.Line),
		"TermsOfReference":    nodeOf(r.Agreements.Reference),
		"Amendment":           nodeOf(r.Agreements.Amendment),
		"Correction":          nodeOf(r.Agreements.Correction),
		"MonitoringGroup":     nodeOf(r.Monitoring.Group),
		"Event":               nodeOf(r.Events.Get),
		"EventPhoto":          nodeOf(r.Events.Photo),
		"ParticipantRecord":   nodeOf(r.Events.Record),
		"Purchase":            nodeOf(r.Funding.Purchase),
		"Payment":             nodeOf(r.Funding.Payment),
		"Refund":              nodeOf(r.Funding.Refund),
		"Contribution":        nodeOf(r.Funding.Contribution),
		"Reallocation":        nodeOf(r.Funding.Reallocation),
		"Report":              nodeOf(r.Reports.Get),
		"ReportEdition":       nodeOf(r.Reports.Edition),
		"ReportDecision":      nodeOf(r.Reports.Decision),
		"MonitoringVisit":     nodeOf(r.Monitoring.Visit),
		"MonitoringProtocol":  nodeOf(r.Monitoring.Protocol),
		"Finding":             nodeOf(r.Monitoring.Finding),
		"Tranche":             nodeOf(r.Funding.Tranche),
		"BankDetails":         nodeOf(r.Funding.Details),
		"Memorandum":          nodeOf(r.Memoranda.Get),
		"WorkPlan":            nodeOf(r.WorkPlans.Get),
		"WorkPlanStep":        nodeOf(r.WorkPlans.Step),
		"Training":            nodeOf(r.Trainings.Get),
		"GrantFund":           nodeOf(r.GrantFunds.Get),
		"PilotRound":          nodeOf(r.Pilots.Get),
		"Call":                nodeOf(r.Calls.Get),
		"SpecialDay":          nodeOf(r.SpecialDays.Get),
	}
}

// nodeOf makes a line of the table: what the caller may not read does not exist.
func nodeOf[T model.Node](get func(context.Context, entity.Ref) (T, error)) func(context.Context, entity.Ref) (model.Node, error) {
	return func(ctx context.Context, ref entity.Ref) (model.Node, error) {
		node, err := get(ctx, ref)
		if apperr.CodeOf(err) == apperr.Forbidden {
			return nil, apperr.ErrNotFound
		}
		if err != nil {
			return nil, err
		}
		return node, nil
	}
}
