package application

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
)

// Sight is which applications of a municipality somebody may see. The zero value sees
// nothing.
type Sight struct {
	// All but the online drafts of others: executive body, and the commission's leaders in
	// its competitions.
	All access.Reach
	// Admitted ones, and what became of them: members in their commission's competitions.
	Admitted access.Reach
	// UserID sees what she owns or edits; uuid.Nil is nobody.
	UserID uuid.UUID
}

// admittedStates are what a member of the commission sees.
var admittedStates = []State{Admitted, Awarded, NotAwarded}

// AdmittedStates are the states in which members of the commission see an application.
func AdmittedStates() []State { return append([]State{}, admittedStates...) }

// Own reports whether a person owns the application or was let in by its owner.
func (a *Application) Own(user uuid.UUID, editors []*Editor) bool {
	if user == uuid.Nil {
		return false
	}
	if a.OwnerID != nil && *a.OwnerID == user {
		return true
	}
	for _, e := range editors {
		if e.UserID != nil && *e.UserID == user {
			return true
		}
	}
	return false
}

// Sees reports whether the application may be seen.
func (s Sight) Sees(a *Application, editors []*Editor) bool {
	switch {
	case a.Own(s.UserID, editors):
		return true
	case s.All.Covers(a.CompetitionID) && (a.State != Draft || a.Channel != Online):
		return true
	case s.Admitted.Covers(a.CompetitionID):
		for _, state := range admittedStates {
			if a.State == state {
				return true
			}
		}
	}
	return false
}
