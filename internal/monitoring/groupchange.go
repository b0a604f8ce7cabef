package monitoring

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// CreateGroup proposes a monitoring group. Head, executive secretary and specialist;
// VALIDATION answers what is missing, MEMBER_NOT_INVITED an account without the role.
func (s *Service) CreateGroup(ctx context.Context, tenant uuid.UUID, draft Draft) (*Group, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.MonitoringGroup, access.Create)
	if err != nil {
		return nil, err
	}
	if err := draft.validate(); err != nil {
		return nil, err
	}
	g := &Group{State: Proposed}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		g.Base = entity.NewBase(tenant, now)
		if err := s.write(ctx, tx, g, draft, now); err != nil {
			return err
		}
		if err := tx.InsertGroup(ctx, g); err != nil {
			return err
		}
		if err := tx.InsertMembers(ctx, g.Members...); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.MonitoringGroup, Action: access.Create, ID: g.ID, After: g})
	})
	if err != nil {
		return nil, err
	}
	return g, nil
}

// UpdateGroup rewrites a group that is not formed yet. Head, executive secretary,
// specialist.
func (s *Service) UpdateGroup(ctx context.Context, ref entity.Ref, version int64, draft Draft) (*Group, error) {
	if err := draft.validate(); err != nil {
		return nil, err
	}
	return s.changeGroup(ctx, ref, version, access.Update, "", func(ctx context.Context, tx Tx, g *Group, now time.Time) error {
		if err := s.write(ctx, tx, g, draft, now); err != nil {
			return err
		}
		if err := tx.DeleteMembers(ctx, g.ID); err != nil {
			return err
		}
		return tx.InsertMembers(ctx, g.Members...)
	})
}

// write fills a group with a checked draft.
func (s *Service) write(ctx context.Context, tx Tx, g *Group, draft Draft, now time.Time) error {
	if draft.CompetitionID != nil {
		if _, err := tx.GroupSize(ctx, draft.CompetitionID); err != nil {
			return apperr.At(err, "competitionId")
		}
	}
	if err := s.checkAccounts(ctx, g.TenantID, draft.Members, now, "members"); err != nil {
		return err
	}
	g.Name, g.CompetitionID, g.Note = draft.Name, draft.CompetitionID, draft.Note
	g.Members = make([]*Member, len(draft.Members))
	for i, seat := range draft.Members {
		g.Members[i] = seat.member(g.ID, i+1)
		g.Members[i].Base = entity.NewBase(g.TenantID, now)
	}
	return nil
}

// Form records the head's order that forms the group and gives it its mandate. The
// head. Size and categories are checked against the regulation, and that nobody would
// watch her own initiative; every obstacle is named.
func (s *Service) Form(ctx context.Context, ref entity.Ref, version int64, f Formation) (*Group, error) {
	f.Order = f.Order.As(document.Order)
	return s.changeGroup(ctx, ref, version, access.Form, "", func(ctx context.Context, tx Tx, g *Group, now time.Time) error {
		errs := f.check(clock.DateOf(now))
		more, err := standing(ctx, tx, g)
		if err != nil {
			return err
		}
		if errs = append(errs, more...); len(errs) > 0 {
			return errs
		}
		g.State, g.Order, g.OrderFileID, g.From, g.Until = Formed, f.Order, f.OrderFileID, &f.From, &f.Until
		for _, m := range g.Members {
			m.Since = f.Order
			m.Touch(now)
			if err := tx.UpdateMember(ctx, m); err != nil {
				return err
			}
		}
		return file.Swap(ctx, tx, nil, f.OrderFileID, file.Owner{Object: access.MonitoringGroup, ID: g.ID}, "orderFileId", file.OrderScan)
	})
}

// standing lists what the regulation and the initiatives say against the group as it is.
func standing(ctx context.Context, tx Tx, g *Group) (apperr.List, error) {
	size, err := tx.GroupSize(ctx, g.CompetitionID)
	if err != nil {
		return nil, err
	}
	behind, err := tx.BehindWatched(ctx, g.CompetitionID)
	if err != nil {
		return nil, err
	}
	return append(g.obstacles(size), g.conflicts(behind)...), nil
}

// Replacement is a later order that names another person to a seat.
type Replacement struct {
	MemberID  uuid.UUID
	Order     document.Document
	Reason    string
	Successor Seat
}

