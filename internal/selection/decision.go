package selection

import (
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/text"
)

// Decision is what the programme decided on one letter. That a municipality is chosen and
// that it gets money are two facts (domain.md 3.1, two tiers of selection).
type Decision struct {
	LetterID uuid.UUID `json:"letterId"`
	Chosen   bool      `json:"chosen"`
	// Cofinancing is the programme's money, nil for none.
	Cofinancing *money.Amount `json:"cofinancing,omitempty"`
	// Reserve: not chosen, and next in line when another steps back.
	Reserve bool `json:"reserve"`
	// ReserveNo from 1 orders the reserve, 0 outside it.
	ReserveNo int `json:"reserveNo,omitempty"`
	// Reason is why the decision departs from the ranking, empty where it does not.
	Reason string `json:"reason"`
}

// Outcome is the decision in one word.
type Outcome string

// The outcomes (domain.md P8).
const (
	Selected                Outcome = "SELECTED"
	SelectedWithCofinancing Outcome = "SELECTED_WITH_COFINANCING"
	Reserved                Outcome = "RESERVE"
	NotSelected             Outcome = "NOT_SELECTED"
	// Not decided by the committee, but told all the same.
	WasIneligible Outcome = "INELIGIBLE"
	WasLate       Outcome = "LATE"
	WasWithdrawn  Outcome = "WITHDRAWN"
	NotConsidered Outcome = "NOT_CONSIDERED"
)

// Outcome tells the two facts in one word.
func (d *Decision) Outcome() Outcome {
	switch {
	case d.Chosen && d.Cofinancing != nil:
		return SelectedWithCofinancing
	case d.Chosen:
		return Selected
	case d.Reserve:
		return Reserved
	}
	return NotSelected
}

// departs reports whether the decision is not that of the ranking.
func (d *Decision) departs(p *Place) bool {
	switch {
	case d.Chosen:
		return p.Standing != In
	case d.Reserve:
		return p.Standing != InReserve
	}
	return p.Standing != Out
}

// propose are the decisions of the ranking itself, without money.
func (r *Ranking) propose() []*Decision {
	list := make([]*Decision, 0, len(r.Places))
	for _, p := range r.Places {
		list = append(list, &Decision{LetterID: p.Entrant.LetterID, Chosen: p.Standing == In, Reserve: p.Standing == InReserve, ReserveNo: p.ReserveNo})
	}
	return list
}

// settle checks decisions on all letters of the ranking and puts them in its order. fund is
// the call's money for co-financing, nil when there is none. A departure from the ranking
// needs a reason; the quota and the money hold whatever the reason.
func (r *Ranking) settle(decisions []*Decision, fund *money.Amount) ([]*Decision, error) {
	var errs apperr.List
	of := map[uuid.UUID]int{}
	for i, d := range decisions {
		at := []string{"decisions", strconv.Itoa(i)}
		place := r.Place(d.LetterID)
		if place == nil {
			errs.Add(ErrNotRanked.At(append(at, "letterId")...))
			continue
		}
		if _, twice := of[d.LetterID]; twice {
			errs.Add(ErrDecidedTwice.At(append(at, "letterId")...))
		}
		of[d.LetterID] = i
		d.check(place, &errs, at)
	}
	ordered := make([]*Decision, 0, len(r.Places))
	reserve := 0
	for _, p := range r.Places {
		i, decided := of[p.Entrant.LetterID]
		if !decided {
			errs.Add(ErrNotDecided.With(i18n.Args{"number": p.Entrant.Number}).At("decisions"))
			continue
		}
		d := decisions[i]
		if d.ReserveNo = 0; d.Reserve {
			reserve++
			d.ReserveNo = reserve
		}
		ordered = append(ordered, d)
	}
	errs = append(errs, r.bounds(ordered, fund)...)
	return ordered, errs.Err()
}

func (d *Decision) check(p *Place, errs *apperr.List, at []string) {
	d.Reason = strings.TrimSpace(d.Reason)
	errs.Add(text.Block(d.Reason, MaxReason, append(at, "reason")...))
	args := i18n.Args{"number": p.Entrant.Number, "name": p.Entrant.Name}
	switch {
	case d.Chosen && d.Reserve:
		errs.Add(apperr.ErrMalformed.At(append(at, "outcome")...))
	case d.Chosen && p.Sheets == 0:
		errs.Add(ErrNobodyScored.With(args).At(append(at, "outcome")...))
	case d.departs(p) && d.Reason == "":
		errs.Add(ErrDeparture.With(args).At(append(at, "reason")...))
	}
	switch a := d.Cofinancing; {
	case a == nil:
	case !d.Chosen:
		errs.Add(ErrMoneyUnchosen.With(args).At(append(at, "cofinancing")...))
	case *a <= 0 || !a.Valid():
		errs.Add(apperr.OutOfRange(1, int64(money.Max), append(at, "cofinancing")...))
	}
}

// bounds refuses more than the quota and the money allow.
func (r *Ranking) bounds(decisions []*Decision, fund *money.Amount) apperr.List {
	var errs apperr.List
	var given money.Amount
	chosen := newTally()
	for _, d := range decisions {
		if !d.Chosen {
			continue
		}
		e := r.Place(d.LetterID).Entrant
		chosen.add(e)
		if d.Cofinancing != nil {
			given += *d.Cofinancing
		}
		if most, bound := r.Quota.Oblasts[e.Oblast]; bound && chosen.oblasts[e.Oblast] == most+1 {
			errs.Add(ErrOblastQuota.With(i18n.Args{"oblast": e.OblastName, "most": most}).At("decisions"))
		}
		if most, bound := r.Quota.Kinds[e.Kind]; bound && chosen.kinds[e.Kind] == most+1 {
			errs.Add(ErrKindQuota.With(i18n.Args{"kind": kindNames[e.Kind], "most": most}).At("decisions"))
		}
	}
	if chosen.total > r.Quota.Total {
		errs.Add(ErrQuota.With(i18n.Args{"most": r.Quota.Total, "chosen": chosen.total}).At("decisions"))
	}
	if has := money.Sum(fund); given > 0 && (has == nil || given > *has) {
		errs.Add(ErrFund.With(i18n.Args{"given": given, "fund": amount(has)}).At("decisions"))
	}
	return errs
}

func amount(a *money.Amount) money.Amount {
	if a == nil {
		return 0
	}
	return *a
}
