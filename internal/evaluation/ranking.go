package evaluation

import (
	"math/big"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/regulation"
)

// Ranking orders the applications of a contest and draws the funding line.
type Ranking struct {
	Entries []*Entry
	// Envelope is the sum that the line was drawn over, Left what the proposals leave of it.
	Envelope, Left money.Amount
	// Line is the number of entries above the funding line.
	Line int
	// MaxTotal is the most a member can give.
	MaxTotal int

	atLine []*Entry
}

// Entry is one application in the ranking.
type Entry struct {
	Candidate *Candidate
	// Rank from 1; equal for a tie that no rule decides, 0 for one that nobody scored.
	Rank int
	// Sheets are counted, Sum is their weighted points: the mean is Sum ÷ Sheets, exactly.
	Sheets, Sum int
	Criteria    []CriterionMean
	// Passed reports whether the mean reaches the regulation's threshold.
	Passed bool
	// Proposed of the local budget, nil below the funding line; Partial when it is less
	// than was asked.
	Proposed *money.Amount
	Partial  bool
	// Tied: another application has the same rank and only the chair can decide.
	Tied    bool
	Reasons []Reason
}

// CriterionMean is the mean of the unweighted points of one criterion: Sum ÷ Count.
type CriterionMean struct {
	Key        string
	Sum, Count int
}

// Mean writes the mean with two decimals.
func (m CriterionMean) Mean() string { return decimal(ratio(m.Sum, m.Count)) }

// Mean writes the weighted mean with two decimals.
func (e *Entry) Mean() string { return decimal(e.mean()) }

func (e *Entry) mean() *big.Rat { return ratio(e.Sum, e.Sheets) }

// Reason is a sentence on why an application stands where it stands.
type Reason struct {
	text i18n.Text
	args i18n.Args
}

// Localized is the sentence in all three languages.
func (r Reason) Localized() i18n.Localized {
	return i18n.Localized{Ky: r.text.In(i18n.Ky, r.in(i18n.Ky)), Ru: r.text.In(i18n.Ru, r.in(i18n.Ru)), En: r.text.In(i18n.En, r.in(i18n.En))}
}

func (r Reason) in(lang i18n.Lang) i18n.Args {
	args := make(i18n.Args, len(r.args))
	for name, value := range r.args {
		if l, ok := value.(i18n.Localized); ok {
			value = l.In(lang)
		}
		args[name] = value
	}
	return args
}

// Rank ranks the contest by its regulation and spends sum on it from the top. Arithmetic
// is exact; the same sheets give the same ranking in any order.
func (c *Contest) Rank(sum money.Amount) *Ranking {
	ranking := &Ranking{Envelope: sum, Left: sum, MaxTotal: c.Rules.MaxTotal()}
	var silent []*Entry
	for _, candidate := range c.Candidates {
		entry := c.entry(candidate)
		if entry.Sheets == 0 {
			entry.because(notScored, nil)
			silent = append(silent, entry)
			continue
		}
		ranking.Entries = append(ranking.Entries, entry)
	}
	sortByNumber(ranking.Entries)
	sortByNumber(silent)
	ranking.Entries = append(c.order(ranking.Entries), silent...)
	ranking.fund()
	return ranking
}

func (c *Contest) entry(candidate *Candidate) *Entry {
	entry := &Entry{Candidate: candidate}
	sheets := c.Counted(candidate.ApplicationID)
	entry.Sheets = len(sheets)
	for _, criterion := range c.Rules.Criteria {
		mean := CriterionMean{Key: criterion.Key, Count: len(sheets)}
		for _, s := range sheets {
			if points := s.Points(criterion.Key); points != nil {
				mean.Sum += *points
			}
		}
		entry.Sum += criterion.Weight * mean.Sum
		entry.Criteria = append(entry.Criteria, mean)
	}
	entry.Passed = entry.Sheets > 0 && passes(c.Rules, entry)
	if entry.Sheets > 0 && !entry.Passed {
		entry.because(belowThreshold, i18n.Args{"mean": entry.Mean(), "percent": *c.Rules.PassingPercent, "max": c.Rules.MaxTotal()})
	}
	return entry
}

