package publication

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/page"
)

// Filter narrows the competitions of all municipalities; its zero value is all of them.
type Filter struct {
	// Open keeps those that take applications now, or those that do not.
	Open *bool
	Year *int
	// OblastCode is a SOATE code.
	OblastCode string
	// Search finds a part of the title or number.
	Search string
	// Now decides what is open.
	Now time.Time
}

// Entry is where a competition of some municipality is.
type Entry struct {
	TenantID uuid.UUID
	ID       uuid.UUID
	Cursor   page.Cursor
}

// All lists the announced competitions of all municipalities, the last announced first.
// The index behind it follows every change within moments; what is shown is read from
// the municipality itself.
func (r *Reader) All(ctx context.Context, filter Filter, request page.Request, want Want) (page.Page[*Competition], error) {
	filter.Now = r.now()
	found, err := r.from.Index.Search(ctx, filter, request)
	if err != nil {
		return page.Page[*Competition]{}, err
	}
	shown := map[uuid.UUID]*Competition{}
	for tenant, ids := range byTenant(found.Items) {
		if err := r.collect(ctx, tenant, ids, want, shown); err != nil {
			return page.Page[*Competition]{}, err
		}
	}
	cursors := map[uuid.UUID]page.Cursor{}
	items := make([]*Competition, 0, len(found.Items))
	for _, entry := range found.Items {
		cursors[entry.ID] = entry.Cursor
		if c, ok := shown[entry.ID]; ok {
			items = append(items, c)
		}
	}
	cursor := func(c *Competition) page.Cursor { return cursors[c.base.ID] }
	return page.Page[*Competition]{Items: items, HasNext: found.HasNext, Total: found.Total, Cursor: cursor}, nil
}

func byTenant(entries []Entry) map[uuid.UUID][]uuid.UUID {
	ids := map[uuid.UUID][]uuid.UUID{}
	for _, entry := range entries {
		ids[entry.TenantID] = append(ids[entry.TenantID], entry.ID)
	}
	return ids
}

func (r *Reader) collect(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID, want Want, into map[uuid.UUID]*Competition) error {
	scope, err := r.scope(ctx, tenant)
	if err != nil {
		return err
	}
	found, err := r.from.Competitions.ByIDs(ctx, scope, ids)
	if err != nil {
		return err
	}
	list := make([]*competition.Competition, 0, len(found))
	for _, c := range found {
		if c.Public() {
			list = append(list, c)
		}
	}
	shown, err := r.show(ctx, scope, list, want)
	for _, c := range shown {
		into[c.base.ID] = c
	}
	return err
}
