// Package analysis keeps what a municipality found out about its situation before it set
// its priorities (domain.md M4).
package analysis

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// Analysis is a situation analysis: a note with findings that leads to priority areas.
type Analysis struct {
	entity.Base `bun:",extend"`

	Title  i18n.Localized `bun:"type:jsonb" json:"title"`
	DoneOn clock.Date     `json:"doneOn"`
	// Summary is the note in short.
	Summary  string           `json:"summary"`
	Findings []i18n.Localized `bun:"type:jsonb" json:"findings"`
	// PriorityAreaIDs are the directions that it leads to, three or four of them.
	PriorityAreaIDs []uuid.UUID `bun:"priority_area_ids,type:jsonb" json:"priorityAreaIds"`
	// FileID is the signed note.
	FileID *uuid.UUID `json:"fileId,omitempty"`
}

// Ref is the global address of the analysis.
func (a *Analysis) Ref() entity.Ref { return a.RefAs("SituationAnalysis") }
