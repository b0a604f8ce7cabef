package evaluation

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/i18n"
)

// running refuses anything outside the evaluation and, once the session has closed the
// scores, any change of them.
func (c *Contest) running(now time.Time) error {
	if c.Competition.StateAt(now) != competition.Evaluation {
		return ErrNotEvaluated
	}
	if c.Stage.ScoresClosed {
		return ErrScoresClosed
	}
	return nil
}

// mayDeclare says whether a member may declare now. A conflict may come to light until
// the protocol is sealed, so closed scores do not hinder it.
func (c *Contest) mayDeclare(member *commission.Member, now time.Time) error {
	switch {
	case c.Competition.StateAt(now) != competition.Evaluation:
		return ErrNotEvaluated
	case c.Stage.Sealed:
		return ErrProtocolSealed
	case !member.Voting:
		return ErrNotVoting
	}
	return nil
}

// mayScore says whether a member may fill in the sheet of an application now.
func (c *Contest) mayScore(member *commission.Member, application uuid.UUID, now time.Time) error {
	if err := c.running(now); err != nil {
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
	return nil
}

// allow notes on a sheet what a member may do with it.
func (c *Contest) allow(sheet *Sheet, viewer *commission.Member) {
	sheet.allowed = nil
	if viewer == nil || c.Competition.State != competition.Evaluation || c.Stage.ScoresClosed {
		return
	}
	if sheet.Submitted() && viewer.Role == commission.Chair {
		sheet.allowed = []access.Action{access.Reopen}
	}
	if !sheet.Submitted() && sheet.MemberID == viewer.ID && !c.Recused(viewer, sheet.ApplicationID) {
		sheet.allowed = []access.Action{access.Score, access.Submit}
	}
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

// settled reports whether the protocol has been signed.
func (c *Contest) settled() bool {
	switch c.Competition.State {
	case competition.ProtocolSigned, competition.ResultApproved, competition.ResultPublished:
		return true
	}
	return false
}

func (c *Contest) owes(member *commission.Member, application uuid.UUID) bool {
	if !member.Voting || c.Recused(member, application) {
		return false
	}
	own := c.Sheet(member.ID, application)
	return own == nil || !own.Submitted()
}
