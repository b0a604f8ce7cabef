package graph

import (
	"context"

	"github.com/demilge/demilge/internal/authz"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/tenants"
)

// competitionMark is what a change of a competition changes: its version, or its state
// as the clock goes on.
type competitionMark struct {
	version int64
	state   competition.State
}

func (r *Resolver) competitionMark(c *competition.Competition) competitionMark {
	return competitionMark{c.Version, c.StateAt(r.Competitions.Now())}
}

// streamed finds a competition for a stream, which a suspended municipality ends.
func (r *Resolver) streamed(ctx context.Context, id entity.Ref) (*competition.Competition, error) {
	c, err := r.Competitions.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	t, err := r.municipality(ctx, id.Tenant)
	if err == nil && t.State == tenants.Suspended {
		err = authz.ErrSuspended
	}
	return c, err
}
