// Package priority keeps the directions in which a municipality pays for initiatives
// (domain.md M4): set by the executive body before a competition, three or four of them.
package priority

import (
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// Area is one direction.
type Area struct {
	entity.Base `bun:",extend"`

	Name i18n.Localized `bun:"type:jsonb" json:"name"`
	// Position orders the list, from 1.
	Position int `json:"position"`
	// Sensitive hides place and participants of its initiatives from the public, as for
	// protection from family violence (domain.md 8).
	Sensitive bool `json:"sensitive"`
	// RetiredOn is the day since which new competitions cannot choose it.
	RetiredOn *clock.Date `json:"retiredOn,omitempty"`
}

// Ref is the global address of the area.
func (a *Area) Ref() entity.Ref { return a.RefAs("PriorityArea") }

// Called shows areas under the names that a competition was announced with; an area that
// has none there keeps its own.
func Called(areas []*Area, names map[uuid.UUID]i18n.Localized) []*Area {
	shown := make([]*Area, len(areas))
	for i, area := range areas {
		renamed := *area
		if name, ok := names[area.ID]; ok {
			renamed.Name = name
		}
		shown[i] = &renamed
	}
	return shown
}

// MaxName is the longest name, in characters.
const MaxName = 200

// validate refuses an area without a name or with one that is too long.
func (a *Area) validate() error {
	var errs apperr.List
	if a.Name.IsZero() {
		errs.Add(apperr.ErrRequired.At("name"))
	}
	return append(errs, text.Localized(a.Name, MaxName, "name")...).Err()
}

func trimmed(l i18n.Localized) i18n.Localized {
	return i18n.Localized{Ky: strings.TrimSpace(l.Ky), Ru: strings.TrimSpace(l.Ru), En: strings.TrimSpace(l.En)}
}
