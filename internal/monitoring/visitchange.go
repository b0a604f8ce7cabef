package monitoring

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/text"
)

// errSame ends the transaction of a form that was sent before.
var errSame = errors.New("monitoring: the form was sent before")

// PlanVisit plans a visit of a group to an initiative that is carried out. A monitoring
// member with a mandate. The same client key gives the same visit.
func (s *Service) PlanVisit(ctx context.Context, of entity.Ref, group uuid.UUID, plan Plan, key *uuid.UUID) (*Visit, error) {
	scope, err := s.auth.Authorize(ctx, of.Tenant, access.MonitoringVisit, access.Create)
	if err != nil {
		return nil, err
	}
	if err := plan.check().Err(); err != nil {
		return nil, err
	}
	var v *Visit
	err = s.within(ctx, scope, of.ID, func(ctx context.Context, tx Tx, st stand) error {
		if err := s.monitors(scope, st); err != nil {
			return err
		}
		if v, err = sent(ctx, tx, of.ID, key); err != nil || v != nil {
			return orSame(err)
		}
		if err := st.Agreement.Started(); err != nil {
			return err
		}
		v = &Visit{Base: entity.NewBase(of.Tenant, st.now), AgreementID: of.ID, GroupID: group, State: Planned, ClientKey: key, Record: empty()}
		plan.apply(v)
		if _, _, err := admitted(ctx, tx, scope, st, v, v.PlannedOn, "plannedOn"); err != nil {
			return err
		}
		if err := tx.InsertVisit(ctx, v); err != nil {
			return err
		}
		if err := tx.Notify(ctx, st.Agreement.Tells(notice.VisitPlanned, notice.Facts{"day": notice.Day(v.PlannedOn), "venue": notice.Plain(v.Place)})); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.MonitoringVisit, Action: access.Create, ID: v.ID, After: v})
	})
	return v, unlessSame(err, &v)
}

// sent finds the visit that a form with the same key made.
func sent(ctx context.Context, tx Tx, of uuid.UUID, key *uuid.UUID) (*Visit, error) {
	if key == nil {
		return nil, nil
	}
	return tx.VisitByKey(ctx, of, *key)
}

func orSame(err error) error {
	if err != nil {
		return err
	}
	return errSame
}

func unlessSame(err error, v **Visit) error {
	if errors.Is(err, errSame) {
		return nil
	}
	if err != nil {
		*v = nil
	}
	return err
}

func empty() Record {
	return Record{Present: []Present{}, Checklist: []Answer{}, Goods: []Good{}, Recommendations: []Recommendation{}, Photos: []Photo{}}
}

// admitted reads the visit's group and who stands behind the initiative. It refuses a group
// that may not look at it on the day, an event of another one, and a caller who stands
// behind it; field is the day's.
func admitted(ctx context.Context, tx Tx, scope access.Scope, st stand, v *Visit, day clock.Date, field string) (*Group, map[uuid.UUID]bool, error) {
	g, err := tx.LockGroup(ctx, v.GroupID)
	if err != nil {
		return nil, nil, apperr.At(err, "groupId")
	}
	if err := watched(ctx, tx, v); err != nil {
		return nil, nil, err
	}
	behind, err := tx.Behind(ctx, v.AgreementID)
	if err != nil {
		return nil, nil, err
	}
	if behind[scope.UserID()] {
		return nil, nil, ErrOwnInitiative.With(i18n.Args{"name": scope.Principal().Name})
	}
	return g, behind, g.watches(st.Agreement, day, field)
}

// watched refuses an event of another initiative.
func watched(ctx context.Context, tx Tx, v *Visit) error {
	if v.EventID == nil {
		return nil
	}
	own, err := tx.HasEvent(ctx, v.AgreementID, *v.EventID)
	if err == nil && !own {
		return apperr.ErrNotFound.At("eventId")
	}
	return err
}

// UpdateVisit changes what is planned. A monitoring member with a mandate.
func (s *Service) UpdateVisit(ctx context.Context, ref entity.Ref, version int64, plan Plan) (*Visit, error) {
	if err := plan.check().Err(); err != nil {
		return nil, err
	}
	return change(ctx, s, visits, ref, version, access.Update, "", func(ctx context.Context, tx Tx, scope access.Scope, st stand, v *Visit) error {
		plan.apply(v)
		_, _, err := admitted(ctx, tx, scope, st, v, v.PlannedOn, "plannedOn")
		return err
	})
}

// CancelVisit gives a planned visit up, with the reason. A monitoring member with a mandate.
func (s *Service) CancelVisit(ctx context.Context, ref entity.Ref, version int64, reason string) (*Visit, error) {
	reason, err := text.Reason(reason, MaxText, "reason")
	if err != nil {
		return nil, err
	}
	return change(ctx, s, visits, ref, version, access.Cancel, reason, func(_ context.Context, _ Tx, _ access.Scope, _ stand, v *Visit) error {
		v.State, v.Reason = Cancelled, reason
		return nil
	})
}

// mayVisit decides on a change of a visit by the caller's part, the agreement's state and
// the visit's own.
func (s *Service) mayVisit(scope access.Scope, v *Visit, st stand) error {
	if scope.Permission().Action != access.Register {
		if err := s.monitors(scope, st); err != nil {
			return err
		}
	}
	if err := st.Agreement.Started(); err != nil {
		return err
	}
	return v.takes(scope.Permission().Action)
}
