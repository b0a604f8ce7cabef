package evaluation

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/text"
)

// ConflictKind is what binds a member to an application.
type ConflictKind string

// The kinds.
const (
	NoConflict  ConflictKind = "NONE"
	Relative    ConflictKind = "RELATIVE"
	GroupMember ConflictKind = "GROUP_MEMBER"
	Employer    ConflictKind = "EMPLOYER"
	Other       ConflictKind = "OTHER"
)

// Channel is how something of a member came in.
type Channel string

// The channels: the member's own account, or a paper that the secretary entered.
const (
	Online Channel = "ONLINE"
	Paper  Channel = "PAPER"
)

// Declaration is what one member says of one application before scoring it.
type Declaration struct {
	entity.Base `bun:",extend"`

	CompetitionID uuid.UUID    `json:"competitionId"`
	ApplicationID uuid.UUID    `json:"applicationId"`
	MemberID      uuid.UUID    `json:"memberId"`
	Kind          ConflictKind `json:"kind"`
	Text          string       `json:"text"`
	// Automatic: the member's own account stands behind the application, so that the
	// conflict stands whatever was declared.
	Automatic  bool       `json:"automatic"`
	Channel    Channel    `json:"channel"`
	ScanFileID *uuid.UUID `json:"scanFileId,omitempty"`
	DeclaredAt time.Time  `json:"declaredAt"`
	// Retracted is set once the chair has taken the conflict back.
	Retracted *Retraction `bun:"type:jsonb,nullzero" json:"retracted,omitempty"`
}

// Ref is the global address of the declaration.
func (d *Declaration) Ref() entity.Ref { return d.RefAs("ConflictDeclaration") }

// Recused reports whether the declaration takes the member out of the application.
func (d *Declaration) Recused() bool { return d.Kind != NoConflict && d.Retracted == nil }

// Statement is one line of what a member declares.
type Statement struct {
	ApplicationID uuid.UUID
	Kind          ConflictKind
	Text          string
}

// MaxConflictText is the longest explanation, in characters.
const MaxConflictText = 2000

// check refuses an unreadable explanation, and another conflict without one; path leads
// to the text.
func (s *Statement) check(path ...string) *apperr.Error {
	s.Text = strings.TrimSpace(s.Text)
	if s.Kind == Other && s.Text == "" {
		return apperr.ErrRequired.At(path...)
	}
	return text.Block(s.Text, MaxConflictText, path...)
}

// declare writes a statement over what was declared before. The member does not take a
// conflict back: it answers CONFLICT_NOT_RETRACTABLE. One that the chair took back stays
// so until the member declares another.
func (d *Declaration) declare(s Statement, own bool) error {
	if d.Retracted != nil && s.Kind == NoConflict && !own {
		return nil
	}
	if d.Recused() && d.Kind != "" && s.Kind == NoConflict {
		return ErrNotRetractable
	}
	d.Kind, d.Text, d.Automatic, d.Retracted = s.Kind, s.Text, false, nil
	if own && s.Kind == NoConflict {
		d.Kind, d.Automatic = GroupMember, true
	}
	return nil
}
