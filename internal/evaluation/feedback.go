package evaluation

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/regulation"
)

// Feedback is what those who stand behind an application learn of its evaluation once the
// result is published (domain.md 2, initiator; M16): means and comments, and never who
// gave them.
type Feedback struct {
	// Entry is the application's place in the ranking.
	*Entry
	// Of is the number of ranked applications, MaxTotal the most a member can give.
	Of, MaxTotal int
	Criteria     []*CriterionFeedback
}

// CriterionFeedback is what the commission said of one criterion.
type CriterionFeedback struct {
	regulation.Criterion
	regulation.Scale
	Average  CriterionMean
	Standing Standing
	// Comments stand in the order of their letters, so that nobody is known by the place.
	Comments []string
}

// Mean writes the mean with two decimals.
func (f *CriterionFeedback) Mean() string { return f.Average.Mean() }

// Standing compares a criterion with the mean of all criteria of the same application.
type Standing string

// The standings.
const (
	Strength Standing = "STRENGTH"
	Even     Standing = "EVEN"
	Gap      Standing = "GAP"
)

// FeedbackOf reads the feedback on applications that the caller was shown: for those who
// stand behind them, the commission and the executive body. It is missing for others,
// before the publication, and for an application that was not evaluated.
func (s *Service) FeedbackOf(ctx context.Context, tenant uuid.UUID, applications []uuid.UUID) (map[uuid.UUID]*Feedback, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Application, access.Read)
	if err != nil {
		return nil, err
	}
	competitions, err := s.store.CompetitionsOf(ctx, scope, applications)
	if err != nil {
		return nil, err
	}
	_, refused := s.auth.Authorize(ctx, tenant, access.ScoreSheet, access.Read)
	feedback, contests := map[uuid.UUID]*Feedback{}, map[uuid.UUID]*Contest{}
	for application, id := range competitions {
		contest, known := contests[id]
		if !known {
			if contest, err = s.store.Contest(ctx, scope, id); err != nil {
				return nil, err
			}
			contests[id] = contest
		}
		user := scope.UserID()
		candidate := contest.Candidate(application)
		if candidate != nil && (refused == nil || candidate.BroughtBy(&user)) {
			feedback[application] = contest.feedback(application)
		}
	}
	return feedback, nil
}

// feedback is nil until the result is published, and for what nobody scored.
func (c *Contest) feedback(application uuid.UUID) *Feedback {
	if c.Competition.State != competition.ResultPublished {
		return nil
	}
	ranking := c.Rank(c.Envelope)
	entry := ranking.Entry(application)
	if entry == nil || entry.Sheets == 0 {
		return nil
	}
	feedback := &Feedback{Entry: entry, MaxTotal: ranking.MaxTotal}
	for _, e := range ranking.Entries {
		if e.Rank > 0 {
			feedback.Of++
		}
	}
	for i, criterion := range c.Rules.Criteria {
		feedback.Criteria = append(feedback.Criteria, &CriterionFeedback{
			Criterion: criterion, Scale: c.Rules.Scale, Average: entry.Criteria[i],
			Standing: c.standing(entry, entry.Criteria[i]), Comments: c.comments(application, criterion.Key),
		})
	}
	return feedback
}

// standing compares the mean of a criterion with the weighted mean of all, exactly:
// sum ÷ sheets with total ÷ (sheets × weights).
func (c *Contest) standing(entry *Entry, mean CriterionMean) Standing {
	weights := 0
	for _, criterion := range c.Rules.Criteria {
		weights += criterion.Weight
	}
	switch own, all := mean.Sum*weights, entry.Sum; {
	case own > all:
		return Strength
	case own < all:
		return Gap
	}
	return Even
}

func (c *Contest) comments(application uuid.UUID, criterion string) []string {
	comments := []string{}
	for _, sheet := range c.Counted(application) {
		for _, score := range sheet.Scores {
			if score.Criterion == criterion && score.Comment != "" {
				comments = append(comments, score.Comment)
			}
		}
	}
	slices.Sort(comments)
	return comments
}
