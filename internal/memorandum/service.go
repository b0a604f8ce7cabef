package memorandum

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/page"
)

// Filter narrows a list; zero values choose all.
type Filter struct {
	Municipality *uuid.UUID
	States       []State
}

// Store keeps memoranda in the programme's schema.
type Store interface {
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*Memorandum, error)
	List(ctx context.Context, scope access.Scope, filter Filter, request page.Request) (page.Page[*Memorandum], error)
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of memoranda may do in its transaction.
type Tx interface {
	file.Keeper
	notice.Outbox
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	// Lock reads a memorandum and keeps others from changing it.
	Lock(ctx context.Context, id uuid.UUID) (*Memorandum, error)
	Insert(ctx context.Context, m *Memorandum) error
	Update(ctx context.Context, m *Memorandum) error
	Delete(ctx context.Context, id uuid.UUID) error
	// SelectedLetter finds whose a letter of interest is, if it was selected; NOT_FOUND
	// otherwise.
	SelectedLetter(ctx context.Context, id uuid.UUID) (municipality uuid.UUID, err error)
	// Writer is who wrote a letter of interest: its contact or else the account that began
	// it; nobody for one on paper.
	Writer(ctx context.Context, letter uuid.UUID) (to notice.To, known bool, err error)
}

// Service is what people do with memoranda.
type Service struct {
	auth  access.Authorizer
	store Store
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store) *Service {
	return &Service{auth: auth, store: store}
}

// Get reads one memorandum: the programme every one, a municipality's officials their own.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Memorandum, error) {
	return access.Concerning(ctx, s.auth, access.Memorandum, access.Read,
		func(scope access.Scope) (*Memorandum, error) { return s.store.Get(ctx, scope, ref.ID) },
		func(m *Memorandum) []uuid.UUID { return []uuid.UUID{m.MunicipalityID} })
}

// List reads a page of all memoranda, newest first. The programme.
func (s *Service) List(ctx context.Context, filter Filter, request page.Request) (page.Page[*Memorandum], error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Memorandum, access.Read)
	if err != nil {
		return page.Page[*Memorandum]{}, err
	}
	return s.store.List(ctx, scope, filter, request)
}

// Of reads a page of a municipality's memoranda, for its officials and the programme.
func (s *Service) Of(ctx context.Context, municipality uuid.UUID, request page.Request) (page.Page[*Memorandum], error) {
	scope, err := s.auth.Authorize(ctx, municipality, access.Memorandum, access.Read)
	if err != nil {
		return page.Page[*Memorandum]{}, err
	}
	return s.store.List(ctx, scope.InProgramme(), Filter{Municipality: &municipality}, request)
}

// Create drafts a memorandum with a municipality of the register, a tenant or not. The
// programme manager. LETTER_NOT_SELECTED when it is to follow from a letter that was not
// selected.
func (s *Service) Create(ctx context.Context, municipality uuid.UUID, draft Draft) (*Memorandum, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Memorandum, access.Create)
	if err != nil {
		return nil, err
	}
	m := &Memorandum{MunicipalityID: municipality, LetterID: draft.LetterID, State: Drafted}
	if err := m.write(draft); err != nil {
		return nil, err
	}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		if err := follows(ctx, tx, m); err != nil {
			return err
		}
		m.Base = entity.NewBase(uuid.Nil, now)
		if err := tx.Insert(ctx, m); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Memorandum, Action: access.Create, ID: m.ID, After: m})
	})
	if err != nil {
		return nil, err
	}
	return m, nil
}

func follows(ctx context.Context, tx Tx, m *Memorandum) error {
	if m.LetterID == nil {
		return nil
	}
	of, err := tx.SelectedLetter(ctx, *m.LetterID)
	if apperr.CodeOf(err) == apperr.NotFound || err == nil && of != m.MunicipalityID {
		return ErrLetter.At("letterId")
	}
	return err
}

