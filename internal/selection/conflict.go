package selection

import (
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/text"
)

// ConflictKind is what binds a member to a municipality.
type ConflictKind string

// The kinds (domain.md R-08).
const (
	NoConflict ConflictKind = "NONE"
	Relative   ConflictKind = "RELATIVE"
	Employer   ConflictKind = "EMPLOYER"
	Other      ConflictKind = "OTHER"
)

// About is what a member named when she declared a conflict.
type About string

// The two ways. Where letters are coded, neither ever answers with the other.
const (
	AboutMunicipality About = "MUNICIPALITY"
	AboutCode         About = "CODE"
)

// Conflict is what one member declared of one letter.
type Conflict struct {
	ID      uuid.UUID    `bun:",pk" json:"id"`
	SeatID  uuid.UUID    `json:"seatId"`
	EntryID uuid.UUID    `json:"entryId"`
	About   About        `json:"about"`
	Kind    ConflictKind `json:"kind"`
	Text    string       `json:"text"`
	// Automatic: the member holds an office in the municipality, whatever was declared.
	Automatic  bool      `json:"automatic"`
	DeclaredAt time.Time `json:"declaredAt"`
}

// Recuses reports whether the member has no say on the letter.
func (c *Conflict) Recuses() bool { return c.Kind != NoConflict }

// Statement is one line of what a member declares.
type Statement struct {
	MunicipalityID uuid.UUID
	Kind           ConflictKind
	Text           string
}

func (s *Statement) check(path ...string) *apperr.Error {
	s.Text = strings.TrimSpace(s.Text)
	if s.Kind == Other && s.Text == "" {
		return apperr.ErrRequired.At(append(path, "text")...)
	}
	return text.Block(s.Text, MaxReason, append(path, "text")...)
}

// declare makes the conflicts of one member with all letters at once: one statement on
// every municipality, so that nobody learns a code from what a single one changes.
func declare(seat uuid.UUID, entries []*Entry, statements []Statement, offices map[uuid.UUID]bool, now time.Time, id func() uuid.UUID,
) ([]*Conflict, error) {
	var errs apperr.List
	said := map[uuid.UUID]Statement{}
	for i := range statements {
		at := []string{"statements", strconv.Itoa(i)}
		s := &statements[i]
		errs.Add(s.check(at...))
		if _, twice := said[s.MunicipalityID]; twice {
			errs.Add(ErrDeclaredTwice.At(append(at, "municipalityId")...))
		}
		said[s.MunicipalityID] = *s
	}
	var list []*Conflict
	for _, e := range entries {
		s, ok := said[e.MunicipalityID]
		if !ok {
			errs.Add(ErrUndeclared.At("statements"))
			break
		}
		delete(said, e.MunicipalityID)
		c := &Conflict{ID: id(), SeatID: seat, EntryID: e.ID, About: AboutMunicipality, Kind: s.Kind, Text: s.Text, DeclaredAt: now}
		if offices[e.MunicipalityID] && c.Kind == NoConflict {
			c.Kind, c.Automatic = Employer, true
		}
		list = append(list, c)
	}
	if len(errs) == 0 && len(said) > 0 {
		errs.Add(ErrNotParticipant.At("statements"))
	}
	return list, errs.Err()
}

// scorable are the entries that a member has no conflict with; none when so few coded
// letters would be left that one could be told from the rest.
func scorable(entries []*Entry, conflicts []*Conflict, coded bool) []*Entry {
	recused := map[uuid.UUID]bool{}
	for _, c := range conflicts {
		recused[c.EntryID] = recused[c.EntryID] || c.Recuses()
	}
	var left []*Entry
	for _, e := range entries {
		if !recused[e.ID] {
			left = append(left, e)
		}
	}
	if coded && len(left) < leastCoded {
		return nil
	}
	return left
}
