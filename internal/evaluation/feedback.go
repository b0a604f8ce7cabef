package evaluation

import (
	"context"
	"maps"
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
	// Mean is the application's, Average that of all ranked ones, both with two decimals.
	Mean, Average string
	Standing      Standing
	// Comments stand in the order of their letters, so that nobody is known by the place.
	Comments []string
}

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
	contests, err := s.store.Contests(ctx, scope, slices.Collect(maps.Values(competitions)))
	if err != nil {
		return nil, err
	}
	_, refused := s.auth.Authorize(ctx, tenant, access.ScoreSheet, access.Read)
	feedback, user := map[uuid.UUID]*Feedback{}, scope.UserID()
	for application, id := range competitions {
		candidate := contests[id].Candidate(application)
		if candidate != nil && (refused == nil || candidate.BroughtBy(&user)) {
			feedback[application] = contests[id].feedback(application)
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
	means := make([][]string, len(c.Rules.Criteria))
	for _, e := range ranking.Entries {
		if e.Rank == 0 {
			continue
		}
		feedback.Of++
		for i := range c.Rules.Criteria {
			means[i] = append(means[i], e.Criteria[i].Mean())
		}
	}
	for i, criterion := range c.Rules.Criteria {
		mean := entry.Criteria[i].Mean()
		average, standing := StandingOf(mean, means[i])
		feedback.Criteria = append(feedback.Criteria, &CriterionFeedback{
			Criterion: criterion, Scale: c.Rules.Scale, Mean: mean, Average: average, Standing: standing,
			Comments: c.comments(application, criterion.Key),
		})
	}
	return feedback
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
