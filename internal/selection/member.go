package selection

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/letter"
)

// member is somebody of the committee in a transaction, her seat locked and the selection
// kept from moving on.
type member struct {
	tx   Tx
	sel  *Selection
	seat *Seat
	now  time.Time
}

// member changes something of the caller's in a selection that is being scored.
func (s *Service) member(ctx context.Context, selection uuid.UUID, action access.Action, apply func(context.Context, *member) error) error {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SelectionScore, action)
	if err != nil {
		return err
	}
	return s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		m, err := s.lockMember(ctx, tx, scope, selection)
		if err != nil {
			return err
		}
		return apply(ctx, m)
	})
}

func (s *Service) lockMember(ctx context.Context, tx Tx, scope access.Scope, selection uuid.UUID) (*member, error) {
	sel, err := tx.Share(ctx, selection)
	if err != nil {
		return nil, err
	}
	seat, err := s.seat(ctx, tx, scope, sel)
	if err != nil {
		return nil, hide(err)
	}
	if err := sel.in(Scoring); err != nil {
		return nil, err
	}
	if seat, err = tx.LockSeat(ctx, seat.ID); err != nil {
		return nil, err
	}
	now, err := tx.Now(ctx)
	if err != nil {
		return nil, err
	}
	if !seat.Held(clock.DateOf(now)) {
		return nil, ErrNoSeat
	}
	return &member{tx: tx, sel: sel, seat: seat, now: now}, nil
}

// onCoded changes something about one letter of the caller's.
func (s *Service) onCoded(ctx context.Context, ref entity.Ref, action access.Action, apply func(context.Context, *member, *CodedLetter) error) error {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SelectionScore, action)
	if err != nil {
		return err
	}
	return s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		found, sel, _, err := s.coded(ctx, tx, scope, ref.ID)
		if err != nil {
			return err
		}
		m, err := s.lockMember(ctx, tx, scope, sel.ID)
		if err != nil {
			return err
		}
		if m.seat.ID != found.SeatID {
			return apperr.ErrNotFound
		}
		return apply(ctx, m, found)
	})
}

// placesFor reads the municipalities of a selection whose letters are not coded.
func (s *Service) placesFor(ctx context.Context, r Reader, sel *Selection) (map[uuid.UUID]letter.Place, error) {
	if sel.Coded {
		return map[uuid.UUID]letter.Place{}, nil
	}
	entries, err := r.Entries(ctx, sel.ID)
	if err != nil {
		return nil, err
	}
	return r.Places(ctx, townsOf(entries))
}

// moveLetter moves a locked letter and records it as an action, for a reason or none.
func moveLetter(ctx context.Context, tx Tx, l *letter.Letter, event letter.Event, action access.Action, reason string, now time.Time) error {
	before := *l
	if err := l.Apply(event, letter.Facts{Reason: reason}, now); err != nil {
		return err
	}
	if err := tx.UpdateLetter(ctx, l); err != nil {
		return err
	}
	return tx.Record(ctx, audit.Entry{Object: access.Selection, Action: action, ID: l.ID, Before: before, After: l, Reason: reason})
}
