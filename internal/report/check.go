package report

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// Longest texts, in characters, and longest lists.
const (
	MaxLine  = 300
	MaxText  = 5000
	MaxItems = 100
)

// trimmed takes the blanks off the texts.
func (e Edit) trimmed() Edit {
	for _, s := range []**string{&e.WhatWasDone, &e.Difficulties, &e.Helpers, &e.Sustainability, &e.NextSteps} {
		if *s != nil {
			clean := strings.TrimSpace(**s)
			*s = &clean
		}
	}
	e.Results, e.Quotes = slices.Clone(e.Results), slices.Clone(e.Quotes)
	e.Explanations, e.Property = slices.Clone(e.Explanations), slices.Clone(e.Property)
	for i := range e.Results {
		e.Results[i].Text = strings.TrimSpace(e.Results[i].Text)
	}
	for i := range e.Quotes {
		e.Quotes[i] = strings.TrimSpace(e.Quotes[i])
	}
	for i := range e.Explanations {
		e.Explanations[i].Text = strings.TrimSpace(e.Explanations[i].Text)
	}
	for i := range e.Property {
		p := &e.Property[i]
		p.Item, p.Quantity, p.KeptAt = strings.TrimSpace(p.Item), strings.TrimSpace(p.Quantity), strings.TrimSpace(p.KeptAt)
	}
	return e
}

// check refuses what no report could take.
func (e Edit) check(b *Books) (errs apperr.List) {
	for _, part := range []struct {
		name string
		text *string
	}{
		{"whatWasDone", e.WhatWasDone}, {"difficulties", e.Difficulties}, {"helpers", e.Helpers}, {"sustainability", e.Sustainability},
		{"nextSteps", e.NextSteps},
	} {
		if part.text != nil {
			errs.Add(text.Block(*part.text, MaxText, part.name))
		}
	}
	for _, list := range []struct {
		name string
		size int
	}{
		{"results", len(e.Results)}, {"quotes", len(e.Quotes)}, {"explanations", len(e.Explanations)}, {"property", len(e.Property)},
	} {
		if list.size > 2*MaxItems {
			errs.Add(apperr.OutOfRange(0, 2*MaxItems, list.name))
		}
	}
	for i, quote := range e.Quotes {
		errs.Add(text.Block(quote, MaxText, "quotes", strconv.Itoa(i)))
	}
	errs = append(errs, checkResults(e.Results, b.results(nil))...)
	errs = append(errs, checkExplanations(e.Explanations, b.Lines)...)
	return append(errs, checkProperty(e.Property)...)
}

func checkResults(results, expected []Result) (errs apperr.List) {
	for i, r := range results {
		at := []string{"results", strconv.Itoa(i)}
		if !slices.ContainsFunc(expected, func(e Result) bool { return e.Key == r.Key }) {
			errs.Add(ErrNoResult.With(i18n.Args{"key": r.Key}).At(apperr.Under(at, "key")...))
		}
		errs.Add(text.Block(r.Text, MaxText, apperr.Under(at, "text")...))
		if r.Achieved != nil && *r.Achieved < 0 {
			errs.Add(apperr.OutOfRange(0, math.MaxInt32, apperr.Under(at, "achieved")...))
		}
	}
	return errs
}

func checkExplanations(explanations []Explanation, lines []*agreement.Line) (errs apperr.List) {
	for i, e := range explanations {
		at := []string{"explanations", strconv.Itoa(i)}
		if !slices.ContainsFunc(lines, func(l *agreement.Line) bool { return l.LineNo == e.LineNo }) {
			errs.Add(ErrForeignLine.At(apperr.Under(at, "lineNo")...))
		}
		errs.Add(text.Block(e.Text, MaxText, apperr.Under(at, "text")...))
	}
	return errs
}

func checkProperty(property []Belonging) (errs apperr.List) {
	for i, p := range property {
		at := []string{"property", strconv.Itoa(i)}
		if p.Item == "" {
			errs.Add(apperr.ErrRequired.At(apperr.Under(at, "item")...))
		}
		errs.Add(text.Line(p.Item, MaxLine, apperr.Under(at, "item")...))
		errs.Add(text.Line(p.Quantity, MaxLine, apperr.Under(at, "quantity")...))
		errs.Add(text.Line(p.KeptAt, MaxLine, apperr.Under(at, "keptAt")...))
	}
	return errs
}

// problems lists all that keeps the report from being submitted (5.11). Of an interim report
// less is asked.
func (r *Report) problems(b *Books) (errs apperr.List) {
	required := []struct {
		name, text string
		final      bool
	}{{"whatWasDone", r.Narrative.WhatWasDone, false}, {"sustainability", r.Narrative.Sustainability, true}, {"nextSteps", r.Narrative.NextSteps, true}}
	for _, part := range required {
		if part.text == "" && (!part.final || r.Kind == Final) {
			errs.Add(apperr.ErrRequired.At("narrative", part.name))
		}
	}
	if r.Kind == Interim {
		return errs
	}
	for _, result := range b.results(r.Narrative.Results) {
		if result.Text == "" {
			errs.Add(ErrResultsMissing.With(i18n.Args{"key": result.Key}))
		}
	}
	for _, p := range r.Property {
		if p.KeptAt == "" {
			errs.Add(apperr.ErrRequired.At("property"))
		}
	}
	return append(errs, b.account(r.Explanations).problems(b.Agreement, b.Rules.ExplainDifferencePercent)...)
}
