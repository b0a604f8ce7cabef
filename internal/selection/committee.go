package selection

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// readers are the roles that see letters openly.
var readers = []access.Role{access.ProgrammeManager, access.ProgrammeFinance, access.PlatformAdmin}

// Appointment is what is written of a new member of the committee.
type Appointment struct {
	AccountID uuid.UUID
	Position  i18n.Localized
	// From is today when it is zero.
	From  clock.Date
	Until *clock.Date
}

// Appoint gives a person a seat in the committee of a call. She must hold the role of a
// committee member; who sees the letters openly does not score coded ones.
func (s *Service) Appoint(ctx context.Context, of entity.Ref, a Appointment) (*Seat, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SelectionSeat, access.Create)
	if err != nil {
		return nil, err
	}
	var seat *Seat
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		sel, err := tx.Lock(ctx, of.ID)
		if err != nil {
			return err
		}
		if err := sel.in(Preparation, Scoring); err != nil {
			return err
		}
		if seat, err = appoint(ctx, tx, sel, a); err != nil {
			return err
		}
		if err := tx.InsertSeat(ctx, seat); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.SelectionSeat, Action: access.Create, ID: seat.ID, After: seat})
	})
	if err != nil {
		return nil, err
	}
	return seat, nil
}

func appoint(ctx context.Context, tx Tx, sel *Selection, a Appointment) (*Seat, error) {
	now, err := tx.Now(ctx)
	if err != nil {
		return nil, err
	}
	if a.From.IsZero() {
		a.From = clock.DateOf(now)
	}
	if a.Until != nil && a.Until.Before(a.From) {
		return nil, ErrSeatDates.At("until")
	}
	if err := text.Localized(a.Position, MaxPersonName, "position").Err(); err != nil {
		return nil, err
	}
	person, err := tx.Member(ctx, a.AccountID, a.From)
	if err != nil {
		return nil, apperr.At(err, "userId")
	}
	if !slices.Contains(person.Roles, access.SelectionMember) {
		return nil, ErrNoAccountRole.At("userId")
	}
	if sel.Coded && slices.ContainsFunc(readers, func(r access.Role) bool { return slices.Contains(person.Roles, r) }) {
		return nil, ErrKnowsLetters.At("userId")
	}
	seats, err := tx.Seats(ctx, sel.ID)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(seats, func(x *Seat) bool { return x.AccountID == a.AccountID }) {
		return nil, ErrSeated.At("userId")
	}
	return &Seat{
		Base: entity.NewBase(uuid.Nil, now), SelectionID: sel.ID, AccountID: a.AccountID, Name: person.Name, Position: a.Position,
		From: a.From, Until: a.Until,
	}, nil
}

// EndSeat ends a term on a day, for a reason. What the member submitted still counts.
func (s *Service) EndSeat(ctx context.Context, ref entity.Ref, version int64, until clock.Date, reason string) (*Seat, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SelectionSeat, access.Revoke)
	if err != nil {
		return nil, err
	}
	if reason, err = text.Reason(reason, MaxReason, "reason"); err != nil {
		return nil, err
	}
	var ended *Seat
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		seat, err := lockSeat(ctx, tx, ref.ID)
		if err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		before := *seat
		switch {
		case seat.Version != version:
			return apperr.ErrStale
		case until.Before(seat.From.AddDays(-1)):
			return ErrSeatDates.At("until")
		}
		seat.Until, seat.EndReason = &until, reason
		seat.Touch(now)
		ended = seat
		if err := tx.UpdateSeat(ctx, seat); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.SelectionSeat, Action: access.Revoke, ID: seat.ID, Before: before, After: seat, Reason: reason})
	})
	return ended, err
}

// lockSeat locks a seat after its selection, while the committee may still change.
func lockSeat(ctx context.Context, tx Tx, id uuid.UUID) (*Seat, error) {
	found, err := tx.Seat(ctx, id)
	if err != nil {
		return nil, err
	}
	sel, err := tx.Lock(ctx, found.SelectionID)
	if err != nil {
		return nil, err
	}
	if err := sel.in(Preparation, Scoring); err != nil {
		return nil, err
	}
	return tx.LockSeat(ctx, id)
}

// Seat reads one seat.
func (s *Service) Seat(ctx context.Context, ref entity.Ref) (*Member, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SelectionSeat, access.Read)
	if err != nil {
		return nil, err
	}
	r := s.store.Read(scope)
	seat, err := r.Seat(ctx, ref.ID)
	if err != nil {
		return nil, err
	}
	members, err := committee(ctx, r, seat.SelectionID)
	if err != nil {
		return nil, err
	}
	for _, m := range members {
		if m.ID == ref.ID {
			return m, nil
		}
	}
	return nil, apperr.ErrNotFound
}

// Member is a seat with how far its member is, for the programme: counts alone.
type Member struct {
	*Seat
	// Letters the member may score, and the sheets handed in of them.
	Letters, Submitted int
	// Conflicts she declared; which ones, the protocol tells.
	Conflicts int
}

// Committee reads the seats of a selection with the progress of each.
func (s *Service) Committee(ctx context.Context, sel *Selection) ([]*Member, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SelectionSeat, access.Read)
	if err != nil {
		return nil, err
	}
	return committee(ctx, s.store.Read(scope), sel.ID)
}

func committee(ctx context.Context, r Reader, of uuid.UUID) ([]*Member, error) {
	seats, err := r.Seats(ctx, of)
	if err != nil {
		return nil, err
	}
	sheets, err := r.Sheets(ctx, of)
	if err != nil {
		return nil, err
	}
	conflicts, err := r.Conflicts(ctx, of)
	if err != nil {
		return nil, err
	}
	letters, err := r.CodedCounts(ctx, of)
	if err != nil {
		return nil, err
	}
	members := make([]*Member, len(seats))
	for i, seat := range seats {
		m := &Member{Seat: seat, Letters: letters[seat.ID]}
		for _, sheet := range sheets {
			if sheet.SeatID == seat.ID && sheet.Submitted() {
				m.Submitted++
			}
		}
		recused := map[uuid.UUID]bool{}
		for _, c := range conflicts {
			if c.SeatID == seat.ID && c.Recuses() {
				recused[c.EntryID] = true
			}
		}
		m.Conflicts = len(recused)
		members[i] = m
	}
	return members, nil
}
