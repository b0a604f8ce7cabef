package session

import (
	"context"

	"github.com/demilge/demilge/internal/access"
)

// actions are what each state permits.
var actions = map[State][]access.Action{
	Planned:      {access.Update, access.Open, access.Cancel},
	Open:         {access.Update, access.Close, access.Cancel, access.Dissent},
	ScoresClosed: {access.Update, access.Vote, access.Register, access.Reopen, access.Close, access.Cancel, access.Dissent},
	Closed:       {access.Dissent},
}

// AllowedActions lists what the caller's roles and the session's state permit.
func (s *Service) AllowedActions(ctx context.Context, session *Session) []access.Action {
	return access.Allowed(ctx, s.auth, session.TenantID, access.CommissionSession, actions[session.State]...)
}
