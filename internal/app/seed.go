package app

import (
	"context"
	"time"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/seed"
)

// Seed writes the pilot programme into a new database and returns the accounts it made,
// none when the programme is there already. It wires a program of its own, whose clock
// shows the dates of the sources.
func Seed(ctx context.Context, config Config, password func() string) ([]seed.SignIn, error) {
	at := clock.NewManual(time.Now())
	config.Clock = at
	a, err := New(ctx, config)
	if err != nil {
		return nil, err
	}
	defer a.Close()
	r := a.Resolver
	return seed.New(seed.Services{
		Territory: r.Territory, Regulations: r.Regulations, Analyses: r.Analyses, Priorities: r.Priorities,
		Envelopes: r.Envelopes, Commissions: r.Commissions, Competitions: r.Competitions, Applications: r.Applications,
		Evaluations: r.Evaluations, Sessions: r.Sessions, Protocols: r.Protocols, Awards: r.Awards,
		Agreements: r.Agreements, Events: r.Events, Monitoring: r.Monitoring, Funding: r.Funding,
		Memoranda: r.Memoranda, WorkPlans: r.WorkPlans, Trainings: r.Trainings, Pilots: r.Pilots,
		Publisher: r.Publisher, Calls: r.Calls, Authn: r.Authn,
	}, at, password).Run(ctx)
}
