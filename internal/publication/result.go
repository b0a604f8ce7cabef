package publication

import (
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/award"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/monitoring"
	"github.com/demilge/demilge/internal/report"
)

// Application is what everyone sees of an application after the result is published.
type Application struct {
	ID            uuid.UUID
	CompetitionID uuid.UUID
	Title         i18n.Localized
	// Awarded tells a winner.
	Awarded bool
	// LeaderName is that of a winner who agreed to it; nil for all others.
	LeaderName *string
	facts      Facts
}

// Facts is what the public reader knows of an application beside what it always shows.
type Facts struct {
	// Number in the register, "3/2019".
	Number string
	// Agreed says that the leader agreed to the publication of the name.
	Agreed bool
	// Sources add up the application's own lines.
	Sources []Source
}

// NewApplication is what the store knows of an application; the name is filled in for
// winners who agreed.
func NewApplication(id, competitionID uuid.UUID, title i18n.Localized, awarded bool, facts Facts) *Application {
	return &Application{ID: id, CompetitionID: competitionID, Title: title, Awarded: awarded, facts: facts}
}

// named reports whether the public reads the leader's name.
func (a *Application) named() bool { return a.Awarded && a.facts.Agreed }

// count counts who won nothing, once the result is public.
func (c *Competition) count(of *competition.Competition) {
	if !of.ResultPublic() {
		return
	}
	n := 0
	for _, a := range c.applications {
		if !a.Awarded {
			n++
		}
	}
	c.NotAwarded = &n
}

// Source is what one source gives.
type Source struct {
	Source budget.Source `json:"source"`
	// Amount is nil when no line of it is valued.
	Amount    *money.Amount `json:"amount"`
	Estimated bool          `json:"estimated"`
	// Unvalued counts the lines outside the sum.
	Unvalued int `json:"unvalued"`
}

// Award is a winner with the sums it gets.
type Award struct {
	Application *Application
	// Number of the application in the register.
	Number string
	Rank   int
	// MeanScore is the mean by the signed protocol, nil where it has none.
	MeanScore *string
	// Requested of the local budget.
	Requested      money.Amount
	LocalBudget    money.Amount
	ProgrammeGrant *money.Amount
	Sources        []Source
	// Total is every valued line of every source; TotalIsEstimate marks an estimate in it.
	Total           money.Amount
	TotalIsEstimate bool
	// Monitoring is nil before the work begins.
	Monitoring *monitoring.Watched
	// Participants of the initiative, nil where nobody was counted or nothing is shown.
	Participants *Participants
	// Report is the final one, nil before the work begins.
	Report *report.Public
	// Money is plan against actual, nil before the work began.
	Money  *Money
	events []*Event
}

func showAward(a *award.Award, of *Application, mean string) *Award {
	shown := &Award{
		Application: of, Number: of.facts.Number, Rank: a.Rank, LocalBudget: a.LocalBudget, ProgrammeGrant: a.ProgrammeGrant,
		Sources: sources(a, of.facts.Sources), Total: a.Total(), TotalIsEstimate: a.TotalIsEstimate(),
	}
	for _, s := range of.facts.Sources {
		if s.Source == budget.LocalBudget && s.Amount != nil {
			shown.Requested = *s.Amount
		}
	}
	if mean != "" {
		shown.MeanScore = &mean
	}
	return shown
}

// sources are the awarded sums, then what the application itself brings.
func sources(a *award.Award, own []Source) []Source {
	list := []Source{{Source: budget.LocalBudget, Amount: &a.LocalBudget}}
	if a.ProgrammeGrant != nil {
		list = append(list, Source{Source: budget.Programme, Amount: a.ProgrammeGrant})
	}
	for _, source := range budget.Sources {
		at := slices.IndexFunc(own, func(s Source) bool { return s.Source == source })
		if at >= 0 && source != budget.LocalBudget && source != budget.Programme {
			list = append(list, own[at])
		}
	}
	return list
}
