package monitoring

import (
	"context"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
)

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
	earlier, err := sent(ctx, tx, st.Agreement.ID, form.ClientKey)
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
	if err := fill(ctx, tx, scope, st, v, form); err != nil {
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
		Base: entity.NewBase(scope.TenantID(), st.now), AgreementID: st.Agreement.ID, GroupID: form.GroupID, State: Planned,
	}
	form.Plan.PlannedOn = *form.Record.VisitedOn
	form.Plan.apply(v)
	return v, form.Plan.check().Err()
}

// fill writes the checked record into the visit and attaches its pictures and scan.
func fill(ctx context.Context, tx Tx, scope access.Scope, st stand, v *Visit, form Form) error {
	day := *form.Record.VisitedOn
	g, behind, err := admitted(ctx, tx, scope, st, v, day, "visitedOn")
	if err != nil {
		return err
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
