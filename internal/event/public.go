package event

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
)

// Initiative is one that was begun, with what decides what of it is public.
type Initiative struct {
	AgreementID, ApplicationID uuid.UUID
	// Sensitive hides place, participants and photos (domain.md 8).
	Sensitive bool
	// Minimum is the least count of people with disabilities and of migrants' children
	// that is shown.
	Minimum int
}

// Shown is what everyone may see of one initiative's events.
type Shown struct {
	// Events were held, oldest first; Photos are their published photos, by event.
	Events []*Event
	Photos map[uuid.UUID][]*Photo
	// Participants are those of the initiative, nil where they are hidden.
	Participants *Counts
}

// PublicOf shows the begun initiatives of competitions, by application. Everyone may call
// it; what is hidden is left out.
func (s *Service) PublicOf(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID) (map[uuid.UUID]*Shown, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Publication, access.Read)
	if err != nil {
		return nil, err
	}
	initiatives, err := s.store.Initiatives(ctx, scope, competitions)
	if err != nil || len(initiatives) == 0 {
		return nil, err
	}
	agreements := make([]uuid.UUID, len(initiatives))
	for i, initiative := range initiatives {
		agreements[i] = initiative.AgreementID
	}
	records, err := s.store.Records(ctx, scope, agreements)
	if err != nil {
		return nil, err
	}
	events, err := s.store.HeldOf(ctx, scope, agreements)
	if err != nil {
		return nil, err
	}
	var ids []uuid.UUID
	for _, list := range events {
		for _, e := range list {
			ids = append(ids, e.ID)
		}
	}
	photos, err := s.store.Photos(ctx, scope, ids, []PhotoState{Published})
	if err != nil {
		return nil, err
	}
	shown := make(map[uuid.UUID]*Shown, len(initiatives))
	for _, i := range initiatives {
		shown[i.ApplicationID] = i.show(records[i.AgreementID], events[i.AgreementID], photos)
	}
	return shown, nil
}

// show leaves out what everyone may not see.
func (i *Initiative) show(record *Record, events []*Event, photos map[uuid.UUID][]*Photo) *Shown {
	shown := &Shown{Events: make([]*Event, len(events)), Photos: map[uuid.UUID][]*Photo{}}
	for n, e := range events {
		public := *e
		public.Participants = e.Participants.public(i.Minimum)
		if i.Sensitive {
			public.Place, public.Villages, public.Setting, public.Participants = "", nil, nil, Counts{}
		} else {
			shown.Photos[e.ID] = photos[e.ID]
		}
		shown.Events[n] = &public
	}
	if total := Totals(record, events).Participants; !i.Sensitive && !total.None() {
		participants := total.public(i.Minimum)
		shown.Participants = &participants
	}
	return shown
}

// public keeps the numbers that everyone may see; counts of people with disabilities and
// of migrants' children below the minimum would single people out.
func (c Counts) public(minimum int) Counts {
	shown := Counts{
		Men: c.Men, Women: c.Women, Boys: c.Boys, Girls: c.Girls, ChildrenUnspecified: c.ChildrenUnspecified,
		AdultsUnspecified: c.AdultsUnspecified, ReportedTotal: c.ReportedTotal, Basis: c.Basis,
		WithDisabilities: atLeast(c.WithDisabilities, minimum), MigrantChildren: atLeast(c.MigrantChildren, minimum),
	}
	shown.Estimates, shown.Derived = shown.given(c.Estimates), shown.given(c.Derived)
	return shown
}

func atLeast(n *int, minimum int) *int {
	if n == nil || *n < minimum {
		return nil
	}
	return n
}

// given keeps the names of numbers that are given.
func (c Counts) given(names []Number) (kept []Number) {
	for _, n := range c.numbers() {
		for _, name := range names {
			if n.name == name && *n.value != nil {
				kept = append(kept, name)
			}
		}
	}
	return kept
}
