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
)

// Coded reads a letter of the caller; that of another member does not exist.
func (s *Service) Coded(ctx context.Context, ref entity.Ref) (*CodedLetter, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SelectionScore, access.Read)
	if err != nil {
		return nil, err
	}
	r := s.store.Read(scope)
	found, sel, seat, err := s.coded(ctx, r, scope, ref.ID)
	if err != nil {
		return nil, err
	}
	places, err := s.placesFor(ctx, r, sel)
	if err != nil {
		return nil, err
	}
	letters, err := lettersOf(ctx, r, sel, seat, places)
	if err != nil {
		return nil, err
	}
	for _, l := range letters {
		if l.ID == found.ID {
			return l, nil
		}
	}
	return nil, apperr.ErrNotFound
}

// coded finds a letter of the caller with her seat. All refusals are one.
func (s *Service) coded(ctx context.Context, r Reader, scope access.Scope, id uuid.UUID) (*CodedLetter, *Selection, *Seat, error) {
	found, err := r.CodedByID(ctx, id)
	if err != nil {
		return nil, nil, nil, err
	}
	held, err := r.Seat(ctx, found.SeatID)
	if err != nil {
		return nil, nil, nil, err
	}
	sel, err := r.Selection(ctx, held.SelectionID)
	if err != nil {
		return nil, nil, nil, err
	}
	seat, err := s.seat(ctx, r, scope, sel)
	if err != nil {
		return nil, nil, nil, hide(err)
	}
	if seat.ID != found.SeatID {
		return nil, nil, nil, apperr.ErrNotFound
	}
	return found, sel, seat, nil
}

// mayScore is the row rule of the own sheet of a letter that is shown.
func (s *Service) mayScore(_ context.Context, c *CodedLetter) error {
	if err := c.view.sel.in(Scoring); err != nil {
		return err
	}
	switch {
	case c.view.recused:
		return ErrRecused
	case c.view.own != nil && c.view.own.Submitted():
		return ErrSheetSubmitted
	}
	return nil
}

// Declare declares, once and on every municipality, whether the member has a conflict of
// interest. Then she gets the letters that she may score.
func (s *Service) Declare(ctx context.Context, ref entity.Ref, statements []Statement) (*Desk, error) {
	err := s.member(ctx, ref.ID, access.Declare, func(ctx context.Context, m *member) error {
		if m.seat.DeclaredAt != nil {
			return ErrDeclared
		}
		entries, err := m.tx.Entries(ctx, m.sel.ID)
		if err != nil {
			return err
		}
		person, err := m.tx.Member(ctx, m.seat.AccountID, clock.DateOf(m.now))
		if err != nil {
			return err
		}
		conflicts, err := declare(m.seat.ID, entries, statements, person.Offices, m.now, uuid.New)
		if err != nil {
			return err
		}
		letters, err := codes(m.seat.ID, scorable(entries, conflicts, m.sel.Coded))
		if err != nil {
			return err
		}
		if err := m.tx.InsertConflicts(ctx, conflicts...); err != nil {
			return err
		}
		if err := m.tx.InsertCodes(ctx, letters...); err != nil {
			return err
		}
		m.seat.DeclaredAt = &m.now
		m.seat.Touch(m.now)
		if err := m.tx.UpdateSeat(ctx, m.seat); err != nil {
			return err
		}
		return m.tx.Record(ctx, audit.Entry{Object: access.SelectionScore, Action: access.Declare, ID: m.seat.ID, After: conflicts})
	})
	if err != nil {
		return nil, err
	}
	return s.Desk(ctx, ref)
}

// AddConflict declares a conflict with a municipality that came to light later. Where
// letters are coded nothing on the desk changes, so that no code shows: a sheet on that
// letter is left out of the ranking.
func (s *Service) AddConflict(ctx context.Context, ref entity.Ref, statement Statement) (*Desk, error) {
	err := s.member(ctx, ref.ID, access.Declare, func(ctx context.Context, m *member) error {
		if m.seat.DeclaredAt == nil {
			return ErrUndeclared
		}
		if statement.Kind == NoConflict {
			return apperr.ErrMalformed.At("kind")
		}
		if err := statement.check(); err != nil {
			return err
		}
		entries, err := m.tx.Entries(ctx, m.sel.ID)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if e.MunicipalityID == statement.MunicipalityID {
				return m.add(ctx, e.ID, AboutMunicipality, statement)
			}
		}
		return ErrNotParticipant.At("municipalityId")
	})
	if err != nil {
		return nil, err
	}
	return s.Desk(ctx, ref)
}

