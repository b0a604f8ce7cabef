package commission

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
)

// Create proposes a commission. Head, executive secretary and specialist may; VALIDATION
// answers what is missing, MEMBER_NOT_INVITED an account without the role.
func (s *Service) Create(ctx context.Context, tenant uuid.UUID, draft Draft) (*Commission, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Commission, access.Create)
	if err != nil {
		return nil, err
	}
	if err := draft.validate(); err != nil {
		return nil, err
	}
	c := &Commission{State: Proposed, Name: draft.Name, RegulationID: draft.RegulationID, Note: draft.Note}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		c.Base = entity.NewBase(tenant, now)
		if err := s.checkReferences(ctx, tx, c, draft.Members, now); err != nil {
			return err
		}
		if err := tx.InsertCommission(ctx, c); err != nil {
			return err
		}
		if err := c.fill(ctx, tx, draft.Members, now); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Commission, Action: access.Create, ID: c.ID, After: c})
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

// Update rewrites a commission that is not formed yet; a stale version answers CONFLICT,
// a formed commission COMMISSION_FORMED.
func (s *Service) Update(ctx context.Context, ref entity.Ref, version int64, draft Draft) (*Commission, error) {
	if err := draft.validate(); err != nil {
		return nil, err
	}
	return s.change(ctx, ref, version, access.Update, func(ctx context.Context, tx Tx, c *Commission, now time.Time) error {
		if err := c.draft(); err != nil {
			return err
		}
		c.Name, c.RegulationID, c.Note = draft.Name, draft.RegulationID, draft.Note
		if err := s.checkReferences(ctx, tx, c, draft.Members, now); err != nil {
			return err
		}
		if err := tx.DeleteMembers(ctx, c.ID); err != nil {
			return err
		}
		return c.fill(ctx, tx, draft.Members, now)
	})
}

// Form records the head's order that forms the commission. The head and who keeps
// the papers may. Number and date are demanded; size and composition are checked against
// the regulation and every obstacle is named.
func (s *Service) Form(ctx context.Context, ref entity.Ref, version int64, order document.Document, scan *uuid.UUID) (*Commission, error) {
	order = order.As(document.Order)
	return s.change(ctx, ref, version, access.Form, func(ctx context.Context, tx Tx, c *Commission, now time.Time) error {
		if err := c.draft(); err != nil {
			return err
		}
		r, err := tx.Regulation(ctx, c.RegulationID)
		if err != nil {
			return err
		}
		if !r.Governs() {
			return ErrRegulation
		}
		errs := order.CheckComplete(clock.DateOf(now), "order")
		if order.Date != nil && order.Date.Before(*r.Decree.Date) {
			errs.Add(ErrBeforeRegulation.At("order", "date"))
		}
		if errs = append(errs, c.Obstacles(r.Rules.Commission)...); len(errs) > 0 {
			return errs
		}
		c.State, c.Order, c.OrderFileID = Formed, order, scan
		for _, m := range c.Members {
			m.Since = order
			m.Touch(now)
			if err := tx.UpdateMember(ctx, m); err != nil {
				return err
			}
		}
		return file.Swap(ctx, tx, nil, scan, file.Owner{Object: access.Commission, ID: c.ID}, "orderFileId", file.OrderScan)
	})
}

// checkReferences refuses a regulation that does not exist here and accounts without
// the role of their seat.
func (s *Service) checkReferences(ctx context.Context, tx Tx, c *Commission, seats []Seat, now time.Time) error {
	r, err := tx.Regulation(ctx, c.RegulationID)
	if apperr.CodeOf(err) == apperr.NotFound {
		return ErrRegulation.At("regulationId")
	}
	if err != nil {
		return err
	}
	if !r.Governs() {
		return ErrRegulation.At("regulationId")
	}
	return s.checkAccounts(ctx, c.TenantID, seats, clock.DateOf(now))
}

// fill writes the seats of a draft as its members.
func (c *Commission) fill(ctx context.Context, tx Tx, seats []Seat, now time.Time) error {
	c.Members = make([]*Member, len(seats))
	for i, seat := range seats {
		c.Members[i] = seat.member(c.ID, i+1)
		c.Members[i].Base = entity.NewBase(c.TenantID, now)
	}
	return tx.InsertMembers(ctx, c.Members...)
}

type apply func(ctx context.Context, tx Tx, c *Commission, now time.Time) error

// change locks a commission, checks its version, applies a change and writes it back
// with its audit row.
func (s *Service) change(ctx context.Context, ref entity.Ref, version int64, action access.Action, fn apply) (*Commission, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Commission, action)
	if err != nil {
		return nil, err
	}
	var c *Commission
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if c, err = tx.LockCommission(ctx, ref.ID); err != nil {
			return err
		}
		if c.Version != version {
			return apperr.ErrStale
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		before := c.snapshot()
		if err := fn(ctx, tx, c, now); err != nil {
			return err
		}
		c.Touch(now)
		if err := tx.UpdateCommission(ctx, c); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Commission, Action: action, ID: c.ID, Before: before, After: c})
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

// snapshot copies the commission and its members for the audit.
func (c *Commission) snapshot() *Commission {
	copied := *c
	copied.Members = make([]*Member, len(c.Members))
	for i, m := range c.Members {
		member := *m
		copied.Members[i] = &member
	}
	return &copied
}
