package evaluation

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/i18n"
)

// running refuses anything outside the evaluation and, once the session has closed the
// scores, any change of them.
func (c *Contest) running() error {
	if c.Competition.State != competition.Evaluation {
		return ErrNotEvaluated
	}
	if c.Stage.ScoresClosed {
		return ErrScoresClosed
	}
	return nil
}

// declaring refuses declarations outside the evaluation. A conflict may come to light
// until the protocol is sealed, so closed scores do not hinder it.
func (c *Contest) declaring() error {
	switch {
	case c.Competition.State != competition.Evaluation:
		return ErrNotEvaluated
	case c.Stage.Sealed:
		return ErrProtocolSealed
	}
	return nil
}

// mayDeclare says whether a member may declare.
func (c *Contest) mayDeclare(member *commission.Member) error {
	if err := c.declaring(); err != nil {
		return err
	}
	if !member.Voting {
		return ErrNotVoting
	}
	return nil
}

// mayScore says whether a member may fill in the own sheet of an application.
func (c *Contest) mayScore(member *commission.Member, application uuid.UUID) error {
	if err := c.running(); err != nil {
		return err
	}
	switch open := c.Undeclared(member.ID); {
	case !member.Voting:
		return ErrNotVoting
	case c.Candidate(application) == nil:
		return ErrNotCandidate
	case c.Recused(member, application):
		return ErrConflict
	case open > 0:
		return ErrUndeclared.With(i18n.Args{"count": open})
	}
	if own := c.Sheet(member.ID, application); own != nil && own.Submitted() {
		return ErrSheetSubmitted
	}
	return nil
}

// mayReopen says whether the chair may give a sheet back to its member.
func (c *Contest) mayReopen(chair *commission.Member, sheet *Sheet) error {
	if c.Recused(chair, sheet.ApplicationID) {
		return ErrConflict
	}
	if err := c.running(); err != nil {
		return err
	}
	if !sheet.Submitted() {
		return ErrSheetOpen
	}
	return nil
}

// shows says whether a viewer of the commission may see a sheet: the own one always;
// those of others once the session is closed and the viewer owes none for the same
// application (domain.md 2, 5.5). viewer is nil for one outside the commission, who
// sees none before the protocol is signed.
func (c *Contest) shows(sheet *Sheet, viewer *commission.Member) bool {
	if c.settled() {
		return true
	}
	if viewer == nil {
		return false
	}
	if sheet.MemberID == viewer.ID {
		return true
	}
	return c.Stage.SessionClosed && !c.owes(viewer, sheet.ApplicationID)
}

// settled reports whether the protocol has been signed, whatever became of the competition.
func (c *Contest) settled() bool { return c.Competition.Signed() }

func (c *Contest) owes(member *commission.Member, application uuid.UUID) bool {
	if !member.Voting || c.Recused(member, application) {
		return false
	}
	own := c.Sheet(member.ID, application)
	return own == nil || !own.Submitted()
}