// Recuse declares a conflict about a letter that the member recognised behind its code.
func (s *Service) Recuse(ctx context.Context, ref entity.Ref, statement Statement) (*CodedLetter, error) {
	err := s.onCoded(ctx, ref, access.Declare, func(ctx context.Context, m *member, c *CodedLetter) error {
		if statement.Kind == NoConflict {
			return apperr.ErrMalformed.At("kind")
		}
		if err := statement.check(); err != nil {
			return err
		}
		return m.add(ctx, c.EntryID, AboutCode, statement)
	})
	if err != nil {
		return nil, err
	}
	return s.Coded(ctx, ref)
}

func (m *member) add(ctx context.Context, entry uuid.UUID, about About, said Statement) error {
	c := &Conflict{ID: uuid.New(), SeatID: m.seat.ID, EntryID: entry, About: about, Kind: said.Kind, Text: said.Text, DeclaredAt: m.now}
	if err := m.tx.AddConflict(ctx, c); err != nil {
		return err
	}
	return m.tx.Record(ctx, audit.Entry{Object: access.SelectionScore, Action: access.Declare, ID: m.seat.ID, After: c})
}

// SaveSheet keeps points and comments of the own sheet. version is 0 for the first time.
func (s *Service) SaveSheet(ctx context.Context, ref entity.Ref, version int64, scores []Score) (*CodedLetter, error) {
	return s.sheet(ctx, ref, version, access.Score, func(sheet *Sheet, terms Terms, _ time.Time) error { return sheet.save(terms, scores) })
}

// SubmitSheet locks the own sheet.
func (s *Service) SubmitSheet(ctx context.Context, ref entity.Ref, version int64) (*CodedLetter, error) {
	return s.sheet(ctx, ref, version, access.Submit, func(sheet *Sheet, terms Terms, now time.Time) error { return sheet.submit(terms, now) })
}

func (s *Service) sheet(ctx context.Context, ref entity.Ref, version int64, action access.Action,
	apply func(*Sheet, Terms, time.Time) error,
) (*CodedLetter, error) {
	err := s.onCoded(ctx, ref, action, func(ctx context.Context, m *member, c *CodedLetter) error {
		return m.fill(ctx, c, version, action, apply)
	})
	if err != nil {
		return nil, err
	}
	return s.Coded(ctx, ref)
}

// fill applies a change to the member's own sheet of a letter, and begins the sheet when
// there is none.
func (m *member) fill(ctx context.Context, c *CodedLetter, version int64, action access.Action, apply func(*Sheet, Terms, time.Time) error) error {
	sheet, err := m.tx.LockSheet(ctx, c.ID)
	if err != nil {
		return err
	}
	conflicts, err := m.tx.Conflicts(ctx, m.sel.ID)
	if err != nil {
		return err
	}
	if viewOf(c, m.sel, nil, conflicts).recused {
		return ErrRecused
	}
	write := m.tx.InsertSheet
	if sheet == nil {
		sheet = &Sheet{CodeID: c.ID, State: SheetDraft, Scores: []Score{}}
	} else {
		write = m.tx.UpdateSheet
	}
	if sheet.Version != version {
		return apperr.ErrStale
	}
	if err := apply(sheet, m.sel.Terms, m.now); err != nil {
		return err
	}
	if sheet.Version == 0 {
		sheet.Base = entity.NewBase(uuid.Nil, m.now)
	} else {
		sheet.Touch(m.now)
	}
	if err := write(ctx, sheet); err != nil {
		return err
	}
	return m.tx.Record(ctx, audit.Entry{Object: access.SelectionScore, Action: action, ID: sheet.ID, After: recorded(sheet)})
}

// sheetAudit is what the log keeps of a sheet: not the points, which nobody else learns
// before scoring is closed.
type sheetAudit struct {
	CodeID uuid.UUID  `json:"codeId"`
	State  SheetState `json:"state"`
	Scores int        `json:"scores"`
}

func recorded(s *Sheet) sheetAudit { return sheetAudit{s.CodeID, s.State, len(s.Scores)} }
