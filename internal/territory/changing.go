package territory

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/text"
	"github.com/demilge/demilge/tenants"
)

// Order records what a decree makes of a municipality: at once when its day has come, else
// on that day. Platform administrators.
func (s *Service) Order(ctx context.Context, o Order) (*Change, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Tenant, o.Kind.action())
	if err != nil {
		return nil, err
	}
	var c *Change
	err = s.change(ctx, scope, func(ctx context.Context, tx Tx) (*tenants.Tenant, error) {
		t, now, err := s.lock(ctx, tx, o.MunicipalityID)
		if err != nil {
			return nil, err
		}
		if t.Version != o.Version {
			return nil, apperr.ErrStale
		}
		if errs := o.validate(clock.DateOf(now)); len(errs) > 0 {
			return nil, errs
		}
		o.Decree.Kind = document.Decree
		c = &Change{
			Base: entity.NewBase(uuid.Nil, now), MunicipalityID: t.ID, Kind: o.Kind, State: Planned,
			Decree: o.Decree, On: o.On, Reason: o.Reason, Terms: o.Terms,
		}
		if !c.On.After(clock.DateOf(now)) {
			c.State, c.DoneAt = Done, &now
		}
		if err := s.carryOut(ctx, tx, t, c, now); err != nil {
			return nil, err
		}
		if err := tx.InsertChange(ctx, c); err != nil {
			return nil, err
		}
		return t, tx.Record(ctx, audit.Entry{Object: access.Tenant, Action: o.Kind.action(), ID: t.ID, After: c, Reason: c.Reason})
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

// change runs fn in one transaction and drops the municipality that it changed from the
// caches.
func (s *Service) change(ctx context.Context, scope access.Scope, fn func(context.Context, Tx) (*tenants.Tenant, error)) error {
	var changed *tenants.Tenant
	err := s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) (err error) {
		changed, err = fn(ctx, tx)
		return err
	})
	if err == nil {
		s.forget(*changed)
	}
	return err
}

func (s *Service) lock(ctx context.Context, tx Tx, id uuid.UUID) (*tenants.Tenant, time.Time, error) {
	t, err := tx.LockTenant(ctx, id)
	if err != nil {
		return nil, time.Time{}, err
	}
	now, err := tx.Now(ctx)
	return t, now, err
}

// CancelChange gives up a change that waits for its day. Platform administrators.
func (s *Service) CancelChange(ctx context.Context, ref entity.Ref, version int64, reason string) (*Change, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Tenant, access.Cancel)
	if err != nil {
		return nil, err
	}
	if reason, err = text.Reason(reason, maxReason, "reason"); err != nil {
		return nil, err
	}
	var c *Change
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if c, err = tx.LockChange(ctx, ref.ID); err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		switch {
		case err != nil:
			return err
		case c.Version != version:
			return apperr.ErrStale
		case c.State != Planned:
			return ErrChangeState
		}
		before := *c
		c.State, c.CancelReason = Cancelled, reason
		c.Touch(now)
		if err := tx.UpdateChange(ctx, c); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Tenant, Action: access.Cancel, ID: c.MunicipalityID, Before: before, After: c, Reason: reason})
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

// Settle carries out the planned changes whose day has come: a job calls it every minute.
// What is refused, as while a competition runs, is tried again; the errors come back
// together and keep no other change waiting.
func (s *Service) Settle(ctx context.Context) error {
	due, err := s.store.DueChanges(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, c := range due {
		permission := access.Permission{Object: access.Tenant, Action: c.Kind.action()}
		scope := access.SystemScope(tenants.Tenant{}, "territory", permission)
		if err := s.settle(access.WithGrant(ctx, scope), scope, c.ID); err != nil && !apperr.Refuses(err) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func (s *Service) settle(ctx context.Context, scope access.Scope, id uuid.UUID) error {
	return s.change(ctx, scope, func(ctx context.Context, tx Tx) (*tenants.Tenant, error) {
		c, err := tx.LockChange(ctx, id)
		if err != nil {
			return nil, err
		}
		t, now, err := s.lock(ctx, tx, c.MunicipalityID)
		switch {
		case err != nil:
			return nil, err
		case c.State != Planned || c.On.After(clock.DateOf(now)):
			return nil, ErrChangeState
		}
		before := *c
		c.State, c.DoneAt = Done, &now
		c.Touch(now)
		if err := s.carryOut(ctx, tx, t, c, now); err != nil {
			return nil, err
		}
		if err := tx.UpdateChange(ctx, c); err != nil {
			return nil, err
		}
		return t, tx.Record(ctx, audit.Entry{
			Object: access.Tenant, Action: c.Kind.action(), ID: t.ID, Before: before, After: c, Reason: c.Reason,
		})
	})
}
