package monitoring

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
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
		if err := st.agreement.Started(); err != nil {
			return err
		}
		v = &Visit{Base: entity.NewBase(of.Tenant, st.now), AgreementID: of.ID, GroupID: group, State: Planned, ClientKey: key, Record: empty()}
		plan.apply(v)
		if err := s.assigned(ctx, tx, scope, st, v, "plannedOn"); err != nil {
			return err
		}
		if err := tx.InsertVisit(ctx, v); err != nil {
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

// assigned refuses a group that may not look at the initiative on the visit's day, and a
// caller who stands behind the initiative.
func (s *Service) assigned(ctx context.Context, tx Tx, scope access.Scope, st stand, v *Visit, field string) error {
	g, err := tx.LockGroup(ctx, v.GroupID)
	if err != nil {
		return apperr.At(err, "groupId")
	}
	behind, err := tx.Behind(ctx, v.AgreementID)
	if err != nil {
		return err
	}
	if behind[scope.UserID()] {
		return ErrOwnInitiative.With(i18n.Args{"name": scope.Principal().Name})
	}
	if err := watched(ctx, tx, v); err != nil {
		return err
	}
	return g.watches(st.agreement, v.PlannedOn, field)
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
	return s.changeVisit(ctx, ref, version, access.Update, "", func(ctx context.Context, tx Tx, scope access.Scope, st stand, v *Visit) error {
		plan.apply(v)
		return s.assigned(ctx, tx, scope, st, v, "plannedOn")
	})
}

// CancelVisit gives a planned visit up, with the reason. A monitoring member with a mandate.
func (s *Service) CancelVisit(ctx context.Context, ref entity.Ref, version int64, reason string) (*Visit, error) {
	reason, err := text.Reason(reason, MaxText, "reason")
	if err != nil {
		return nil, err
	}
	return s.changeVisit(ctx, ref, version, access.Cancel, reason, func(_ context.Context, _ Tx, _ access.Scope, _ stand, v *Visit) error {
		v.State, v.Reason = Cancelled, reason
		return nil
	})
}

// changeVisit locks agreement and visit, checks version and rule, applies a change, writes
// and records.
func (s *Service) changeVisit(ctx context.Context, ref entity.Ref, version int64, action access.Action, reason string,
	fn func(ctx context.Context, tx Tx, scope access.Scope, st stand, v *Visit) error,
) (*Visit, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.MonitoringVisit, action)
	if err != nil {
		return nil, err
	}
	v, err := s.store.Visit(ctx, scope, ref.ID)
	if err != nil {
		return nil, err
	}
	err = s.within(ctx, scope, v.AgreementID, func(ctx context.Context, tx Tx, st stand) error {
		if v, err = tx.LockVisit(ctx, ref.ID); err != nil {
			return err
		}
		if err := s.mayVisit(scope, v, st); err != nil {
			return err
		}
		if v.Version != version {
			return apperr.ErrStale
		}
		before := *v
		if err := fn(ctx, tx, scope, st, v); err != nil {
			return err
		}
		v.Touch(st.now)
		if err := tx.UpdateVisit(ctx, v); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.MonitoringVisit, Action: action, ID: v.ID, Before: before, After: v, Reason: reason})
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

// mayVisit decides on a change of a visit by the caller's part, the agreement's state and
// the visit's own.
func (s *Service) mayVisit(scope access.Scope, v *Visit, st stand) error {
	if scope.Permission().Action != access.Register {
		if err := s.monitors(scope, st); err != nil {
			return err
		}
	}
	if err := st.agreement.Started(); err != nil {
		return err
	}
	return v.takes(scope.Permission().Action)
}

// RecordVisit records what a group saw: a monitoring member with a mandate does it
// online, a specialist enters the signed paper with its scan. The checklist is that of the
// terms of reference in force, and every item is answered. The same client key gives the
// same visit.
func (s *Service) RecordVisit(ctx context.Context, tenant uuid.UUID, form Form, channel Channel) (*Visit, error) {
	action := access.Submit
	if channel == Paper {
		action = access.Register
	}
	scope, err := s.auth.Authorize(ctx, tenant, access.MonitoringVisit, action)
	if err != nil {
		return nil, err
	}
	if form.Visit != nil {
		planned, err := s.store.Visit(ctx, scope, form.Visit.ID)
		if err != nil {
			return nil, err
		}
		form.AgreementID = planned.AgreementID
	}
	form.Record.Channel = channel
	var v *Visit
	err = s.within(ctx, scope, form.AgreementID, func(ctx context.Context, tx Tx, st stand) error {
		v, err = s.record(ctx, tx, scope, st, form)
		return err
	})
	return v, unlessSame(err, &v)
}

func (s *Service) record(ctx context.Context, tx Tx, scope access.Scope, st stand, form Form) (*Visit, error) {
	earlier, err := sent(ctx, tx, st.agreement.ID, form.ClientKey)
	if err != nil {
		return nil, err
	}
	if earlier != nil && earlier.State == Done {
		if err := s.mayRead(scope, st); err != nil {
			return nil, err
		}
		return earlier, errSame
	}
	v, err := begun(ctx, tx, scope, st, form)
	if err != nil {
		return nil, err
	}
	if err := s.mayVisit(scope, v, st); err != nil {
		return nil, err
	}
	if form.Visit != nil && v.Version != form.Version {
		return nil, apperr.ErrStale
	}
	before := *v
	if err := s.fill(ctx, tx, scope, st, v, form); err != nil {
		return nil, err
	}
	if form.Visit == nil {
		return v, written(ctx, tx, scope, tx.InsertVisit, v, nil)
	}
	v.Touch(st.now)
	return v, written(ctx, tx, scope, tx.UpdateVisit, v, before)
}

// mayRead is the rule of a form that was sent before: who could have sent it.
func (s *Service) mayRead(scope access.Scope, st stand) error {
	if scope.Permission().Action == access.Register {
		return nil
	}
	return s.monitors(scope, st)
}

func written(ctx context.Context, tx Tx, scope access.Scope, write func(context.Context, *Visit) error, v *Visit, before any) error {
	if err := write(ctx, v); err != nil {
		return err
	}
	return tx.Record(ctx, audit.Entry{
		Object: access.MonitoringVisit, Action: scope.Permission().Action, ID: v.ID, Before: before, After: v,
	})
}

// begun is the planned visit, or a new one of a form that nobody planned.
func begun(ctx context.Context, tx Tx, scope access.Scope, st stand, form Form) (*Visit, error) {
	if form.Visit != nil {
		return tx.LockVisit(ctx, form.Visit.ID)
	}
	v := &Visit{
		Base: entity.NewBase(scope.TenantID(), st.now), AgreementID: st.agreement.ID, GroupID: form.GroupID, State: Planned,
	}
	form.Plan.PlannedOn = *form.Record.VisitedOn
	form.Plan.apply(v)
	return v, form.Plan.check().Err()
}

// fill writes the checked record into the visit and attaches its pictures and scan.
func (s *Service) fill(ctx context.Context, tx Tx, scope access.Scope, st stand, v *Visit, form Form) error {
	g, err := tx.LockGroup(ctx, v.GroupID)
	if err != nil {
		return apperr.At(err, "groupId")
	}
	day := *form.Record.VisitedOn
	if err := g.watches(st.agreement, day, "visitedOn"); err != nil {
		return err
	}
	if err := watched(ctx, tx, v); err != nil {
		return err
	}
	behind, err := tx.Behind(ctx, v.AgreementID)
	if err != nil {
		return err
	}
	if behind[scope.UserID()] {
		return ErrOwnInitiative.With(i18n.Args{"name": scope.Principal().Name})
	}
	reference, err := tx.LastReference(ctx, v.AgreementID)
	if err != nil {
		return err
	}
	record := form.Record
	errs := record.check(st.today)
	present, more := g.attended(form.Members, day, behind)
	checklist, wrong := checked(record.Checklist, reference.Items())
	if errs = append(append(errs, more...), wrong...); record.Channel == Paper && record.ScanFileID == nil {
		errs.Add(apperr.ErrRequired.At("scanFileId"))
	}
	if len(errs) > 0 {
		return errs
	}
	record.listed()
	record.Present, record.Checklist, record.Edition = present, checklist, reference.Edition
	record.Opinions, record.Problems = strings.TrimSpace(record.Opinions), strings.TrimSpace(record.Problems)
	v.Record, v.State = record, Done
	if form.ClientKey != nil {
		v.ClientKey = form.ClientKey
	}
	return v.attach(ctx, tx)
}

// listed makes lists that nobody wrote in empty ones.
func (r *Record) listed() {
	if r.Goods == nil {
		r.Goods = []Good{}
	}
	if r.Recommendations == nil {
		r.Recommendations = []Recommendation{}
	}
	if r.Photos == nil {
		r.Photos = []Photo{}
	}
}

func (v *Visit) attach(ctx context.Context, tx Tx) error {
	owner := file.Owner{Object: access.MonitoringVisit, ID: v.ID}
	for i, p := range v.Photos {
		if _, err := tx.AttachFile(ctx, p.FileID, owner, file.Photo); err != nil {
			return apperr.At(err, "photos", strconv.Itoa(i), "fileId")
		}
	}
	return file.Swap(ctx, tx, nil, v.ScanFileID, owner, "scanFileId", file.SignedPaper)
}