// Update writes a draft again; a stale version answers CONFLICT.
func (s *Service) Update(ctx context.Context, ref entity.Ref, version int64, draft Draft) (*Memorandum, error) {
	return s.change(ctx, ref, version, access.Update, func(_ context.Context, _ Tx, m *Memorandum, _ time.Time) error {
		return m.write(draft)
	})
}

// Sign makes a draft hold: with the day, the number and the scan of the signed paper. Whoever
// wrote the municipality's letter of interest is told.
func (s *Service) Sign(ctx context.Context, ref entity.Ref, version int64, signing Signing) (*Memorandum, error) {
	return s.change(ctx, ref, version, access.Sign, func(ctx context.Context, tx Tx, m *Memorandum, now time.Time) error {
		if err := m.sign(signing, clock.DateOf(now)); err != nil {
			return err
		}
		previous := m.ScanFileID
		m.ScanFileID = signing.ScanFileID
		if err := file.Swap(ctx, tx, previous, m.ScanFileID, file.Owner{Object: access.Memorandum, ID: m.ID}, "scanFileId", file.SignedPaper); err != nil {
			return err
		}
		return m.tell(ctx, tx)
	})
}

// tell writes to whoever wrote the letter that the memorandum follows from; what is known
// from publications only happened long ago.
func (m *Memorandum) tell(ctx context.Context, tx Tx) error {
	if m.LetterID == nil || m.PublishedOnly {
		return nil
	}
	to, known, err := tx.Writer(ctx, *m.LetterID)
	if err != nil || !known {
		return err
	}
	return tx.Notify(ctx, notice.Message{
		Kind: notice.MemorandumSigned, About: m.Ref(), To: to,
		Facts: notice.Facts{"title": notice.Words(m.Title), "day": notice.Day(*m.SignedOn)},
	})
}

// End ends a memorandum that has come to its term.
func (s *Service) End(ctx context.Context, ref entity.Ref, version int64, on clock.Date, reason string) (*Memorandum, error) {
	return s.change(ctx, ref, version, access.Close, func(_ context.Context, _ Tx, m *Memorandum, now time.Time) error {
		return m.finish(Ended, on, clock.DateOf(now), reason)
	})
}

// Terminate ends a memorandum before its term, with a reason.
func (s *Service) Terminate(ctx context.Context, ref entity.Ref, version int64, on clock.Date, reason string) (*Memorandum, error) {
	return s.change(ctx, ref, version, access.Terminate, func(_ context.Context, _ Tx, m *Memorandum, now time.Time) error {
		return m.finish(Terminated, on, clock.DateOf(now), reason)
	})
}

func (s *Service) change(ctx context.Context, ref entity.Ref, version int64, action access.Action,
	apply func(context.Context, Tx, *Memorandum, time.Time) error,
) (*Memorandum, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Memorandum, action)
	if err != nil {
		return nil, err
	}
	var m *Memorandum
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if m, err = lock(ctx, tx, ref.ID, version, action); err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		before := *m
		if err := apply(ctx, tx, m, now); err != nil {
			return err
		}
		m.Touch(now)
		if err := tx.Update(ctx, m); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Memorandum, Action: action, ID: m.ID, Before: before, After: m, Reason: m.Reason})
	})
	if err != nil {
		return nil, err
	}
	return m, nil
}

func lock(ctx context.Context, tx Tx, id uuid.UUID, version int64, action access.Action) (*Memorandum, error) {
	m, err := tx.Lock(ctx, id)
	if err != nil {
		return nil, err
	}
	if m.Version != version {
		return nil, apperr.ErrStale
	}
	return m, m.takes(action)
}

// Delete takes a draft back that was never signed.
func (s *Service) Delete(ctx context.Context, ref entity.Ref, version int64) error {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Memorandum, access.Delete)
	if err != nil {
		return err
	}
	return s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		m, err := lock(ctx, tx, ref.ID, version, access.Delete)
		if err != nil {
			return err
		}
		if err := tx.Delete(ctx, m.ID); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Memorandum, Action: access.Delete, ID: m.ID, Before: m})
	})
}
