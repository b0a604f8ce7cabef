package territory

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
)

// History is what the register knows of a municipality's past and of what became of it
// (domain.md 7.3).
type History struct {
	// Predecessors are the municipalities that it was made of, Successors those made of it.
	Predecessors, Successors []Succession
	// Formerly are its former codes and names, the last one first.
	Formerly []Former
}

// Succession is the other municipality of a merger, a split or a move.
type Succession struct {
	Code string         `json:"code"`
	Slug string         `json:"slug"`
	Name i18n.Localized `json:"name"`
	// Decree is by what it was decided, On the first day of the successor.
	Decree string     `json:"decree"`
	On     clock.Date `json:"on"`
}

// Former is a code and a name that a municipality had up to a day.
type Former struct {
	Code  string         `json:"code"`
	Name  i18n.Localized `json:"name"`
	Until clock.Date     `json:"until"`
}

// Histories returns the history of several municipalities. Everyone may see it.
func (s *Service) Histories(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*History, error) {
	return s.store.Histories(ctx, ids)
}
