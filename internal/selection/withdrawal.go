package selection

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

// Withdrawal says that a municipality of the published list stepped back, and who took its
// place. The sealed protocol stays as it is.
type Withdrawal struct {
	ID          uuid.UUID `bun:",pk" json:"id"`
	SelectionID uuid.UUID `json:"selectionId"`
	LetterID    uuid.UUID `json:"letterId"`
	// SuccessorID is the letter of the reserve that moved up, nil where none did.
	SuccessorID *uuid.UUID `json:"successorId,omitempty"`
	// Cofinancing is the programme's money for the successor, nil for none.
	Cofinancing *money.Amount `json:"cofinancing,omitempty"`
	Reason      string        `json:"reason"`
	At          time.Time     `json:"at"`
	By          string        `json:"by"`
}

// LetterRef is the address of the letter whose municipality stepped back.
func (w *Withdrawal) LetterRef() entity.Ref {
	return entity.Ref{Kind: "LetterOfInterest", ID: w.LetterID}
}

// SuccessorRef is the address of the letter that moved up, nil where none did.
func (w *Withdrawal) SuccessorRef() *entity.Ref {
	if w.SuccessorID == nil {
		return nil
	}
	return &entity.Ref{Kind: "LetterOfInterest", ID: *w.SuccessorID}
}

// list is the published list as withdrawals left it: the money of those chosen, nil for
// none, and the reserve in its order.
type list struct {
	chosen  map[uuid.UUID]*money.Amount
	reserve []uuid.UUID
}

// listOf is what the decisions of a protocol, in the order of the ranking, and the
// withdrawals after them come to.
func listOf(decisions []*Decision, withdrawals []*Withdrawal) *list {
	l := &list{chosen: map[uuid.UUID]*money.Amount{}}
	for _, d := range decisions {
		switch {
		case d.Chosen:
			l.chosen[d.LetterID] = d.Cofinancing
		case d.Reserve:
			l.reserve = append(l.reserve, d.LetterID)
		}
	}
	for _, w := range withdrawals {
		l.remove(w.LetterID)
		if w.SuccessorID != nil {
			l.remove(*w.SuccessorID)
			l.chosen[*w.SuccessorID] = w.Cofinancing
		}
	}
	return l
}

// remove takes a letter off the list; was tells that it stood there, and place that it was
// chosen.
func (l *list) remove(letter uuid.UUID) (was, place bool) {
	_, place = l.chosen[letter]
	delete(l.chosen, letter)
	before := len(l.reserve)
	l.reserve = slices.DeleteFunc(l.reserve, func(id uuid.UUID) bool { return id == letter })
	return place || len(l.reserve) < before, place
}

// next is the first of the reserve for whom the quota has room, nil when there is none.
func (l *list) next(r *Ranking) *Entrant {
	chosen := newTally()
	for id := range l.chosen {
		chosen.add(r.Place(id).Entrant)
	}
	for _, id := range l.reserve {
		if e := r.Place(id).Entrant; r.Quota.room(chosen, e) {
			return e
		}
	}
	return nil
}

// funds refuses money that the call no longer has, or that nobody would get.
func (l *list) funds(cofinancing, fund *money.Amount, successor *Entrant) error {
	switch {
	case cofinancing == nil:
		return nil
	case successor == nil:
		return ErrNobodyMovesUp.At("cofinancing")
	case *cofinancing <= 0 || !cofinancing.Valid():
		return apperr.OutOfRange(1, int64(money.Max), "cofinancing")
	}
	given := *cofinancing
	for _, a := range l.chosen {
		given += amount(a)
	}
	if given > amount(fund) {
		return ErrFund.With(i18n.Args{"given": given, "fund": amount(fund)}).At("cofinancing")
	}
	return nil
}
