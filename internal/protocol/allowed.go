package protocol

import (
	"context"

	"github.com/demilge/demilge/internal/access"
)

// actions are what each state permits.
var actions = map[State][]access.Action{
	Draft:  {access.Update, access.Submit},
	Sealed: {access.Sign, access.Register, access.Withdraw, access.Update},
	Signed: {access.Update},
}

// AllowedActions lists what the caller's roles and the protocol's state permit; APPROVE
// and RETURN are the head's.
func (s *Service) AllowedActions(ctx context.Context, p *Protocol) []access.Action {
	allowed := access.Allowed(ctx, s.auth, p.TenantID, access.Protocol, actions[p.State]...)
	if p.State == Signed {
		allowed = append(allowed, access.Allowed(ctx, s.auth, p.TenantID, access.ResultOrder, access.Approve, access.Return)...)
	}
	return allowed
}
