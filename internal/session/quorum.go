package session

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/regulation"
)

// Quorum compares those who are there with those who could be.
type Quorum struct {
	// Present of Eligible voting members, Recused left out of both.
	Present, Eligible, Recused int
	Needed                     regulation.Fraction
}

// Met reports whether enough are there.
func (q Quorum) Met() bool { return q.Needed.Met(q.Present, q.Eligible) }

// QuorumOf is the quorum of the whole meeting.
func (s *Session) QuorumOf(contest *evaluation.Contest) Quorum {
	return s.quorum(contest, func(*commission.Member) bool { return false })
}

// QuorumOn is the quorum on one application: a member with a conflict counts neither
// among those present nor among those who could be.
func (s *Session) QuorumOn(contest *evaluation.Contest, application uuid.UUID) Quorum {
	return s.quorum(contest, func(m *commission.Member) bool { return contest.Recused(m, application) })
}

func (s *Session) quorum(contest *evaluation.Contest, recused func(*commission.Member) bool) Quorum {
	q := Quorum{Needed: contest.Rules.Quorum}
	for _, m := range contest.Commission.Voting() {
		switch {
		case recused(m):
			q.Recused++
			continue
		case s.IsPresent(m.ID):
			q.Present++
		}
		q.Eligible++
	}
	return q
}
