package graph

import (
	"context"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/report"
)

func reportPayload(ctx context.Context, r *report.Report, err error) (*model.ReportPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.ReportPayload{Report: r, Errors: errs}, err
}

func reportFilter(input *model.ReportFilter) (filter report.Filter) {
	if input != nil {
		filter.States, filter.Kinds = input.States.Value(), input.Kinds.Value()
		set(&filter.Overdue, input.Overdue)
	}
	return filter
}

func reportEdit(input model.UpdateReportInput) report.Edit {
	edit := report.Edit{
		WhatWasDone: input.WhatWasDone.Value(), Difficulties: input.Difficulties.Value(), Helpers: input.Helpers.Value(),
		Sustainability: input.Sustainability.Value(), NextSteps: input.NextSteps.Value(), Quotes: input.Quotes.Value(),
	}
	if list := input.Results.Value(); list != nil {
		edit.Results = values(list)
	}
	if list := input.Explanations.Value(); list != nil {
		edit.Explanations = values(list)
	}
	if list := input.Property.Value(); list != nil {
		edit.Property = values(list)
	}
	return edit
}

func objection(input model.ReturnReportInput) report.Objection {
	return report.Objection{Reason: input.Reason, Parts: input.Parts, FixBy: input.FixBy}
}
