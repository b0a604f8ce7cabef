package report

import (
	"slices"

	"github.com/demilge/demilge/internal/apperr"
)

// Part of a report: what a return names.
type Part string

// The parts.
const (
	PartDone           Part = "WHAT_WAS_DONE"
	PartResults        Part = "RESULTS"
	PartDifficulties   Part = "DIFFICULTIES"
	PartHelpers        Part = "HELPERS"
	PartSustainability Part = "SUSTAINABILITY"
	PartNextSteps      Part = "NEXT_STEPS"
	PartQuotes         Part = "QUOTES"
	// PartMoney are the payments with their documents and the explanations.
	PartMoney    Part = "MONEY"
	PartProperty Part = "PROPERTY"
)

// Edit is what a person writes in a report; nil leaves a part as it is.
type Edit struct {
	WhatWasDone, Difficulties, Helpers, Sustainability, NextSteps *string
	// Results are found by their key; what they say of the terms of reference is not read.
	Results      []Result
	Quotes       []string
	Explanations []Explanation
	Property     []Belonging
}

// field is one part of an edit by the name of its input field.
type field struct {
	name    string
	part    Part
	written bool
}

func (e Edit) fields() []field {
	return []field{
		{"whatWasDone", PartDone, e.WhatWasDone != nil}, {"results", PartResults, e.Results != nil},
		{"difficulties", PartDifficulties, e.Difficulties != nil}, {"helpers", PartHelpers, e.Helpers != nil},
		{"sustainability", PartSustainability, e.Sustainability != nil}, {"nextSteps", PartNextSteps, e.NextSteps != nil},
		{"quotes", PartQuotes, e.Quotes != nil}, {"explanations", PartMoney, e.Explanations != nil}, {"property", PartProperty, e.Property != nil},
	}
}

// within refuses to write in parts of a returned report that were not named.
func (e Edit) within(r *Report) (errs apperr.List) {
	for _, f := range e.fields() {
		if f.written && r.State == Returned && !slices.Contains(r.ReturnedParts, f.part) {
			errs.Add(ErrPartNotReturned.At(f.name))
		}
	}
	return errs
}

// apply writes the edit into the report.
func (e Edit) apply(d *Draft) {
	n := &d.Narrative
	for _, text := range []struct{ kept, new *string }{
		{&n.WhatWasDone, e.WhatWasDone}, {&n.Difficulties, e.Difficulties}, {&n.Helpers, e.Helpers},
		{&n.Sustainability, e.Sustainability}, {&n.NextSteps, e.NextSteps},
	} {
		if text.new != nil {
			*text.kept = *text.new
		}
	}
	if e.Results != nil {
		n.Results = e.Results
	}
	if e.Quotes != nil {
		n.Quotes = e.Quotes
	}
	if e.Explanations != nil {
		d.Explanations = e.Explanations
	}
	if e.Property != nil {
		d.Property = e.Property
	}
}
