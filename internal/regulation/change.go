package regulation

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/text"
)

// Update rewrites a draft; a stale version answers CONFLICT, an adopted regulation
// REGULATION_ADOPTED. The kind of a regulation does not change.
func (s *Service) Update(ctx context.Context, ref entity.Ref, version int64, draft Draft) (*Regulation, error) {
	return s.step(ctx, ref, version, access.Update, Edit, "", func(r *Regulation, _ clock.Date) error {
		return r.write(draft)
	})
}

// Review records the decision of the standing committee (M1).
func (s *Service) Review(ctx context.Context, ref entity.Ref, version int64, review Review) (*Regulation, error) {
	return s.step(ctx, ref, version, access.Check, ReviewByCommittee, "", func(r *Regulation, today clock.Date) error {
		r.ReviewedOn, r.ReviewDecision = &review.On, strings.TrimSpace(review.Decision)
		return review.validate(today)
	})
}

// Return makes a reviewed regulation a draft again, with the reason: its review is void.
func (s *Service) Return(ctx context.Context, ref entity.Ref, version int64, reason string) (*Regulation, error) {
	reason = strings.TrimSpace(reason)
	return s.step(ctx, ref, version, access.Return, ReturnToDraft, reason, func(r *Regulation, _ clock.Date) error {
		r.ReviewedOn, r.ReviewDecision = nil, ""
		var errs apperr.List
		if reason == "" {
			errs.Add(apperr.ErrRequired.At("reason"))
		}
		errs.Add(text.Block(reason, maxNote, "reason"))
		return errs.Err()
	})
}

// Adopt records the decree of the council (M2). Its date is demanded; its number may be
// unknown. From now on the regulation is sealed.
func (s *Service) Adopt(ctx context.Context, ref entity.Ref, version int64, decree document.Document) (*Regulation, error) {
	decree = decree.As(document.Decree)
	return s.step(ctx, ref, version, access.Adopt, Adopt, "", func(r *Regulation, today clock.Date) error {
		errs := decree.CheckDated(today, "decree")
		if decree.Date != nil && r.ReviewedOn != nil && decree.Date.Before(*r.ReviewedOn) {
			errs.Add(errEarlier.At("decree", "date"))
		}
		r.Decree = decree
		return errs.Err()
	})
}

// Publish records where the adopted text was made public (M3).
func (s *Service) Publish(ctx context.Context, ref entity.Ref, version int64, p Publication) (*Regulation, error) {
	p.SiteLink, p.RegisterEntry = strings.TrimSpace(p.SiteLink), strings.TrimSpace(p.RegisterEntry)
	return s.step(ctx, ref, version, access.Publish, Publish, "", func(r *Regulation, today clock.Date) error {
		r.PublishedOn, r.SiteLink, r.RegisterEntry = &p.On, p.SiteLink, p.RegisterEntry
		return p.validate(*r.Decree.Date, today)
	})
}

// SendToJustice records the letter to the justice body (M3).
func (s *Service) SendToJustice(ctx context.Context, ref entity.Ref, version int64, sending Sending) (*Regulation, error) {
	sending.Letter = strings.TrimSpace(sending.Letter)
	return s.step(ctx, ref, version, access.Publish, SendToJustice, "", func(r *Regulation, today clock.Date) error {
		r.JusticeSentOn, r.JusticeLetter = &sending.On, sending.Letter
		return sending.validate(*r.Decree.Date, today)
	})
}

// AttachText adds the text; the text of an adopted regulation can be added and not changed.
func (s *Service) AttachText(ctx context.Context, ref entity.Ref, version int64, file uuid.UUID) (*Regulation, error) {
	return s.step(ctx, ref, version, access.Publish, AttachText, "", func(r *Regulation, _ clock.Date) error {
		if r.State.Adopted() && r.TextFileID != nil {
			return ErrAdopted.At("textFileId")
		}
		r.TextFileID = &file
		return nil
	})
}

// step locks a regulation, checks its version and the table of states, applies a change
// and writes it back with its audit row.
func (s *Service) step(ctx context.Context, ref entity.Ref, version int64, action access.Action, event Event, reason string,
	apply func(*Regulation, clock.Date) error,
) (*Regulation, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Regulation, action)
	if err != nil {
		return nil, err
	}
	var r *Regulation
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if r, err = lock(ctx, tx, ref.ID, version); err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		before := *r
		if r.State, err = r.State.after(event); err != nil {
			return err
		}
		if err := apply(r, clock.DateOf(now)); err != nil {
			return err
		}
		r.Touch(now)
		if err := tx.Update(ctx, r); err != nil {
			return err
		}
		if err := r.keepText(ctx, tx, before); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Regulation, Action: action, ID: r.ID, Before: before, After: r, Reason: reason})
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}

// Discard removes a draft that the council will not see.
func (s *Service) Discard(ctx context.Context, ref entity.Ref, version int64) error {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Regulation, access.Delete)
	if err != nil {
		return err
	}
	return s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		r, err := lock(ctx, tx, ref.ID, version)
		if err != nil {
			return err
		}
		if _, err := r.State.after(Discard); err != nil {
			return err
		}
		if err := (&Regulation{Base: r.Base}).keepText(ctx, tx, *r); err != nil {
			return err
		}
		if err := tx.Delete(ctx, r.ID); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Regulation, Action: access.Delete, ID: r.ID, Before: r})
	})
}

func lock(ctx context.Context, tx Tx, id uuid.UUID, version int64) (*Regulation, error) {
	r, err := tx.Lock(ctx, id)
	if err != nil {
		return nil, err
	}
	if r.Version != version {
		return nil, apperr.ErrStale
	}
	return r, nil
}
