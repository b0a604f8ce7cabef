package specialday

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
)

// Store keeps days in the programme's schema.
type Store interface {
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*Day, error)
	// Year lists the days of a year in order.
	Year(ctx context.Context, scope access.Scope, year int) ([]*Day, error)
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of days may do in its transaction.
type Tx interface {
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	Lock(ctx context.Context, id uuid.UUID) (*Day, error)
	Insert(ctx context.Context, d *Day) error
	Update(ctx context.Context, d *Day) error
	Delete(ctx context.Context, id uuid.UUID) error
}

// Service is what people do with days. A change moves no deadline that is set already.
type Service struct {
	auth  access.Authorizer
	store Store
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store) *Service {
	return &Service{auth: auth, store: store}
}

// Get reads one day. Everyone.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Day, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SpecialDay, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Get(ctx, scope, ref.ID)
}

// Year lists the days of a year in order. Everyone.
func (s *Service) Year(ctx context.Context, year int) ([]*Day, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SpecialDay, access.Read)
	if err != nil {
		return nil, err
	}
	if year < FirstYear || year > LastYear {
		return nil, apperr.OutOfRange(FirstYear, LastYear, "year")
	}
	return s.store.Year(ctx, scope, year)
}

// Create enters a day. The programme manager. SPECIAL_DAY_TAKEN where one is entered.
func (s *Service) Create(ctx context.Context, content Content) (*Day, error) {
	d := &Day{Content: content}
	err := s.change(ctx, access.Create, func(ctx context.Context, tx Tx, now time.Time) (entry audit.Entry, err error) {
		if err := d.check(); err != nil {
			return entry, err
		}
		d.Base = entity.NewBase(uuid.Nil, now)
		return audit.Entry{ID: d.ID, After: d}, tx.Insert(ctx, d)
	})
	if err != nil {
		return nil, err
	}
	return d, nil
}

// Update writes a day again; a stale version answers CONFLICT.
func (s *Service) Update(ctx context.Context, ref entity.Ref, version int64, edit func(*Content)) (*Day, error) {
	var d *Day
	err := s.change(ctx, access.Update, func(ctx context.Context, tx Tx, now time.Time) (entry audit.Entry, err error) {
		if d, err = locked(ctx, tx, ref, version); err != nil {
			return entry, err
		}
		before := *d
		edit(&d.Content)
		if err := d.check(); err != nil {
			return entry, err
		}
		d.Touch(now)
		return audit.Entry{ID: d.ID, Before: before, After: d}, tx.Update(ctx, d)
	})
	if err != nil {
		return nil, err
	}
	return d, nil
}

// Delete takes a day out that was entered by mistake or moved elsewhere.
func (s *Service) Delete(ctx context.Context, ref entity.Ref, version int64) error {
	return s.change(ctx, access.Delete, func(ctx context.Context, tx Tx, _ time.Time) (audit.Entry, error) {
		d, err := locked(ctx, tx, ref, version)
		if err != nil {
			return audit.Entry{}, err
		}
		return audit.Entry{ID: d.ID, Before: d}, tx.Delete(ctx, d.ID)
	})
}

func locked(ctx context.Context, tx Tx, ref entity.Ref, version int64) (*Day, error) {
	d, err := tx.Lock(ctx, ref.ID)
	if err == nil && d.Version != version {
		return nil, apperr.ErrStale
	}
	return d, err
}

// change is one transaction with its audit row.
func (s *Service) change(ctx context.Context, action access.Action, apply func(context.Context, Tx, time.Time) (audit.Entry, error)) error {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SpecialDay, action)
	if err != nil {
		return err
	}
	return s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		entry, err := apply(ctx, tx, now)
		if err != nil {
			return err
		}
		entry.Object, entry.Action = access.SpecialDay, action
		return tx.Record(ctx, entry)
	})
}
