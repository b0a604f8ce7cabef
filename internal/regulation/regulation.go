// Package regulation keeps the regulations of a municipality: what its council adopted
// for local initiatives and for joint monitoring, with the rules as data (domain.md
// 3.2 M1–M3, R-01…R-35). A competition is pinned to one edition.
package regulation

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// Kind says what a regulation governs.
type Kind string

// The kinds: selection and financing of initiatives, and joint monitoring.
const (
	LocalInitiatives Kind = "LOCAL_INITIATIVES"
	JointME          Kind = "JOINT_ME"
)

// Regulation is one edition of a municipality's regulation.
type Regulation struct {
	entity.Base `bun:",extend"`

	Kind Kind `json:"kind"`
	// Edition counts the editions of a kind, from 1.
	Edition int            `json:"edition"`
	Title   i18n.Localized `bun:"type:jsonb" json:"title"`
	State   State          `json:"state"`
	// BasedOnID is the edition whose rules this one began with.
	BasedOnID *uuid.UUID `json:"basedOnId,omitempty"`
	// Rules are empty for JOINT_ME, which governs no competition.
	Rules Rules `bun:"type:jsonb" json:"rules"`
	// TextFileID is the adopted text.
	TextFileID *uuid.UUID `json:"textFileId,omitempty"`
	Note       string     `json:"note"`

	// ReviewedOn and ReviewDecision are the standing committee's (M1).
	ReviewedOn     *clock.Date `json:"reviewedOn,omitempty"`
	ReviewDecision string      `json:"reviewDecision"`
	// Decree is the council's (M2); its number may be unknown.
	Decree document.Document `bun:"embed:decree_" json:"decree"`
	// PublishedOn, SiteLink and RegisterEntry prove the publication (M3).
	PublishedOn   *clock.Date `json:"publishedOn,omitempty"`
	SiteLink      string      `json:"siteLink"`
	RegisterEntry string      `json:"registerEntry"`
	// JusticeSentOn and JusticeLetter are the sending to the State register (M3).
	JusticeSentOn *clock.Date `json:"justiceSentOn,omitempty"`
	JusticeLetter string      `json:"justiceLetter"`
}

// Ref is the global address of the regulation.
func (r *Regulation) Ref() entity.Ref { return r.RefAs("Regulation") }

// Governs reports whether a competition may be pinned to the regulation: it is about
// local initiatives and the council has adopted it.
func (r *Regulation) Governs() bool { return r.Kind == LocalInitiatives && r.State.Adopted() }
