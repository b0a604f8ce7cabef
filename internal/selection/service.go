package selection

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/text"
)

// Holder opens a letter for whoever holds its secret.
type Holder interface {
	// Hold opens the letter for an action. NOT_FOUND answers all others alike.
	Hold(ctx context.Context, handle letter.Handle, action access.Action) (access.Scope, *letter.Letter, error)
}

// Service is what people do to choose pilots.
type Service struct {
	auth   access.Authorizer
	store  Store
	holder Holder
	now    func() time.Time
}

// NewService makes the service; now is about the present time, for what decides no deadline.
func NewService(auth access.Authorizer, store Store, holder Holder, now func() time.Time) *Service {
	return &Service{auth: auth, store: store, holder: holder, now: now}
}

// Get reads one selection.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Selection, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Selection, access.Read)
	if err != nil {
		return nil, err
	}
	found, err := s.store.Read(scope).Selection(ctx, ref.ID)
	return s.ruled(ctx, found), err
}

// OfCall finds the selection of a call, nil without one.
func (s *Service) OfCall(ctx context.Context, call uuid.UUID) (*Selection, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Selection, access.Read)
	if err != nil {
		return nil, err
	}
	found, err := s.store.Read(scope).SelectionOf(ctx, call)
	return s.ruled(ctx, found), err
}

// Call reads what the choice needs to know of its call.
func (s *Service) Call(ctx context.Context, of *Selection) (Call, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Selection, access.Read)
	if err != nil {
		return Call{}, err
	}
	return s.store.Read(scope).Call(ctx, of.CallID)
}

// Plan begins the choice of pilots of a call.
func (s *Service) Plan(ctx context.Context, call uuid.UUID, terms Terms) (*Selection, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Selection, access.Create)
	if err != nil {
		return nil, err
	}
	if err := terms.check(); err != nil {
		return nil, err
	}
	var planned *Selection
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		of, err := tx.Call(ctx, call)
		if err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		planned = &Selection{Base: entity.NewBase(uuid.Nil, now), CallID: of.ID, State: Preparation, Terms: terms, Coded: of.Coded}
		if err := tx.Insert(ctx, planned); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Selection, Action: access.Create, ID: planned.ID, After: planned})
	})
	if err != nil {
		return nil, err
	}
	return s.ruled(ctx, planned), nil
}

// Configure changes the terms while nothing is scored.
func (s *Service) Configure(ctx context.Context, ref entity.Ref, version int64, terms Terms) (*Selection, error) {
	if err := terms.check(); err != nil {
		return nil, err
	}
	return s.change(ctx, ref.ID, version, access.Update, "", func(_ context.Context, _ Tx, sel *Selection, now time.Time) error {
		sel.Terms = terms
		return sel.Apply(Configure, "", now)
	})
}

// change moves a selection in one transaction: lock, compare the version, apply, write,
// one audit row.
func (s *Service) change(ctx context.Context, id uuid.UUID, version int64, action access.Action, reason string,
	apply func(ctx context.Context, tx Tx, sel *Selection, now time.Time) error,
) (*Selection, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Selection, action)
	if err != nil {
		return nil, err
	}
	if err := text.Block(reason, MaxReason, "reason"); err != nil {
		return nil, err
	}
	var changed *Selection
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		sel, err := tx.Lock(ctx, id)
		if err != nil {
			return err
		}
		if sel.Version != version {
			return apperr.ErrStale
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		before := *sel
		if err := apply(ctx, tx, sel, now); err != nil {
			return err
		}
		if err := tx.Update(ctx, sel); err != nil {
			return err
		}
		changed = sel
		return tx.Record(ctx, audit.Entry{Object: access.Selection, Action: action, ID: sel.ID, Before: before, After: sel, Reason: reason})
	})
	if err != nil {
		return nil, err
	}
	return s.ruled(ctx, changed), nil
}

// Now is about the present time.
func (s *Service) Now() time.Time { return s.now() }
