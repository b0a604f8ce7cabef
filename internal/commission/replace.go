package commission

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// Replacement is a later order that names another person to a seat.
type Replacement struct {
	MemberID  uuid.UUID
	Order     document.Document
	Reason    string
	Successor Seat
}

// Replace lets a member go and names a successor by a later order; both stay in the
// history. It answers COMMISSION_SCORING once scoring has opened in a competition that
// the commission serves, and what the regulation says of the new composition.
func (s *Service) Replace(ctx context.Context, ref entity.Ref, version int64, r Replacement) (*Commission, error) {
	r.Order, r.Reason = r.Order.As(document.Order), strings.TrimSpace(r.Reason)
	return s.changeServing(ctx, ref, version, access.Replace, func(ctx context.Context, tx Tx, c *Commission, now time.Time) error {
		if err := c.replaceable(false); err != nil {
			return err
		}
		leaver := c.member(r.MemberID)
		if err := r.check(c, leaver, clock.DateOf(now)); err != nil {
			return err
		}
		if err := s.checkAccounts(ctx, c.TenantID, []Seat{r.Successor}, clock.DateOf(now)); err != nil {
			return at(err, "successor", "userId")
		}
		successor := c.succeed(leaver, r, now)
		rules, err := tx.Regulation(ctx, c.RegulationID)
		if err != nil {
			return err
		}
		if errs := c.Obstacles(rules.Rules.Commission); len(errs) > 0 {
			return at(errs, "successor")
		}
		if err := tx.UpdateMember(ctx, leaver); err != nil {
			return err
		}
		return tx.InsertMembers(ctx, successor)
	})
}

func (r Replacement) check(c *Commission, leaver *Member, today clock.Date) error {
	if leaver == nil {
		return apperr.ErrNotFound
	}
	if !leaver.Serves() {
		return ErrLeft
	}
	errs := r.Order.CheckComplete(today, "order")
	if r.Order.Date != nil && r.Order.Date.Before(*leaver.Since.Date) {
		errs.Add(ErrOrderEarlier.At("order", "date"))
	}
	if r.Reason == "" {
		errs.Add(apperr.ErrRequired.At("reason"))
	}
	errs.Add(text.Block(r.Reason, MaxNote, "reason"))
	return append(errs, r.Successor.check("successor")...).Err()
}

// succeed ends the leaver's office and seats the successor in the same place.
func (c *Commission) succeed(leaver *Member, r Replacement, now time.Time) *Member {
	leaver.Until, leaver.UntilReason = r.Order, r.Reason
	leaver.Touch(now)
	successor := r.Successor.member(c.ID, leaver.Position)
	successor.Base, successor.Since, successor.ReplacesID = entity.NewBase(c.TenantID, now), r.Order, &leaver.ID
	c.Members = append(c.Members, successor)
	return successor
}

// Link gives the member of a commission an account, or takes it away with nil, as when
// somebody who worked on paper is invited later. Not once scoring has opened.
func (s *Service) Link(ctx context.Context, ref entity.Ref, version int64, memberID uuid.UUID, user *uuid.UUID) (*Commission, error) {
	return s.changeServing(ctx, ref, version, access.Update, func(ctx context.Context, tx Tx, c *Commission, now time.Time) error {
		m := c.member(memberID)
		if m == nil {
			return apperr.ErrNotFound
		}
		if !m.Serves() {
			return ErrLeft
		}
		if user != nil {
			if err := s.checkAccount(ctx, c.TenantID, *user, m.roles(), clock.DateOf(now)); err != nil {
				return at(err, "userId")
			}
		}
		m.UserID = user
		m.Touch(now)
		return tx.UpdateMember(ctx, m)
	})
}

// changeServing is change, refused once scoring has opened.
func (s *Service) changeServing(ctx context.Context, ref entity.Ref, version int64, action access.Action, fn apply) (*Commission, error) {
	return s.change(ctx, ref, version, action, func(ctx context.Context, tx Tx, c *Commission, now time.Time) error {
		opened, err := tx.ScoringOpened(ctx, c.ID)
		if err != nil {
			return err
		}
		if opened {
			return ErrScoring
		}
		return fn(ctx, tx, c, now)
	})
}

func (c *Commission) member(id uuid.UUID) *Member {
	for _, m := range c.Members {
		if m.ID == id {
			return m
		}
	}
	return nil
}

// checkAccounts refuses accounts that do not hold the role of their seat.
func (s *Service) checkAccounts(ctx context.Context, tenant uuid.UUID, seats []Seat, day clock.Date) error {
	for i, seat := range seats {
		if seat.UserID == nil {
			continue
		}
		roles := seat.member(uuid.Nil, 0).roles()
		if err := s.checkAccount(ctx, tenant, *seat.UserID, roles, day); err != nil {
			return at(err, "members", fmt.Sprint(i), "userId")
		}
	}
	return nil
}

func (s *Service) checkAccount(ctx context.Context, tenant, user uuid.UUID, roles []access.Role, day clock.Date) error {
	holds, err := s.offices.Holds(ctx, tenant, user, day, roles...)
	if err != nil || holds {
		return err
	}
	names := make([]string, len(roles))
	for i, role := range roles {
		names[i] = string(role)
	}
	return ErrNotInvited.With(i18n.Args{"roles": strings.Join(names, ", ")})
}

// at points every refusal within err to a field.
func at(err error, path ...string) error {
	var list apperr.List
	for _, e := range apperr.All(err) {
		list.Add(e.At(path...))
	}
	if len(list) == 0 {
		return err
	}
	return list
}
