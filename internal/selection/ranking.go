package selection

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/tenants"
)

// Quota bounds how many municipalities a call chooses. A kind or an oblast without a line
// has no bound of its own.
type Quota struct {
	Total   int                  `json:"total"`
	Oblasts map[string]int       `json:"oblasts"`
	Kinds   map[tenants.Kind]int `json:"kinds"`
}

// tally counts those chosen, as the quota does.
type tally struct {
	total   int
	oblasts map[string]int
	kinds   map[tenants.Kind]int
}

func newTally() *tally { return &tally{oblasts: map[string]int{}, kinds: map[tenants.Kind]int{}} }

func (t *tally) add(e *Entrant) {
	t.total++
	t.oblasts[e.Oblast]++
	t.kinds[e.Kind]++
}

// room reports whether the quota lets one more be chosen beside those counted.
func (q Quota) room(t *tally, e *Entrant) bool {
	oblast, bound := q.Oblasts[e.Oblast]
	if bound && t.oblasts[e.Oblast] >= oblast {
		return false
	}
	kind, bound := q.Kinds[e.Kind]
	return !(bound && t.kinds[e.Kind] >= kind) && t.total < q.Total
}

// Entrant is a letter that is ranked.
type Entrant struct {
	LetterID   uuid.UUID
	EntryID    uuid.UUID
	Number     string
	Name       i18n.Localized
	Kind       tenants.Kind
	Oblast     string
	OblastName i18n.Localized
	// Readiness is the money that the municipality is ready to set aside, nil when it
	// named no sum.
	Readiness  *money.Amount
	ReceivedAt time.Time
	// Sheets are the submitted ones of members without a conflict.
	Sheets []*Sheet
}

// Standing is where the ranking puts a letter.
type Standing string

// The standings.
const (
	In        Standing = "IN"
	InReserve Standing = "RESERVE"
	Out       Standing = "OUT"
)

// Ranking orders the letters of a call and fills its quota from the top.
type Ranking struct {
	Places   []*Place `json:"places"`
	Quota    Quota    `json:"quota"`
	MaxTotal int      `json:"maxTotal"`
}

// Place is one letter in the ranking, with the reason why it stands there.
type Place struct {
	Entrant *Entrant
	// Rank from 1, 0 for a letter that nobody scored.
	Rank int
	// Sheets are counted, Sum is their weighted points: the mean is Sum ÷ Sheets, exactly.
	Sheets, Sum int
	Criteria    []CriterionMean
	Standing    Standing
	// ReserveNo from 1 orders the reserve, 0 outside it.
	ReserveNo int
	Why       Reason
	// Tie says what set equal means apart, nil where none was equal.
	Tie *Tie
}

// CriterionMean is the mean of the unweighted points of one criterion: Sum ÷ Count.
type CriterionMean struct {
	Key        string
	Sum, Count int
}

// Mean writes the mean with two decimals.
func (m CriterionMean) Mean() string { return decimal(m.Sum, m.Count) }

// Mean writes the weighted mean with two decimals.
func (p *Place) Mean() string { return decimal(p.Sum, p.Sheets) }

// Place finds the place of a letter.
func (r *Ranking) Place(letter uuid.UUID) *Place {
	for _, p := range r.Places {
		if p.Entrant.LetterID == letter {
			return p
		}
	}
	return nil
}

// entry finds the place of what the committee scored.
func (r *Ranking) entry(id uuid.UUID) *Place {
	for _, p := range r.Places {
		if p.Entrant.EntryID == id {
			return p
		}
	}
	return nil
}

// Rank ranks letters by the mean of their sheets and fills the quota from the top.
// Arithmetic is exact; the same letters give the same ranking in any order. lot names the
// draw that decides when nothing else does.
func Rank(entrants []*Entrant, terms Terms, quota Quota, lot string) *Ranking {
	ranking := &Ranking{Quota: quota, MaxTotal: terms.MaxTotal(), Places: make([]*Place, 0, len(entrants))}
	for _, e := range entrants {
		ranking.Places = append(ranking.Places, placed(e, terms))
	}
	order := ordering(terms, lot)
	slices.SortFunc(ranking.Places, func(a, b *Place) int {
		c, _ := order.compare(a, b)
		return c
	})
	filling := filling{terms: terms, quota: quota, oblasts: map[string]int{}, kinds: map[tenants.Kind]int{}}
	for i, p := range ranking.Places {
		if p.Sheets > 0 {
			p.Rank = i + 1
			p.Tie = order.tie(ranking.Places, i)
		}
		filling.take(p)
	}
	return ranking
}

func placed(e *Entrant, terms Terms) *Place {
	p := &Place{Entrant: e, Sheets: len(e.Sheets)}
	for _, c := range terms.Criteria {
		mean := CriterionMean{Key: c.Key, Count: len(e.Sheets)}
		for _, s := range e.Sheets {
			if points := s.Points(c.Key); points != nil {
				mean.Sum += *points
			}
		}
		p.Sum += c.Weight * mean.Sum
		p.Criteria = append(p.Criteria, mean)
	}
	return p
}

// filling is how far the quota is used while the places are gone through.
type filling struct {
	terms   Terms
	quota   Quota
	total   int
	reserve int
	oblasts map[string]int
	kinds   map[tenants.Kind]int
}

