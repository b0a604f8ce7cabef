package protocol

import (
	"slices"
	"strconv"
	"strings"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/envelope"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/text"
)

// Longest texts of a protocol, in characters.
const (
	MaxPlace      = 300
	MaxDiscussion = 20000
	MaxConditions = 5000
	MaxReason     = 2000
)

// checkDraft refuses what no protocol may say, however unfinished it is.
func (m *Material) checkDraft(p *Protocol) error {
	var errs apperr.List
	p.trim()
	errs.Add(text.Line(p.Place, MaxPlace, "place"))
	errs.Add(text.Block(p.Discussion, MaxDiscussion, "discussion"))
	errs.Add(text.Block(p.NoWinnerReason, MaxReason, "noWinnerReason"))
	seen := map[string]bool{}
	for i, d := range p.Decisions {
		at := func(field string) []string { return []string{"decisions", strconv.Itoa(i), field} }
		key := d.ApplicationID.String()
		switch {
		case m.Contest.Candidate(d.ApplicationID) == nil:
			errs.Add(evaluation.ErrNotCandidate.At(at("applicationId")...))
		case seen[key]:
			errs.Add(ErrDecisionTwice.At(at("applicationId")...))
		}
		seen[key] = true
		errs.Add(text.Block(d.Conditions, MaxConditions, at("conditions")...))
		errs.Add(text.Block(d.Reason, MaxReason, at("reason")...))
		if d.LocalBudget != nil && (*d.LocalBudget < 1 || !d.LocalBudget.Valid()) {
			errs.Add(apperr.OutOfRange(1, int64(money.Max), at("localBudget")...))
		}
	}
	return errs.Err()
}

func (p *Protocol) trim() {
	p.Place, p.Discussion, p.NoWinnerReason = strings.TrimSpace(p.Place), strings.TrimSpace(p.Discussion), strings.TrimSpace(p.NoWinnerReason)
	for i := range p.Decisions {
		d := &p.Decisions[i]
		d.Conditions, d.Reason = strings.TrimSpace(d.Conditions), strings.TrimSpace(d.Reason)
	}
}

// checkDecisions refuses a protocol that decides against the regulation: every
// application is decided; an award needs scores, threshold, quorum and votes, asks no
// more than the application and the competition allow, and the sum stays within the
// envelope.
func (m *Material) checkDecisions(p *Protocol) error {
	var errs apperr.List
	ranking := m.Contest.Rank(m.Contest.Envelope)
	for _, candidate := range m.Contest.Candidates {
		if p.decision(candidate.ApplicationID) == nil {
			errs.Add(ErrNotDecided.With(i18n.Args{"number": candidate.Number}).At("decisions"))
		}
	}
	for i, d := range p.Decisions {
		if d.LocalBudget == nil {
			continue
		}
		entry := ranking.Entry(d.ApplicationID)
		for _, refusal := range m.checkAward(entry, *d.LocalBudget) {
			errs.Add(refusal.At("decisions", strconv.Itoa(i), "localBudget"))
		}
		errs.Add(p.checkOrder(ranking, entry, d, i))
		errs.Add(m.checkTie(p, ranking, entry, i))
	}
	if !p.HasWinner() && p.NoWinnerReason == "" {
		errs.Add(ErrNoWinnerReason.At("noWinnerReason"))
	}
	if sum := p.Awarded(); sum > m.Contest.Envelope {
		errs.Add(envelope.ErrExceeded.With(i18n.Args{"asked": sum, "left": m.Contest.Envelope}).At("decisions"))
	}
	return errs.Err()
}

func (m *Material) checkAward(entry *evaluation.Entry, sum money.Amount) []*apperr.Error {
	var refusals []*apperr.Error
	add := func(broken bool, err *apperr.Error) {
		if broken {
			refusals = append(refusals, err)
		}
	}
	id, limit := entry.Candidate.ApplicationID, m.Contest.Competition.MaxAmount
	add(entry.Sheets == 0, ErrNotRanked)
	add(entry.Sheets > 0 && !entry.Passed, ErrBelowThreshold)
	add(sum > entry.Candidate.Requested, ErrOverRequest.With(i18n.Args{"requested": entry.Candidate.Requested}))
	if limit != nil {
		add(sum > *limit, ErrOverMaximum.With(i18n.Args{"max": *limit}))
	}
	q := m.Session.QuorumOn(m.Contest, id)
	add(!q.Met(), ErrItemQuorum.With(i18n.Args{"present": q.Present, "eligible": q.Eligible}))
	add(!m.Session.Count(m.Contest, m.Votes, id).Carried(), ErrNotCarried)
	return refusals
}

// checkOrder asks for a reason when an application wins while a better one that passed
// gets nothing, or less than it asked.
func (p *Protocol) checkOrder(ranking *evaluation.Ranking, entry *evaluation.Entry, d Decision, i int) *apperr.Error {
	for _, better := range ranking.Entries {
		if better.Rank == 0 || better.Rank >= entry.Rank || !better.Passed {
			continue
		}
		other := p.decision(better.Candidate.ApplicationID)
		if other != nil && other.below(better.Candidate.Requested) && d.Reason == "" && other.Reason == "" {
			return ErrOutOfOrder.With(i18n.Args{"number": better.Candidate.Number}).At("decisions", strconv.Itoa(i), "reason")
		}
	}
	return nil
}

// checkTie asks for the chair's casting vote when one of equal applications wins and
// another does not, or gets less than it asked; for a reason, where the regulation gives
// the chair no such vote.
func (m *Material) checkTie(p *Protocol, ranking *evaluation.Ranking, entry *evaluation.Entry, i int) *apperr.Error {
	if !entry.Tied {
		return nil
	}
	refusal := ErrTied.At("decisions", strconv.Itoa(i))
	if !slices.Contains(m.Contest.Rules.TieRules, regulation.TieChairVote) {
		if p.Decisions[i].Reason != "" {
			return nil
		}
		refusal = ErrTieReason.At("decisions", strconv.Itoa(i), "reason")
	}
	for _, equal := range ranking.Entries {
		if equal.Rank != entry.Rank {
			continue
		}
		other := p.decision(equal.Candidate.ApplicationID)
		if other != nil && other.below(equal.Candidate.Requested) {
			return refusal.With(i18n.Args{"number": entry.Candidate.Number})
		}
	}
	return nil
}
