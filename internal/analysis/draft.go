package analysis

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// Draft is what a person writes of an analysis.
type Draft struct {
	Title           i18n.Localized
	DoneOn          clock.Date
	Summary         string
	Findings        []i18n.Localized
	PriorityAreaIDs []uuid.UUID
	FileID          *uuid.UUID
	// KeepFile leaves the file of an updated analysis as it is.
	KeepFile bool
}

// Limits of the texts, in characters, and of the lists.
const (
	MaxTitle    = 300
	MaxSummary  = 10_000
	MaxFindings = 50
	MaxFinding  = 1000
	MaxAreas    = 20
)

// WarnAreas advises three or four directions (M4).
var WarnAreas = apperr.NewRule("PRIORITY_AREAS_COUNT", i18n.New(
	"Адатта үч же төрт артыкчылык багыт тандалат, азыр алар {have}.",
	"Обычно выбирают три или четыре приоритетных направления, сейчас их {have}.",
	"Usually three or four priority areas are chosen; there are {have}."))

// Warnings lists what is allowed and better avoided.
func (a *Analysis) Warnings() apperr.List {
	var warnings apperr.List
	if n := len(a.PriorityAreaIDs); n < 3 || n > 4 {
		warnings.Add(WarnAreas.With(i18n.Args{"have": n}).At("priorityAreaIds"))
	}
	return warnings
}

func (d Draft) validate(today clock.Date) error {
	var errs apperr.List
	if d.Title.IsZero() {
		errs.Add(apperr.ErrRequired.At("title"))
	}
	errs = append(errs, text.Localized(d.Title, MaxTitle, "title")...)
	if d.DoneOn.After(today) {
		errs.Add(document.ErrFuture.At("doneOn"))
	}
	errs.Add(text.Block(d.Summary, MaxSummary, "summary"))
	if len(d.Findings) > MaxFindings {
		errs.Add(apperr.OutOfRange(0, MaxFindings, "findings"))
		return errs
	}
	for i, finding := range d.Findings {
		if finding.IsZero() {
			errs.Add(apperr.ErrRequired.At("findings", fmt.Sprint(i)))
		}
		errs = append(errs, text.Localized(finding, MaxFinding, "findings", fmt.Sprint(i))...)
	}
	if len(d.PriorityAreaIDs) > MaxAreas {
		errs.Add(apperr.OutOfRange(0, MaxAreas, "priorityAreaIds"))
	}
	return errs.Err()
}

// checkAreas refuses areas that the municipality does not have, and any twice.
func (d Draft) checkAreas(ctx context.Context, tx Tx) error {
	known, err := tx.KnownAreas(ctx, d.PriorityAreaIDs)
	if err != nil {
		return err
	}
	var errs apperr.List
	for i, id := range d.PriorityAreaIDs {
		if !slices.Contains(known, id) || slices.Contains(d.PriorityAreaIDs[:i], id) {
			errs.Add(apperr.ErrNotFound.At("priorityAreaIds", fmt.Sprint(i)))
		}
	}
	return errs.Err()
}

// apply writes the draft into the analysis.
func (d Draft) apply(a *Analysis) {
	a.Title, a.DoneOn, a.Summary = d.Title, d.DoneOn, strings.TrimSpace(d.Summary)
	if !d.KeepFile {
		a.FileID = d.FileID
	}
	a.Findings = append([]i18n.Localized{}, d.Findings...)
	a.PriorityAreaIDs = append([]uuid.UUID{}, d.PriorityAreaIDs...)
}