// passes compares the mean with the threshold: Sum ÷ Sheets ≥ percent × max ÷ 100.
func passes(rules regulation.Rules, e *Entry) bool {
	return rules.PassingPercent == nil || e.Sum*100 >= *rules.PassingPercent*rules.MaxTotal()*e.Sheets
}

// order sorts scored entries by their mean, decides ties and numbers the ranks.
func (c *Contest) order(entries []*Entry) []*Entry {
	ordered := make([]*Entry, 0, len(entries))
	for _, group := range split(entries, (*Entry).mean) {
		for _, tied := range c.decide(group, c.Rules.TieRules) {
			rank := len(ordered) + 1
			for _, e := range tied {
				e.Rank, e.Tied = rank, len(tied) > 1
			}
			ordered = append(ordered, tied...)
		}
	}
	return ordered
}

// fund proposes the asked sums from the top until the money ends; the last may get a
// part (MR-7). Where it ends within a shared place, no number in a register decides who
// gets it: nothing is proposed there and below.
func (r *Ranking) fund() {
	for i, e := range r.Entries {
		switch {
		case !e.Passed || e.Candidate.Requested <= 0:
		case len(r.atLine) > 0 && e.Rank == r.atLine[0].Rank:
		case len(r.atLine) > 0:
			e.because(afterTie, nil)
		case r.Left == 0 && r.Line == 0:
			e.because(noMoney, nil)
		case r.Left == 0:
			e.because(beyondLine, nil)
		case e.Tied && r.splits(e.Rank):
		default:
			r.propose(e)
			r.Line = i + 1
		}
	}
}

// splits finds out whether the money ends within a shared place, and remembers who shares it.
func (r *Ranking) splits(rank int) bool {
	var group []*Entry
	var asked money.Amount
	for _, e := range r.Entries {
		if e.Rank == rank && e.Passed && e.Candidate.Requested > 0 && e.Proposed == nil {
			group, asked = append(group, e), asked+e.Candidate.Requested
		}
	}
	if asked <= r.Left || len(group) < 2 {
		return false
	}
	for _, e := range group {
		e.because(tieAtLine, i18n.Args{"left": r.Left, "asked": asked, "numbers": Numbers(group)})
	}
	r.atLine = group
	return true
}

func (r *Ranking) propose(e *Entry) {
	sum := min(e.Candidate.Requested, r.Left)
	e.Proposed, e.Partial = &sum, sum < e.Candidate.Requested
	r.Left -= sum
	if e.Partial {
		e.because(partly, i18n.Args{"sum": sum, "asked": e.Candidate.Requested})
	}
}

// AtLine lists the equal applications among which the money ends; somebody must decide.
func (r *Ranking) AtLine() []*Entry { return r.atLine }

// Entry finds an application in the ranking, nil when it is not there.
func (r *Ranking) Entry(application uuid.UUID) *Entry {
	for _, e := range r.Entries {
		if e.Candidate.ApplicationID == application {
			return e
		}
	}
	return nil
}

// Explanation says why the application stands where it stands.
func (e *Entry) Explanation() []*i18n.Localized {
	list := make([]*i18n.Localized, len(e.Reasons))
	for i, r := range e.Reasons {
		text := r.Localized()
		list[i] = &text
	}
	return list
}

func (e *Entry) because(text i18n.Text, args i18n.Args) {
	e.Reasons = append(e.Reasons, Reason{text: text, args: args})
}

func sortByNumber(entries []*Entry) {
	slices.SortFunc(entries, func(a, b *Entry) int {
		if len(a.Candidate.Number) != len(b.Candidate.Number) {
			return len(a.Candidate.Number) - len(b.Candidate.Number)
		}
		if n := strings.Compare(a.Candidate.Number, b.Candidate.Number); n != 0 {
			return n
		}
		return strings.Compare(a.Candidate.ApplicationID.String(), b.Candidate.ApplicationID.String())
	})
}

func ratio(num, den int) *big.Rat {
	if den == 0 {
		return new(big.Rat)
	}
	return big.NewRat(int64(num), int64(den))
}

func decimal(r *big.Rat) string { return r.FloatString(2) }
