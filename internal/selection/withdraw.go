package selection

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
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
// NOT_ON_THE_LIST; MEMORANDUM_STANDS and GRANT_FUND_STANDS while there is one that follows
// from the letter; COFINANCING_EXCEEDED, NOBODY_MOVES_UP. The programme manager.
func (s *Service) Withdraw(ctx context.Context, ref entity.Ref, version int64, d Departure) (*Selection, error) {
	d.Reason = strings.TrimSpace(d.Reason)
	return s.change(ctx, ref.ID, version, access.Withdraw, d.Reason, func(ctx context.Context, tx Tx, sel *Selection, now time.Time) error {
		if err := sel.Apply(Withdraw, d.Reason, now); err != nil {
			return err
		}
		call, err := tx.Call(ctx, sel.CallID)
		if err != nil {
			return err
		}
		w := &withdrawing{tx: tx, sel: sel, call: call, Withdrawal: &Withdrawal{
			ID: entity.NewID(), SelectionID: sel.ID, LetterID: d.LetterID, Reason: d.Reason, At: now, By: access.From(ctx).Name,
		}}
		if err := w.succeed(ctx, d.Cofinancing); err != nil {
			return err
		}
		if err := tx.InsertWithdrawal(ctx, w.Withdrawal); err != nil {
			return err
		}
		if err := tx.Record(ctx, audit.Entry{Object: access.Selection, Action: access.Withdraw, ID: w.ID, After: w.Withdrawal, Reason: w.Reason}); err != nil {
			return err
		}
		return w.conclude(ctx)
	})
}

// withdrawing is a withdrawal with what its change needs, the selection locked.
type withdrawing struct {
	*Withdrawal
	tx   Tx
	sel  *Selection
	call Call
}

// succeed finds who moves up.
func (w *withdrawing) succeed(ctx context.Context, cofinancing *money.Amount) error {
	p, err := w.tx.Protocol(ctx, w.sel.ID)
	if err != nil {
		return err
	}
	before, err := w.tx.Withdrawals(ctx, w.sel.ID)
	if err != nil {
		return err
	}
	ranking, err := rankingOf(ctx, w.tx, w.sel, w.call)
	if err != nil {
		return err
	}
	standing := listOf(p.Decisions, before)
	was, place := standing.remove(w.LetterID)
	if !was {
		return ErrNotOnList.At("letterId")
	}
	if err := w.free(ctx); err != nil {
		return err
	}
	var successor *Entrant
	if place {
		successor = standing.next(ranking)
	}
	if err := standing.funds(cofinancing, w.call.Fund, successor); err != nil {
		return err
	}
	if successor != nil {
		w.SuccessorID, w.Cofinancing = &successor.LetterID, cofinancing
	}
	return nil
}

// free refuses a letter that something already follows from; nothing new does until the
// transaction ends.
func (w *withdrawing) free(ctx context.Context) error {
	l, err := w.tx.LockLetter(ctx, w.LetterID)
	if err != nil {
		return err
	}
	follows, err := w.tx.Follows(ctx, l)
	switch {
	case err != nil:
		return err
	case follows.Memorandum:
		return ErrMemorandum.At("letterId")
	case follows.Fund:
		return ErrFundStands.At("letterId")
	}
	return nil
}

// move is what becomes of a letter, and what its municipality is told.
type move struct {
	letter  uuid.UUID
	event   letter.Event
	outcome Outcome
}

// conclude gives both letters their states and tells their municipalities.
func (w *withdrawing) conclude(ctx context.Context) error {
	moves := []move{{w.LetterID, letter.StepBack, WasWithdrawn}}
	switch {
	case w.Cofinancing != nil:
		moves = append(moves, move{*w.SuccessorID, letter.MoveUpWithMoney, SelectedWithCofinancing})
	case w.SuccessorID != nil:
		moves = append(moves, move{*w.SuccessorID, letter.MoveUp, Selected})
	}
	for _, m := range moves {
		if err := w.move(ctx, m); err != nil {
			return err
		}
	}
	return nil
}

func (w *withdrawing) move(ctx context.Context, m move) error {
	l, err := w.tx.LockLetter(ctx, m.letter)
	if err != nil {
		return err
	}
	if err := moveLetter(ctx, w.tx, l, m.event, access.Withdraw, w.Reason, w.At); err != nil {
		return err
	}
	contents, err := w.tx.Contents(ctx, []uuid.UUID{l.ID})
	if err != nil {
		return err
	}
	on := &work{tx: w.tx, sel: w.sel, call: w.call, letter: l, now: w.At}
	return on.announceAgain(ctx, m.outcome, w.Reason, contents[l.ID])
}

// announceAgain writes what a participant is told in place of the result before.
func (w *work) announceAgain(ctx context.Context, outcome Outcome, reason string, content letter.Content) error {
	n, err := w.tx.LockNotice(ctx, w.letter.ID)
	if err != nil {
		return err
	}
	before := *n
	n.Outcome, n.Channel, n.NotifiedAt, n.Note = outcome, "", nil, ""
	n.Touch(w.now)
	if err := w.tx.UpdateNotice(ctx, n); err != nil {
		return err
	}
	entry := audit.Entry{Object: access.ParticipantNotice, Action: access.Withdraw, ID: n.LetterID, Before: before, After: n, Reason: reason}
	if err := w.tx.Record(ctx, entry); err != nil {
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
