package regulation

import (
	"slices"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/text"
)

var (
	tieRules       = []TieRule{TieFirstCriterion, TieOwnShare, TieChairVote}
	applicantKinds = []ApplicantKind{Person, Group, LegalEntity}
)

// DocumentKinds are the papers that a regulation can ask of an applicant: kinds of file.
var DocumentKinds = []string{"PASSPORT_COPY", "REGISTRATION", "CHARTER", "COMMITMENT_LETTER", "COST_EVIDENCE",
	"RESOURCE_EVIDENCE", "PHOTO", "MAP", "SIGNED_PAPER", "OTHER"}

func (c *checker) scoring(r Rules, path []string) {
	c.between(r.Scale.Min, 0, 99, under(path, "scale", "min"))
	c.between(r.Scale.Max, 1, 100, under(path, "scale", "max"))
	if r.Scale.Max <= r.Scale.Min {
		c.errs.Add(errScale.At(under(path, "scale", "max")...))
	}
	c.between(len(r.Criteria), 1, maxCriteria, under(path, "criteria"))
	seen := map[string]bool{}
	for i, criterion := range r.Criteria[:min(len(r.Criteria), maxCriteria)] {
		at := under(path, "criteria", i)
		c.key(criterion.Key, seen, under(at, "key"))
		c.named(criterion.Name, maxName, under(at, "name"))
		c.short(criterion.Guidance, maxGuidance, under(at, "guidance"))
		c.between(criterion.Weight, 1, 100, under(at, "weight"))
	}
	seen = map[string]bool{}
	for i, rule := range r.TieRules[:min(len(r.TieRules), len(tieRules)+1)] {
		at := under(path, "tieRules", i)
		if !slices.Contains(tieRules, rule) {
			c.errs.Add(apperr.ErrMalformed.At(at...))
		}
		c.once(string(rule), seen, at)
	}
	c.optional(r.PassingPercent, 1, 100, under(path, "passingPercent"))
	c.between(r.MinApplications, 1, 100, under(path, "minApplications"))
}

func (c *checker) window(w WindowRules, path []string) {
	c.between(w.MinDays, 1, 365, under(path, "minDays"))
	c.between(w.WarnBelowDays, 0, 365, under(path, "warnBelowDays"))
	c.between(w.DefaultDays, 1, 365, under(path, "defaultDays"))
	if w.DefaultDays < w.MinDays {
		c.errs.Add(errShortest.At(under(path, "defaultDays")...))
	}
}

func (c *checker) applicants(r Rules, path []string) {
	c.kinds(r.ApplicantKinds, under(path, "applicantKinds"))
	if r.MinLeaderAge != 0 {
		c.between(r.MinLeaderAge, 14, 99, under(path, "minLeaderAge"))
	}
	c.optional(r.MinOwnSharePercent, 1, 100, under(path, "minOwnSharePercent"))
	c.amount(r.MaxLocalBudgetPerApplication, under(path, "maxLocalBudgetPerApplication"))
	c.amount(r.EvidenceFromAmount, under(path, "evidenceFromAmount"))
}

func (c *checker) amount(amount *money.Amount, path []string) {
	if amount != nil && (*amount < 1 || *amount > money.Max) {
		c.errs.Add(apperr.OutOfRange(1, int64(money.Max), path...))
	}
}

// kinds demands at least one kind of applicant, each once.
func (c *checker) kinds(kinds []ApplicantKind, path []string) {
	if len(kinds) == 0 {
		c.errs.Add(apperr.ErrRequired.At(path...))
	}
	seen := map[string]bool{}
	for i, kind := range kinds[:min(len(kinds), len(applicantKinds)+1)] {
		if !slices.Contains(applicantKinds, kind) {
			c.errs.Add(apperr.ErrMalformed.At(under(path, i)...))
		}
		c.once(string(kind), seen, under(path, i))
	}
}

func (c *checker) documents(documents []RequiredDocument, path []string) {
	c.between(len(documents), 0, maxDocuments, path)
	seen := map[string]bool{}
	for i, document := range documents[:min(len(documents), maxDocuments)] {
		if !slices.Contains(DocumentKinds, document.Kind) {
			c.errs.Add(apperr.ErrMalformed.At(under(path, i, "kind")...))
		}
		c.once(document.Kind, seen, under(path, i, "kind"))
		c.named(document.Name, maxName, under(path, i, "name"))
		c.kinds(document.For, under(path, i, "for"))
	}
}

func (c *checker) checklist(items []ChecklistItem, path []string) {
	c.between(len(items), 0, maxChecklist, path)
	seen := map[string]bool{}
	for i, item := range items[:min(len(items), maxChecklist)] {
		c.key(item.Key, seen, under(path, i, "key"))
		c.named(item.Text, maxGuidance, under(path, i, "text"))
		if item.Clause == "" {
			c.errs.Add(apperr.ErrRequired.At(under(path, i, "clause")...))
		}
		c.errs.Add(text.Line(item.Clause, maxClause, under(path, i, "clause")...))
	}
}
