package publication

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/priority"
)

// view fills the parts of competitions of one municipality; list and shown run side by side.
type view struct {
	reader *Reader
	scope  access.Scope
	list   []*competition.Competition
	shown  []*Competition
}

// ids collects an id of every competition.
func (v view) ids(of func(*competition.Competition) []uuid.UUID) []uuid.UUID {
	var ids []uuid.UUID
	for _, c := range v.list {
		ids = append(ids, of(c)...)
	}
	slices.SortFunc(ids, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
	return slices.Compact(ids)
}

// published are the competitions whose result is public.
func (v view) published() []uuid.UUID {
	return v.ids(func(c *competition.Competition) []uuid.UUID {
		if !c.ResultPublic() {
			return nil
		}
		return []uuid.UUID{c.ID}
	})
}

func (v view) areas(ctx context.Context) error {
	ids := v.ids(func(c *competition.Competition) []uuid.UUID { return c.PriorityAreaIDs })
	found, err := v.reader.from.Areas.ByIDs(ctx, v.scope.TenantID(), ids)
	for i, c := range v.list {
		for _, id := range c.PriorityAreaIDs {
			if area, ok := found[id]; ok {
				v.shown[i].PriorityAreas = append(v.shown[i].PriorityAreas, area)
			}
		}
		v.shown[i].PriorityAreas = priority.Called(v.shown[i].PriorityAreas, c.PriorityAreaNames)
	}
	return err
}

func (v view) envelopes(ctx context.Context) error {
	ids := v.ids(func(c *competition.Competition) []uuid.UUID { return []uuid.UUID{c.EnvelopeID} })
	found, err := v.reader.from.Envelopes.PublicOf(ctx, v.scope.TenantID(), ids)
	for i, c := range v.list {
		if e, ok := found[c.EnvelopeID]; ok {
			v.shown[i].Envelope = &Envelope{LocalBudget: e.Amount}
		}
	}
	return err
}

func (v view) commissions(ctx context.Context) error {
	ids := v.ids(func(c *competition.Competition) []uuid.UUID {
		if c.CommissionID == nil {
			return nil
		}
		return []uuid.UUID{*c.CommissionID}
	})
	found, err := v.reader.from.Commissions.PublicOf(ctx, v.scope.TenantID(), ids)
	for i, c := range v.list {
		if c.CommissionID == nil {
			continue
		}
		if public, ok := found[*c.CommissionID]; ok {
			v.shown[i].Commission = &Commission{Size: public.Size}
		}
	}
	return err
}

func (v view) documents(ctx context.Context) error {
	found, err := v.reader.from.Results.Of(ctx, v.scope, v.all())
	if err != nil {
		return err
	}
	err = showDocuments(ctx, v.reader.from.Files, v.scope.TenantID(), found)
	for i, c := range v.list {
		if p, ok := found[c.ID]; ok {
			v.shown[i].Documents = p.Documents
		}
	}
	return err
}

// applications reads the applications of published competitions and the names of those
// winners who agreed to it.
func (v view) applications(ctx context.Context) error {
	published := v.published()
	if len(published) == 0 {
		return nil
	}
	found, err := v.reader.from.Results.Applications(ctx, v.scope, published)
	if err != nil {
		return err
	}
	var named []uuid.UUID
	for i, c := range v.list {
		v.shown[i].applications = found[c.ID]
		v.shown[i].count(c)
		for _, a := range found[c.ID] {
			if a.named() {
				named = append(named, a.ID)
			}
		}
	}
	if len(named) == 0 {
		return nil
	}
	names, err := v.reader.from.Results.Names(ctx, v.scope, named)
	for _, c := range v.shown {
		for _, a := range c.applications {
			if name, ok := names[a.ID]; ok {
				a.LeaderName = &name
			}
		}
	}
	return err
}

// awards needs the applications.
func (v view) awards(ctx context.Context) error {
	published := v.published()
	if len(published) == 0 {
		return nil
	}
	found, err := v.reader.from.Awards.PublicOf(ctx, v.scope.TenantID(), published)
	if err != nil {
		return err
	}
	means, err := v.reader.from.Results.Means(ctx, v.scope, published)
	for i, c := range v.list {
		byID := map[uuid.UUID]*Application{}
		for _, a := range v.shown[i].applications {
			byID[a.ID] = a
		}
		for _, a := range found[c.ID] {
			if winner, ok := byID[a.ApplicationID]; ok {
				v.shown[i].Awards = append(v.shown[i].Awards, showAward(a, winner, means[a.ApplicationID]))
			}
		}
	}
	return err
}
