package evaluation

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/regulation"
)

// Stage is how far the commission's session has come.
type Stage struct {
	// ScoresClosed: nobody scores any more, and the ranking is known.
	ScoresClosed bool
	// SessionClosed: the sheets lie open to the commission.
	SessionClosed bool
	// Sealed: a protocol of the session waits for signatures or has them.
	Sealed bool
}

// Contest is everything that the evaluation of one competition is decided by.
type Contest struct {
	Competition *competition.Competition
	Rules       regulation.Rules
	Commission  *commission.Commission
	// Candidates are the admitted applications, by number.
	Candidates   []*Candidate
	Declarations []*Declaration
	// Sheets are the newest revision of each.
	Sheets []*Sheet
	Stage  Stage
	// Envelope is what is left of the local budget for this competition.
	Envelope money.Amount
	// Casting is the chair's order of equal applications, when it was asked.
	Casting []uuid.UUID
}

// Candidate finds an admitted application, nil when it is none.
func (c *Contest) Candidate(application uuid.UUID) *Candidate {
	for _, candidate := range c.Candidates {
		if candidate.ApplicationID == application {
			return candidate
		}
	}
	return nil
}

// Member finds a serving member of the commission, nil when it is none.
func (c *Contest) Member(id uuid.UUID) *commission.Member {
	for _, m := range c.Commission.Serving() {
		if m.ID == id {
			return m
		}
	}
	return nil
}

// Declaration finds what a member declared of an application, nil when nothing.
func (c *Contest) Declaration(member, application uuid.UUID) *Declaration {
	for _, d := range c.Declarations {
		if d.MemberID == member && d.ApplicationID == application {
			return d
		}
	}
	return nil
}

// Recused reports whether a member may not touch an application: by declaration, or
// because the member's own account stands behind it.
func (c *Contest) Recused(member *commission.Member, application uuid.UUID) bool {
	if d := c.Declaration(member.ID, application); d != nil && d.Recused() {
		return true
	}
	candidate := c.Candidate(application)
	return candidate != nil && candidate.BroughtBy(member.UserID)
}

// Undeclared counts the applications of which a member has declared nothing.
func (c *Contest) Undeclared(member uuid.UUID) int {
	open := 0
	for _, candidate := range c.Candidates {
		if c.Declaration(member, candidate.ApplicationID) == nil {
			open++
		}
	}
	return open
}

// Sheet finds a member's newest sheet of an application, nil when there is none.
func (c *Contest) Sheet(member, application uuid.UUID) *Sheet {
	for _, s := range c.Sheets {
		if s.MemberID == member && s.ApplicationID == application {
			return s
		}
	}
	return nil
}

// Counted are the sheets that make an application's mean: submitted, of voting members
// without a conflict.
func (c *Contest) Counted(application uuid.UUID) []*Sheet {
	var counted []*Sheet
	for _, m := range c.Commission.Voting() {
		if s := c.Sheet(m.ID, application); s != nil && s.Submitted() && !c.Recused(m, application) {
			counted = append(counted, s)
		}
	}
	return counted
}

// Expected is a sheet that a member owes.
type Expected struct {
	Member    *commission.Member
	Candidate *Candidate
}

// Missing lists the sheets that are owed and not in.
func (c *Contest) Missing() []Expected {
	var missing []Expected
	for _, m := range c.Commission.Voting() {
		for _, candidate := range c.Candidates {
			s := c.Sheet(m.ID, candidate.ApplicationID)
			if (s == nil || !s.Submitted()) && !c.Recused(m, candidate.ApplicationID) {
				missing = append(missing, Expected{Member: m, Candidate: candidate})
			}
		}
	}
	return missing
}