// take decides on the next place.
func (f *filling) take(p *Place) {
	e := p.Entrant
	args := i18n.Args{
		"rank": p.Rank, "mean": p.Mean(), "max": f.terms.MaxTotal(), "total": f.quota.Total, "oblast": e.OblastName,
		"kind": kindNames[e.Kind].Localized(),
	}
	switch full := f.full(p, args); {
	case p.Sheets == 0:
		p.Standing, p.Why = Out, because(ReasonNotScored, args)
	case !f.passes(p):
		args["percent"] = *f.terms.PassingPercent
		p.Standing, p.Why = Out, because(ReasonBelowThreshold, args)
	case full == "":
		f.total++
		f.oblasts[e.Oblast]++
		f.kinds[e.Kind]++
		args["place"] = f.total
		p.Standing, p.Why = In, because(ReasonWithinQuota, args)
	case f.terms.Reserve == nil || f.reserve < *f.terms.Reserve:
		f.reserve++
		args["no"] = f.reserve
		p.Standing, p.ReserveNo, p.Why = InReserve, f.reserve, because(full, args)
	default:
		args["reserve"] = *f.terms.Reserve
		p.Standing, p.Why = Out, because(ReasonReserveFull, args)
	}
}

// full names the quota that keeps a place out, empty when there is room.
func (f *filling) full(p *Place, args i18n.Args) ReasonCode {
	if f.total >= f.quota.Total {
		return ReasonQuotaFull
	}
	if most, bound := f.quota.Oblasts[p.Entrant.Oblast]; bound && f.oblasts[p.Entrant.Oblast] >= most {
		args["most"] = most
		return ReasonOblastFull
	}
	if most, bound := f.quota.Kinds[p.Entrant.Kind]; bound && f.kinds[p.Entrant.Kind] >= most {
		args["most"] = most
		return ReasonKindFull
	}
	return ""
}

// passes reports whether the mean reaches the threshold of the terms.
func (f *filling) passes(p *Place) bool {
	if f.terms.PassingPercent == nil {
		return true
	}
	return 100*p.Sum >= *f.terms.PassingPercent*f.terms.MaxTotal()*p.Sheets
}

// TieRule names what decides between equal means.
type TieRule string

// The rules, in their order: the criteria one after another, then the sum that the
// municipality is ready to set aside, then who was received first, then a draw that
// anybody can repeat.
const (
	ByCriterion TieRule = "CRITERION"
	ByReadiness TieRule = "READINESS"
	ByReceipt   TieRule = "RECEIVED"
	ByLot       TieRule = "LOT"
)

// Tie says what set a letter before or after another with an equal mean.
type Tie struct {
	With  uuid.UUID `json:"with"`
	Rule  TieRule   `json:"rule"`
	Ahead bool      `json:"ahead"`
	Why   Reason    `json:"why"`
}

// rule is one comparison; it answers below zero when a stands first.
type rule struct {
	name      TieRule
	criterion *Criterion
	compare   func(a, b *Place) int
}

type order []rule

// ordering lists the comparisons in the order in which they decide. The first is the mean.
func ordering(terms Terms, lot string) order {
	rules := order{{compare: func(a, b *Place) int { return higher(a.Sum, a.Sheets, b.Sum, b.Sheets) }}}
	for i := range terms.Criteria {
		rules = append(rules, rule{ByCriterion, &terms.Criteria[i], func(a, b *Place) int {
			return higher(a.Criteria[i].Sum, a.Criteria[i].Count, b.Criteria[i].Sum, b.Criteria[i].Count)
		}})
	}
	return append(rules,
		rule{ByReadiness, nil, func(a, b *Place) int { return cmp.Compare(pledged(b), pledged(a)) }},
		rule{ByReceipt, nil, func(a, b *Place) int { return a.Entrant.ReceivedAt.Compare(b.Entrant.ReceivedAt) }},
		rule{ByLot, nil, func(a, b *Place) int { return bytes.Compare(drawn(lot, a), drawn(lot, b)) }})
}

func (o order) compare(a, b *Place) (int, rule) {
	for _, r := range o {
		if c := r.compare(a, b); c != 0 {
			return c, r
		}
	}
	return strings.Compare(a.Entrant.LetterID.String(), b.Entrant.LetterID.String()), o[len(o)-1]
}

// tie tells what set the i-th place apart from the one before it or, when that has another
// mean, from the one after it.
func (o order) tie(places []*Place, i int) *Tie {
	p := places[i]
	for _, n := range []int{i - 1, i + 1} {
		if n < 0 || n >= len(places) || places[n].Sheets == 0 || o[0].compare(p, places[n]) != 0 {
			continue
		}
		_, by := o.compare(p, places[n])
		other := places[n].Entrant
		args := i18n.Args{"other": other.Name, "mean": p.Mean()}
		if by.criterion != nil {
			args["criterion"] = by.criterion.Name
		}
		tie := &Tie{With: other.LetterID, Rule: by.name, Ahead: n > i}
		tie.Why = because(tieReasons[by.name], args)
		return tie
	}
	return nil
}

// higher compares two exact fractions, the greater first; one of nothing comes last.
func higher(sumA, countA, sumB, countB int) int {
	switch {
	case countA == 0 || countB == 0:
		return cmp.Compare(countB, countA)
	default:
		return cmp.Compare(sumB*countA, sumA*countB)
	}
}

// pledged is the sum that a municipality is ready to set aside, below zero when unknown.
func pledged(p *Place) money.Amount {
	if p.Entrant.Readiness == nil {
		return -1
	}
	return *p.Entrant.Readiness
}

// drawn is the lot of a letter: the SHA-256 of the name of the draw and the number of
// its receipt, which anybody can compute again.
func drawn(lot string, p *Place) []byte {
	sum := sha256.Sum256([]byte(lot + "\n" + p.Entrant.Number))
	return sum[:]
}

func decimal(sum, count int) string {
	if count == 0 {
		return "–"
	}
	return strings.Replace(big.NewRat(int64(sum), int64(count)).FloatString(2), ".", ",", 1)
}