// Replace lets a member go and names a successor by a later order, from whose day on the
// successor serves; both stay in the history. The head.
func (s *Service) Replace(ctx context.Context, ref entity.Ref, version int64, r Replacement) (*Group, error) {
	r.Order, r.Reason = r.Order.As(document.Order), strings.TrimSpace(r.Reason)
	return s.changeGroup(ctx, ref, version, access.Replace, r.Reason, func(ctx context.Context, tx Tx, g *Group, now time.Time) error {
		leaver := g.member(r.MemberID)
		if err := r.check(leaver, clock.DateOf(now)); err != nil {
			return err
		}
		if err := s.checkAccounts(ctx, g.TenantID, []Seat{r.Successor}, now); err != nil {
			return err
		}
		last := r.Order.Date.AddDays(-1)
		leaver.Until, leaver.UntilReason, leaver.LeftOn = r.Order, r.Reason, &last
		leaver.Touch(now)
		successor := r.Successor.member(g.ID, leaver.Position)
		successor.Base, successor.Since, successor.ReplacesID = entity.NewBase(g.TenantID, now), r.Order, &leaver.ID
		g.Members = append(g.Members, successor)
		errs, err := standing(ctx, tx, g)
		if err != nil {
			return err
		}
		if len(errs) > 0 {
			return pointed(errs, "successor")
		}
		if err := tx.UpdateMember(ctx, leaver); err != nil {
			return err
		}
		return tx.InsertMembers(ctx, successor)
	})
}

func (r Replacement) check(leaver *Member, today clock.Date) error {
	switch {
	case leaver == nil:
		return apperr.ErrNotFound
	case leaver.LeftOn != nil:
		return ErrLeft
	}
	errs := r.Order.CheckComplete(today, "order")
	if r.Order.Date != nil && r.Order.Date.Before(*leaver.Since.Date) {
		errs.Add(ErrOrderEarlier)
	}
	if r.Reason == "" {
		errs.Add(apperr.ErrRequired.At("reason"))
	}
	errs.Add(text.Block(r.Reason, MaxText, "reason"))
	return append(errs, r.Successor.check("successor")...).Err()
}

// Dissolve ends a group before its mandate does, and with it what its members see. The head.
func (s *Service) Dissolve(ctx context.Context, ref entity.Ref, version int64, reason string) (*Group, error) {
	reason, err := text.Reason(reason, MaxText, "reason")
	if err != nil {
		return nil, err
	}
	return s.changeGroup(ctx, ref, version, access.Terminate, reason, func(_ context.Context, _ Tx, g *Group, _ time.Time) error {
		g.State, g.Reason = Dissolved, reason
		return nil
	})
}

// checkAccounts refuses accounts that do not hold the role of a monitoring member; path
// leads to the list, and is empty for the one successor.
func (s *Service) checkAccounts(ctx context.Context, tenant uuid.UUID, seats []Seat, now time.Time, path ...string) error {
	for i, seat := range seats {
		if seat.UserID == nil {
			continue
		}
		holds, err := s.offices.Holds(ctx, tenant, *seat.UserID, clock.DateOf(now), access.MonitoringMember)
		if err != nil {
			return err
		}
		if !holds {
			at := []string{"successor", "userId"}
			if len(path) > 0 {
				at = apperr.Under(path, strconv.Itoa(i), "userId")
			}
			return commission.ErrNotInvited.With(i18n.Args{"roles": string(access.MonitoringMember)}).At(at...)
		}
	}
	return nil
}

// changeGroup locks a group, checks its version and state, applies a change and writes it
// back with its audit row.
func (s *Service) changeGroup(ctx context.Context, ref entity.Ref, version int64, action access.Action, reason string,
	fn func(ctx context.Context, tx Tx, g *Group, now time.Time) error,
) (*Group, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.MonitoringGroup, action)
	if err != nil {
		return nil, err
	}
	var g *Group
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if g, err = tx.LockGroup(ctx, ref.ID); err != nil {
			return err
		}
		if g.Version != version {
			return apperr.ErrStale
		}
		if err := g.takes(action); err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		before := g.snapshot()
		if err := fn(ctx, tx, g, now); err != nil {
			return err
		}
		g.Touch(now)
		if err := tx.UpdateGroup(ctx, g); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.MonitoringGroup, Action: action, ID: g.ID, Before: before, After: g, Reason: reason})
	})
	if err != nil {
		return nil, err
	}
	return g, nil
}

// pointed points every refusal to a field.
func pointed(errs apperr.List, path ...string) error {
	for i, e := range errs {
		errs[i] = e.At(path...)
	}
	return errs.Err()
}
