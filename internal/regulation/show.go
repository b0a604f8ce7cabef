package regulation

import (
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
)

// CompetitionRules are the rules, nil for a regulation that governs no competition.
func (r *Regulation) CompetitionRules() *Rules { return rulesOf(r.Kind, &r.Rules) }

// CompetitionRules are the rules to begin with, nil where there are none.
func (t Template) CompetitionRules() *Rules { return rulesOf(t.Kind, &t.Rules) }

func rulesOf(kind Kind, rules *Rules) *Rules {
	if kind != LocalInitiatives {
		return nil
	}
	return rules
}

// AdoptedBy is the council's decree, nil before it.
func (r *Regulation) AdoptedBy() *document.Document { return r.Decree.Known() }

// BasedOn addresses the edition that this one began with.
func (r *Regulation) BasedOn() *entity.Ref {
	if r.BasedOnID == nil {
		return nil
	}
	return &entity.Ref{Kind: "Regulation", Tenant: r.TenantID, ID: *r.BasedOnID}
}
