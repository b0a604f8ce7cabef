package publication

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/protocol"
)

// Link leads to another announced competition.
type Link struct {
	ID     entity.Ref
	Number string
	Title  i18n.Localized
	State  competition.State
}

func linkTo(c *competition.Competition, now time.Time) *Link {
	if c == nil || !c.Public() {
		return nil
	}
	return &Link{ID: c.RefAs("PublicCompetition"), Number: c.Number, Title: c.Title, State: c.StateAt(now)}
}

// ResultOrder is the head's order on the outcome, with its list of winners.
type ResultOrder struct {
	competition.Order
	Text    i18n.Localized
	Winners []protocol.Winner
}

func showOrder(order *competition.Order) *ResultOrder {
	if order == nil {
		return nil
	}
	return &ResultOrder{Order: *order, Winners: []protocol.Winner{}}
}

// orders fills in what the orders say.
func (v view) orders(ctx context.Context) error {
	ids := v.ids(func(c *competition.Competition) []uuid.UUID {
		if !c.ResultPublic() && !c.FailurePublic() {
			return nil
		}
		return []uuid.UUID{c.ID}
	})
	if len(ids) == 0 {
		return nil
	}
	found, err := v.reader.from.Orders.PublicOrders(ctx, v.scope.TenantID(), ids)
	for i, c := range v.list {
		if o, ok := found[c.ID]; ok && v.shown[i].ResultOrder != nil {
			v.shown[i].ResultOrder.Text, v.shown[i].ResultOrder.Winners = o.Text, o.Winners
		}
	}
	return err
}

// links needs the competitions before and after.
func (v view) links(ctx context.Context) error {
	before := v.ids(func(c *competition.Competition) []uuid.UUID {
		if c.ReannouncesID == nil {
			return nil
		}
		return []uuid.UUID{*c.ReannouncesID}
	})
	var old map[uuid.UUID]*competition.Competition
	if len(before) > 0 {
		var err error
		if old, err = v.reader.from.Competitions.ByIDs(ctx, v.scope, before); err != nil {
			return err
		}
	}
	after, err := v.reader.from.Competitions.Reannouncements(ctx, v.scope, v.all())
	newest, now := competition.LastOf(after, true), v.reader.now()
	for i, c := range v.list {
		v.shown[i].ReannouncedBy = linkTo(newest[c.ID], now)
		if c.ReannouncesID != nil {
			v.shown[i].Reannounces = linkTo(old[*c.ReannouncesID], now)
		}
	}
	return err
}
