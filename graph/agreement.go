package graph

import (
	"context"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/agreement"
)

func agreementPayload(ctx context.Context, a *agreement.Agreement, err error) (*model.AgreementPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.AgreementPayload{Agreement: a, Errors: errs}, err
}

func agreementFilter(input *model.AgreementFilter) (filter agreement.Filter) {
	if input != nil {
		filter.States = input.States.Value()
		setID(&filter.Competition, input.CompetitionID)
	}
	return filter
}

func agreementEdit(input model.UpdateAgreementInput) agreement.Edit {
	edit := agreement.Edit{
		Number: input.Number.Value(), Mode: input.Mode.Value(), StartDate: input.StartDate.Value(), EndDate: input.EndDate.Value(),
		ReportDueOn: input.ReportDueOn.Value(), Terms: input.Terms.Value(), Reference: input.TermsOfReference.Value(),
	}
	if lines, sent := input.Lines.ValueOK(); sent {
		edit.Lines = budgetLines(lines)
	}
	return edit
}

func revision(input model.AmendAgreementInput) agreement.Revision {
	return agreement.Revision{
		Signing: agreement.Signing{Date: input.Date, Signatories: values(input.Signatories), ScanFileID: input.ScanFileID.ID},
		EndDate: input.EndDate.Value(), ReportDueOn: input.ReportDueOn.Value(), Terms: input.Terms.Value(),
		Reference: input.TermsOfReference.Value(), Reason: input.Reason,
	}
}
