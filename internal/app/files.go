package app

import (
	"context"

	"github.com/demilge/demilge/graph"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
)

// showFiles lets those who see a thing see its files.
func showFiles(r *graph.Resolver) {
	r.Files.SeenWith(access.Regulation, seenBy(r.Regulations.Get))
	r.Files.SeenWith(access.SituationAnalysis, seenBy(r.Analyses.Get))
	r.Files.SeenWith(access.Commission, seenBy(r.Commissions.Get))
	r.Files.SeenWith(access.Announcement, ofAnyKind(r.Competitions.SeesFiles))
	r.Files.SeenWith(access.ConflictDeclaration, ofAnyKind(r.Evaluations.SeesPapers))
	r.Files.SeenWith(access.ScoreSheet, seenBy(r.Evaluations.Sheet))
	r.Files.SeenWith(access.Protocol, ofAnyKind(r.Protocols.SeesScans))
	r.Files.SeenWith(access.ResultOrder, seenBy(r.Protocols.Order))
	r.Files.SeenWith(access.MonitoringGroup, seenBy(r.Monitoring.Group))
	r.Files.SeenWith(access.Agreement, seenBy(r.Agreements.Get))
	r.Files.SeenWith(access.Paper, seenBy(r.Papers.Get))
	r.Files.SeenWith(access.ProgrammePaper, seenBy(r.Papers.Get))
	r.Files.SeenWith(access.Appeal, seenBy(r.Appeals.Get))
	r.Files.SeenWith(access.Report, seenBy(r.Reports.Get))
	r.Files.SeenWith(access.MonitoringVisit, seenBy(r.Monitoring.Visit))
	r.Files.SeenWith(access.MonitoringProtocol, seenBy(r.Monitoring.Protocol))
	r.Files.SeenWith(access.Finding, seenBy(r.Monitoring.Finding))
	r.Files.SeenWith(access.Application, r.Applications.SeesFiles)
	r.Files.SeenWith(access.Event, seenBy(r.Events.Get))
	r.Files.SeenWith(access.EventPhoto, seenBy(r.Events.Photo))
	r.Files.SeenWith(access.Payment, seenBy(r.Funding.Payment))
	r.Files.SeenWith(access.Refund, seenBy(r.Funding.Refund))
	r.Files.SeenWith(access.Tranche, seenBy(r.Funding.Tranche))
	r.Files.SeenWith(access.LetterOfInterest, seenBy(r.Letters.Get))
	r.Files.SeenWith(access.Call, seenBy(r.Calls.Get))
	r.Files.SeenWith(access.Contribution, seenBy(r.Funding.Contribution))
	r.Files.SeenWith(access.Memorandum, seenBy(r.Memoranda.Get))
	r.Files.SeenWith(access.Training, seenBy(r.Trainings.Get))
	r.Files.SeenWith(access.SelectionProtocol, seenBy(r.Selections.ProtocolByID))
	r.Files.SeenWith(access.WorkPlan, ofAnyKind(r.WorkPlans.SeesProofs))
}

func seenBy[T any](get func(context.Context, entity.Ref) (T, error)) file.OwnerRule {
	return func(ctx context.Context, owner entity.Ref, _ file.Kind) error {
		_, err := get(ctx, owner)
		return err
	}
}

func ofAnyKind(rule func(context.Context, entity.Ref) error) file.OwnerRule {
	return func(ctx context.Context, owner entity.Ref, _ file.Kind) error { return rule(ctx, owner) }
}
