package evaluation

import (
	"context"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/regulation"
)

// View is an evaluation as one reader may see it.
type View struct {
	contest *Contest
	viewer  *commission.Member
	// results lets a reader outside the commission see means before the protocol is signed.
	results bool
	// ruled gives a sheet that is shown the rule about it.
	ruled func(*Sheet) *Sheet
}

func (s *Service) view(ctx context.Context, contest *Contest, scope access.Scope) *View {
	return &View{
		contest: contest, viewer: contest.Commission.MemberOf(scope.UserID()),
		results: scope.Has(access.Head, access.ExecSecretary, access.Specialist),
		ruled:   func(sheet *Sheet) *Sheet { return s.ruled(ctx, contest, sheet) },
	}
}

// Candidates are the admitted applications, by number.
func (v *View) Candidates() []*Candidate { return append([]*Candidate{}, v.contest.Candidates...) }

// ScaledCriterion is a criterion with the range of its points.
type ScaledCriterion struct {
	regulation.Criterion
	regulation.Scale
}

// Criteria are those of the pinned regulation, in their order.
func (v *View) Criteria() []*ScaledCriterion {
	list := make([]*ScaledCriterion, len(v.contest.Rules.Criteria))
	for i, c := range v.contest.Rules.Criteria {
		list[i] = &ScaledCriterion{Criterion: c, Scale: v.contest.Rules.Scale}
	}
	return list
}

// Declarations lists what members declared.
func (v *View) Declarations() []*Declaration {
	return append([]*Declaration{}, v.contest.Declarations...)
}

// OwnSheets are the reader's own newest sheets.
func (v *View) OwnSheets() []*Sheet {
	return v.pick(func(s *Sheet) bool { return v.viewer != nil && s.MemberID == v.viewer.ID })
}

// Sheets are the newest sheets that the reader may see.
func (v *View) Sheets() []*Sheet {
	return v.pick(func(s *Sheet) bool { return v.contest.shows(s, v.viewer) })
}

func (v *View) pick(keep func(*Sheet) bool) []*Sheet {
	picked := []*Sheet{}
	for _, s := range v.contest.Sheets {
		if keep(s) {
			picked = append(picked, v.ruled(s))
		}
	}
	return picked
}

// Undeclared counts the applications on which the reader has still to declare.
func (v *View) Undeclared() int {
	if v.viewer == nil || !v.viewer.Voting {
		return 0
	}
	return v.contest.Undeclared(v.viewer.ID)
}

// ScoresClosed reports whether the session has closed the scores.
func (v *View) ScoresClosed() bool { return v.contest.Stage.ScoresClosed }

// Ranking ranks over what is left of the envelope, or over another sum to see what it
// would change. It is nil until the scores are closed: nobody scores by the ranking.
func (v *View) Ranking(envelope *money.Amount) *Ranking {
	open := !v.contest.Stage.ScoresClosed && !v.contest.settled()
	if open || (v.viewer == nil && !v.results && !v.contest.settled()) {
		return nil
	}
	if envelope == nil {
		envelope = &v.contest.Envelope
	}
	return v.contest.Rank(*envelope)
}

// Matrix is the table application × member.
func (v *View) Matrix() []*Row { return v.contest.matrix(v.viewer) }
