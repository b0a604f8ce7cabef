package competition

import (
	"context"

	"github.com/google/uuid"

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

// ReadinessOf asks the guards of the next step of competitions of one municipality, for
// those who work with them.
func (s *Service) ReadinessOf(ctx context.Context, competitions []*Competition) (map[uuid.UUID]Readiness, error) {
	ready := make(map[uuid.UUID]Readiness, len(competitions))
	scope, err := s.auth.Authorize(ctx, competitions[0].TenantID, access.Competition, access.ReadAll)
	switch apperr.CodeOf(err) {
	case apperr.Forbidden, apperr.Unauthenticated, apperr.NotFound:
		for _, c := range competitions {
			ready[c.ID] = Readiness{Hidden: true}
		}
		return ready, nil
	}
	if err != nil {
		return nil, err
	}
	now, open := s.now(), []*Competition{}
	for _, c := range competitions {
		if _, ok := next[c.StateAt(now)]; ok && !c.FailurePublic() {
			open = append(open, c)
		}
	}
	facts, err := s.store.Facts(ctx, scope, open)
	if err != nil {
		return nil, err
	}
	for _, c := range open {
		event := next[c.StateAt(now)]
		ready[c.ID] = Readiness{Next: event, Issues: c.Issues(event, facts[c.ID], now)}
	}
	return ready, nil
}
