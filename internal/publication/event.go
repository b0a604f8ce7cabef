package publication

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/event"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/page"
)

// Event is what everyone sees of an event that was held.
type Event struct {
	id          uuid.UUID
	Title       i18n.Localized
	Kind        event.Kind
	HeldOn      clock.Date
	Occurrences int
	// Place is empty, Setting nil where the priority area hides them.
	Place        string
	Setting      *event.Setting
	Participants *Participants
	Photos       []*Photo
}

// Photo is a published photo of an event.
type Photo struct {
	Caption i18n.Localized
	TakenOn *clock.Date
	Place   string
	File    *file.File
}

// Participants are those that everyone sees.
type Participants struct{ event.Counts }

// Estimated names the numbers that are estimates.
func (p *Participants) Estimated() []event.Number { return p.Estimates }

func showParticipants(c *event.Counts) *Participants {
	if c == nil || c.None() {
		return nil
	}
	return &Participants{Counts: *c}
}

// Totals add up what a competition gave and whom it reached.
type Totals struct {
	LocalBudget    money.Amount
	ProgrammeGrant money.Amount
	Total          money.Amount
	// Events are the occurrences of the events held.
	Events int
	// Participants is nil when nobody was counted anywhere.
	Participants *int
}

// Events pages through the events of a winner, as they were entered.
func (a *Award) Events(request page.Request) page.Page[*Event] {
	return pageOf(a.events, request, func(e *Event) uuid.UUID { return e.id })
}

// events reads what the winners did; it needs the awards.
func (v view) events(ctx context.Context) error {
	published := v.published()
	if len(published) == 0 {
		return nil
	}
	found, err := v.reader.from.Events.PublicOf(ctx, v.scope.TenantID(), published)
	if err != nil {
		return err
	}
	var pictures []uuid.UUID
	for _, shown := range found {
		for _, photos := range shown.Photos {
			for _, p := range photos {
				pictures = append(pictures, p.FileID)
			}
		}
	}
	files, err := publicFiles(ctx, v.reader.from.Files, v.scope.TenantID(), pictures)
	if err != nil {
		return err
	}
	for i, c := range v.list {
		for _, a := range v.shown[i].Awards {
			if did := found[a.Application.ID]; did != nil {
				a.show(did, files)
			}
		}
		if c.ResultPublic() {
			v.shown[i].Totals = totalsOf(v.shown[i].Awards)
		}
	}
	return nil
}

// show fills in what a winner did.
func (a *Award) show(did *event.Shown, files shelf) {
	a.Participants = showParticipants(did.Participants)
	for _, e := range did.Events {
		shown := &Event{
			id: e.ID, Title: e.Title, Kind: e.Kind, HeldOn: *e.HeldOn, Occurrences: e.Occurrences, Place: e.Place, Setting: e.Setting,
			Participants: showParticipants(&e.Participants), Photos: []*Photo{},
		}
		for _, p := range did.Photos[e.ID] {
			if picture := files[p.FileID]; picture != nil {
				shown.Photos = append(shown.Photos, &Photo{Caption: p.Caption, TakenOn: p.TakenOn, Place: p.Place, File: picture})
			}
		}
		a.events = append(a.events, shown)
	}
}

func totalsOf(awards []*Award) *Totals {
	totals := &Totals{}
	for _, a := range awards {
		totals.LocalBudget += a.LocalBudget
		totals.Total += a.Total
		if a.ProgrammeGrant != nil {
			totals.ProgrammeGrant += *a.ProgrammeGrant
		}
		for _, e := range a.events {
			totals.Events += e.Occurrences
		}
		if a.Participants != nil {
			totals.Participants = event.Plus(totals.Participants, a.Participants.Known())
		}
	}
	return totals
}
