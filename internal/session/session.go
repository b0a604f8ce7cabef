// Package session is the meeting of the commission: who is there, whether it has a
// quorum, when the scores close, how members vote and who dissents (domain.md 5.6,
// R-05…R-08).
package session

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/evaluation"
)

// Session is one meeting over one competition.
type Session struct {
	entity.Base `bun:",extend"`

	CompetitionID uuid.UUID `json:"competitionId"`
	State         State     `json:"state"`
	PlannedAt     time.Time `json:"plannedAt"`
	Place         string    `json:"place"`
	// Agenda lists the points as printed, in their order.
	Agenda     []string     `bun:"type:jsonb" json:"agenda"`
	Attendance []Attendance `bun:"type:jsonb" json:"attendance"`
	// PresidingID leads the meeting: the chair, or the member who stands in.
	PresidingID *uuid.UUID `json:"presidingId,omitempty"`
	// Casting is the chair's order of equal applications.
	Casting []uuid.UUID `bun:"type:jsonb" json:"casting"`
	// CastingReason is why the chair decided so.
	CastingReason string `json:"castingReason"`
	// Reason is why the scores were reopened or the session ended without a decision.
	Reason string `json:"reason"`

	OpenedAt       *time.Time `json:"openedAt,omitempty"`
	ScoresClosedAt *time.Time `json:"scoresClosedAt,omitempty"`
	ClosedAt       *time.Time `json:"closedAt,omitempty"`
}

// Ref is the global address of the session.
func (s *Session) Ref() entity.Ref { return s.RefAs("CommissionSession") }

// Presence says whether a member was at the meeting.
type Presence string

// The kinds of presence.
const (
	Present Presence = "PRESENT"
	Absent  Presence = "ABSENT"
	Excused Presence = "EXCUSED"
)

// Attendance is one member at the meeting, frozen as printed.
type Attendance struct {
	MemberID uuid.UUID       `json:"memberId"`
	Name     string          `json:"name"`
	Post     string          `json:"post"`
	Role     commission.Role `json:"role"`
	Voting   bool            `json:"voting"`
	Presence Presence        `json:"presence"`
	// ArrivedAt is when a member who is there came, where somebody wrote it down.
	ArrivedAt *time.Time `json:"arrivedAt,omitempty"`
}

// Attends finds a member in the list, nil when nothing was recorded.
func (s *Session) Attends(member uuid.UUID) *Attendance {
	for i := range s.Attendance {
		if s.Attendance[i].MemberID == member {
			return &s.Attendance[i]
		}
	}
	return nil
}

// IsPresent reports whether a member is at the meeting.
func (s *Session) IsPresent(member uuid.UUID) bool {
	a := s.Attends(member)
	return a != nil && a.Presence == Present
}

// Choice is a vote.
type Choice string

// The choices.
const (
	For     Choice = "FOR"
	Against Choice = "AGAINST"
	Abstain Choice = "ABSTAIN"
)

// Vote is a member's vote on awarding one application.
type Vote struct {
	entity.Base `bun:",extend"`

	SessionID     uuid.UUID          `json:"sessionId"`
	ApplicationID uuid.UUID          `json:"applicationId"`
	MemberID      uuid.UUID          `json:"memberId"`
	Choice        Choice             `json:"choice"`
	Channel       evaluation.Channel `json:"channel"`
}

// Ref is the global address of the vote.
func (v *Vote) Ref() entity.Ref { return v.RefAs("SessionVote") }

// Tally counts the votes on one application.
type Tally struct{ For, Against, Abstain int }

// Count adds up the votes on an application, without those of members whose conflict
// came to light after they voted or who are not recorded as present.
func (s *Session) Count(contest *evaluation.Contest, votes []*Vote, application uuid.UUID) Tally {
	var tally Tally
	for _, v := range votes {
		m := contest.Member(v.MemberID)
		if v.ApplicationID != application || m == nil || !s.IsPresent(m.ID) || contest.Recused(m, application) {
			continue
		}
		switch v.Choice {
		case For:
			tally.For++
		case Against:
			tally.Against++
		case Abstain:
			tally.Abstain++
		}
	}
	return tally
}

// Cast reports whether anybody voted.
func (t Tally) Cast() bool { return t.For+t.Against+t.Abstain > 0 }

// Carried reports whether more voted for than against. Where nobody voted, the ranking
// decides.
func (t Tally) Carried() bool { return !t.Cast() || t.For > t.Against }

// Dissent is a member's dissenting opinion, kept as it was given.
type Dissent struct {
	entity.Base `bun:",extend"`

	SessionID uuid.UUID `json:"sessionId"`
	// ApplicationID is nil for an opinion on the whole.
	ApplicationID *uuid.UUID         `json:"applicationId,omitempty"`
	MemberID      uuid.UUID          `json:"memberId"`
	Text          string             `json:"text"`
	Channel       evaluation.Channel `json:"channel"`
}

// Ref is the global address of the opinion.
func (d *Dissent) Ref() entity.Ref { return d.RefAs("DissentingOpinion") }
