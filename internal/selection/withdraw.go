package selection

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/money"
)

// Departure is what the programme is told when a municipality steps back.
type Departure struct {
	LetterID uuid.UUID
	Reason   string
	// Cofinancing is the programme's money for who moves up, nil for none.
	Cofinancing *money.Amount
}

// Withdraw takes a municipality off the published list that steps back, for a reason. For a
// chosen one the first of the reserve moves up for whom the quota has room. Both are told.
// NOT_ON_THE_LIST; MEMORANDUM_STANDS while one with it is drafted or signed.
func (s *Service) Withdraw(ctx context.Context, ref entity.Ref, version int64, d Departure) (*Selection, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Selection, access.Withdraw)
	if err != nil {
		return nil, err
	}
	who := scope.Principal().Name
	d.Reason = strings.TrimSpace(d.Reason)
	return s.change(ctx, ref.ID, version, access.Withdraw, d.Reason, func(ctx context.Context, tx Tx, sel *Selection, now time.Time) error {
		if err := sel.Apply(Withdraw, d.Reason, now); err != nil {
			return err
		}
		call, err := tx.Call(ctx, sel.CallID)
		if err != nil {
			return err
		}
		w := &Withdrawal{ID: entity.NewID(), SelectionID: sel.ID, LetterID: d.LetterID, Reason: d.Reason, At: now, By: who}
		if err := w.succeed(ctx, tx, sel, call, d.Cofinancing); err != nil {
			return err
		}
		if err := tx.InsertWithdrawal(ctx, w); err != nil {
			return err
		}
		return w.conclude(ctx, tx, sel, call)
	})
}

// succeed finds who moves up.
func (w *Withdrawal) succeed(ctx context.Context, tx Tx, sel *Selection, call Call, cofinancing *money.Amount) error {
	p, err := tx.Protocol(ctx, sel.ID)
	if err != nil {
		return err
	}
	before, err := tx.Withdrawals(ctx, sel.ID)
	if err != nil {
		return err
	}
	ranking, err := rankingOf(ctx, tx, sel, call)
	if err != nil {
		return err
	}
	standing := listOf(p.Decisions, before)
	was, place := standing.remove(w.LetterID)
	if !was {
		return ErrNotOnList.At("letterId")
	}
	if agreed, err := tx.HasMemorandum(ctx, w.LetterID); err != nil || agreed {
		return refuseIf(err, ErrMemorandum.At("letterId"))
	}
	var successor *Entrant
	if place {
		successor = standing.next(ranking)
	}
	if err := standing.funds(cofinancing, call.Fund, successor); err != nil {
		return err
	}
	if successor != nil {
		w.SuccessorID, w.Cofinancing = &successor.LetterID, cofinancing
	}
	return nil
}

func refuseIf(err error, refusal *apperr.Error) error {
	if err != nil {
		return err
	}
	return refusal
}

// conclude gives both letters their states and tells their municipalities.
func (w *Withdrawal) conclude(ctx context.Context, tx Tx, sel *Selection, call Call) error {
	moves := []struct {
		letter  uuid.UUID
		event   letter.Event
		outcome Outcome
	}{{w.LetterID, letter.StepBack, WasWithdrawn}}
	if w.SuccessorID != nil {
		up := moves[0]
		up.letter, up.event, up.outcome = *w.SuccessorID, letter.MoveUp, Selected
		if w.Cofinancing != nil {
			up.event, up.outcome = letter.MoveUpWithMoney, SelectedWithCofinancing
		}
		moves = append(moves, up)
	}
	for _, m := range moves {
		l, err := tx.LockLetter(ctx, m.letter)
		if err != nil {
			return err
		}
		if err := moveLetter(ctx, tx, l, *l, m.event, w.At); err != nil {
			return err
		}
		contents, err := tx.Contents(ctx, []uuid.UUID{l.ID})
		if err != nil {
			return err
		}
		on := &work{tx: tx, sel: sel, call: call, letter: l, now: w.At}
		if err := on.announceAgain(ctx, m.outcome, contents[l.ID]); err != nil {
			return err
		}
	}
	return nil
}

// announceAgain writes what a participant is told in place of the result before.
func (w *work) announceAgain(ctx context.Context, outcome Outcome, content letter.Content) error {
	n, err := w.tx.LockNotice(ctx, w.letter.ID)
	if err != nil {
		return err
	}
	n.Outcome, n.Channel, n.NotifiedAt, n.Note = outcome, "", nil, ""
	n.Touch(w.now)
	if err := w.tx.UpdateNotice(ctx, n); err != nil {
		return err
	}
	return w.tellResult(ctx, n, content)
}

// Withdrawals reads who stepped back after publication, in the order of time.
func (s *Service) Withdrawals(ctx context.Context, of *Selection) ([]*Withdrawal, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Selection, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Read(scope).Withdrawals(ctx, of.ID)
}
