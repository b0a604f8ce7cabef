package competition

import (
	"context"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
)

// next is the event that carries a competition forward from a state.
var next = map[State]Event{
	Draft: Announce, Announced: StartEvaluation, Open: StartEvaluation, Closed: StartEvaluation,
	Evaluation: SignProtocol, ProtocolSigned: ApproveResult, ResultApproved: PublishResult, Failed: PublishFailure,
}

// Readiness is what still stands in the way of a competition's next step.
type Readiness struct {
	// Next is the step, empty when the competition is over.
	Next   Event
	Issues []Issue
	// Hidden is set for those who do not work with the competition.
	Hidden bool
}

// Ready reports whether nothing blocks the next step.
func (r Readiness) Ready() bool {
	for _, issue := range r.Issues {
		if issue.Blocking {
			return false
		}
	}
	return r.Next != ""
}

// Readiness asks the guards of the next step, for those who work with the competition.
func (s *Service) Readiness(ctx context.Context, c *Competition) (Readiness, error) {
	scope, err := s.auth.Authorize(ctx, c.TenantID, access.Competition, access.ReadAll)
	switch apperr.CodeOf(err) {
	case apperr.Forbidden, apperr.Unauthenticated, apperr.NotFound:
		return Readiness{Hidden: true}, nil
	}
	if err != nil {
		return Readiness{}, err
	}
	now := s.now()
	event, ok := next[c.StateAt(now)]
	if !ok || c.FailurePublic() {
		return Readiness{}, nil
	}
	facts, err := s.store.Facts(ctx, scope, c)
	if err != nil {
		return Readiness{}, err
	}
	return Readiness{Next: event, Issues: c.Issues(event, facts, now)}, nil
}
