package event

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/text"
)

// AddPhoto gives a held event a photo, which is not public yet. Leader, editor, executive
// secretary, specialist.
func (s *Service) AddPhoto(ctx context.Context, event entity.Ref, picture uuid.UUID, about About) (*Photo, error) {
	scope, err := s.auth.Authorize(ctx, event.Tenant, access.EventPhoto, access.Create)
	if err != nil {
		return nil, err
	}
	var p *Photo
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		e, a, err := tx.LockEvent(ctx, event.ID)
		if err != nil {
			return err
		}
		now, err := s.permits(ctx, tx, scope, a)
		if err != nil {
			return err
		}
		if err := e.held(); err != nil {
			return err
		}
		if err := about.check(now).Err(); err != nil {
			return err
		}
		p = &Photo{Base: entity.NewBase(a.TenantID, now), AgreementID: a.ID, EventID: e.ID, FileID: picture, State: Unpublished, About: about}
		if _, err := tx.AttachFile(ctx, picture, p.owner(), file.Photo); err != nil {
			return apperr.At(err, "fileId")
		}
		if err := tx.InsertPhoto(ctx, p); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.EventPhoto, Action: access.Create, ID: p.ID, After: p})
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// owner is what the file of the photo belongs to: whoever sees the event sees it.
func (p *Photo) owner() file.Owner { return file.Owner{Object: access.EventPhoto, ID: p.ID} }

// UpdatePhoto writes what is known of a photo that is not public. As [Service.AddPhoto].
func (s *Service) UpdatePhoto(ctx context.Context, ref entity.Ref, version int64, about About) (*Photo, error) {
	return s.changePhoto(ctx, ref, version, access.Update, "", func(_ context.Context, _ Tx, p *Photo, now time.Time) error {
		if err := p.takes(access.Update); err != nil {
			return err
		}
		p.About = about
		p.Touch(now)
		return about.check(now).Err()
	})
}

// PublishPhoto shows the derived pictures to everyone. Head, executive secretary,
// specialist. PHOTO_SHOWS_MINORS and PHOTO_CONSENT_MISSING without a ground,
// PRIORITY_AREA_SENSITIVE where nothing of the participants is public.
func (s *Service) PublishPhoto(ctx context.Context, ref entity.Ref, version int64) (*Photo, error) {
	return s.changePhoto(ctx, ref, version, access.Publish, "", func(ctx context.Context, tx Tx, p *Photo, now time.Time) error {
		sensitive, err := tx.Sensitive(ctx, p.AgreementID)
		if err != nil {
			return err
		}
		if sensitive {
			return ErrSensitive
		}
		if err := p.publish(now); err != nil {
			return err
		}
		return tx.PublishFile(ctx, p.FileID)
	})
}

// TakeDownPhoto hides a published photo, also after the initiative has ended. As
// [Service.PublishPhoto].
func (s *Service) TakeDownPhoto(ctx context.Context, ref entity.Ref, version int64, reason string) (*Photo, error) {
	reason, err := text.Reason(reason, MaxText, "reason")
	if err != nil {
		return nil, err
	}
	return s.changePhoto(ctx, ref, version, access.Withdraw, reason, func(ctx context.Context, tx Tx, p *Photo, now time.Time) error {
		if err := p.takeDown(reason, now); err != nil {
			return err
		}
		return tx.HideFile(ctx, p.FileID)
	})
}

// RemovePhoto deletes a photo that is not public. As [Service.AddPhoto].
func (s *Service) RemovePhoto(ctx context.Context, ref entity.Ref, version int64) error {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.EventPhoto, access.Delete)
	if err != nil {
		return err
	}
	return s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		p, _, err := s.lockPhoto(ctx, tx, scope, ref.ID, version)
		if err != nil {
			return err
		}
		if err := p.takes(access.Delete); err != nil {
			return err
		}
		if err := tx.ReleaseFile(ctx, p.FileID, p.owner()); err != nil {
			return err
		}
		if err := tx.DeletePhoto(ctx, p.ID); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.EventPhoto, Action: access.Delete, ID: p.ID, Before: p})
	})
}

func (s *Service) changePhoto(ctx context.Context, ref entity.Ref, version int64, action access.Action, reason string,
	fn func(context.Context, Tx, *Photo, time.Time) error,
) (*Photo, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.EventPhoto, action)
	if err != nil {
		return nil, err
	}
	var p *Photo
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		var now time.Time
		if p, now, err = s.lockPhoto(ctx, tx, scope, ref.ID, version); err != nil {
			return err
		}
		before := *p
		if err := fn(ctx, tx, p, now); err != nil {
			return err
		}
		if err := tx.UpdatePhoto(ctx, p); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.EventPhoto, Action: action, ID: p.ID, Before: before, After: p, Reason: reason})
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// lockPhoto locks a photo under its agreement for whom the row rule permits, and compares
// the version.
func (s *Service) lockPhoto(ctx context.Context, tx Tx, scope access.Scope, id uuid.UUID, version int64) (*Photo, time.Time, error) {
	p, a, err := tx.LockPhoto(ctx, id)
	if err != nil {
		return nil, time.Time{}, err
	}
	now, err := s.permits(ctx, tx, scope, a)
	if err == nil && p.Version != version {
		err = apperr.ErrStale
	}
	return p, now, err
}
