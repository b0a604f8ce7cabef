package competition

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// record is a small thing kept beside a competition: a notice or outreach.
type record interface {
	*Notice | *Outreach
	Common() *entity.Base
	Owner() uuid.UUID
	snapshot() any
	photos() []uuid.UUID
	// shown says that the photos are public once the competition is.
	shown() bool
	validate(today clock.Date) error
}

// Records is what a transaction does with one kind of them.
type Records[R record] interface {
	Find(ctx context.Context, id uuid.UUID) (R, error)
	Insert(ctx context.Context, r R) error
	Update(ctx context.Context, r R) error
	Delete(ctx context.Context, r R) error
}

// ErrOver refuses records beside a competition that is over.
var ErrOver = apperr.NewRule("COMPETITION_OVER", i18n.New(
	"Сынак аяктаган: анын жазууларын өзгөртүүгө болбойт.",
	"Конкурс завершён: его записи менять нельзя.",
	"The competition is over: its records cannot change."))

// Notices returns where the announcements of several competitions were posted, by
// competition, oldest first.
func (s *Service) Notices(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID][]*Notice, error) {
	return recordsOf(ctx, s, tenant, ids, s.store.Notices)
}

// AddNotice notes where the announcement is posted or will be.
func (s *Service) AddNotice(ctx context.Context, ref entity.Ref, notice *Notice) (*Notice, error) {
	notice.CompetitionID = ref.ID
	return add(ctx, s, ref, notice, Tx.Notices)
}

// EditNotice adds the proof or mends what was written.
func (s *Service) EditNotice(ctx context.Context, ref entity.Ref, version int64, edit func(*Notice)) (*Notice, error) {
	return edited(ctx, s, ref, version, edit, Tx.Notices)
}

// RemoveNotice deletes a notice entered by mistake.
func (s *Service) RemoveNotice(ctx context.Context, ref entity.Ref, version int64) error {
	return removed(ctx, s, ref, version, Tx.Notices)
}

// Outreaches returns the explanatory work for several competitions, oldest first.
func (s *Service) Outreaches(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID][]*Outreach, error) {
	return recordsOf(ctx, s, tenant, ids, s.store.Outreaches)
}

// AddOutreach records explanatory work that was done.
func (s *Service) AddOutreach(ctx context.Context, ref entity.Ref, outreach *Outreach) (*Outreach, error) {
	outreach.CompetitionID, outreach.PhotoIDs = ref.ID, unique(outreach.PhotoIDs)
	return add(ctx, s, ref, outreach, Tx.Outreaches)
}

// EditOutreach mends a record.
func (s *Service) EditOutreach(ctx context.Context, ref entity.Ref, version int64, edit func(*Outreach)) (*Outreach, error) {
	return edited(ctx, s, ref, version, edit, Tx.Outreaches)
}

// RemoveOutreach deletes a record entered by mistake.
func (s *Service) RemoveOutreach(ctx context.Context, ref entity.Ref, version int64) error {
	return removed(ctx, s, ref, version, Tx.Outreaches)
}

func recordsOf[R record](ctx context.Context, s *Service, tenant uuid.UUID, ids []uuid.UUID,
	read func(context.Context, access.Scope, []uuid.UUID) (map[uuid.UUID][]R, error),
) (map[uuid.UUID][]R, error) {
	visible, err := s.ByIDs(ctx, tenant, ids)
	if err != nil {
		return nil, err
	}
	scope, err := s.auth.Authorize(ctx, tenant, access.Announcement, access.Read)
	if err != nil {
		return nil, err
	}
	return read(ctx, scope, keys(visible))
}

// add, edited and removed are one transaction each under the competition's lock; they
// are open until the competition is over.
func add[R record](ctx context.Context, s *Service, ref entity.Ref, r R, of func(Tx) Records[R]) (R, error) {
	err := s.keep(ctx, ref.Tenant, func(ctx context.Context, tx Tx) (entry audit.Entry, err error) {
		c, now, err := openFor(ctx, tx, ref.ID)
		if err != nil {
			return entry, err
		}
		if err := r.validate(clock.DateOf(now)); err != nil {
			return entry, err
		}
		*r.Common() = entity.NewBase(ref.Tenant, now)
		if err := keepPhotos(ctx, tx, c, r, nil); err != nil {
			return entry, err
		}
		return audit.Entry{ID: r.Common().ID, After: r}, of(tx).Insert(ctx, r)
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}

func edited[R record](ctx context.Context, s *Service, ref entity.Ref, version int64, edit func(R), of func(Tx) Records[R]) (R, error) {
	var r R
	err := s.keep(ctx, ref.Tenant, func(ctx context.Context, tx Tx) (entry audit.Entry, err error) {
		var c *Competition
		var now time.Time
		if r, c, now, err = opened(ctx, tx, ref, version, of); err != nil {
			return entry, err
		}
		photos := r.photos()
		entry.ID, entry.Before, entry.After = ref.ID, r.snapshot(), r
		edit(r)
		if err := r.validate(clock.DateOf(now)); err != nil {
			return entry, err
		}
		if err := keepPhotos(ctx, tx, c, r, photos); err != nil {
			return entry, err
		}
		r.Common().Touch(now)
		return entry, of(tx).Update(ctx, r)
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}

func removed[R record](ctx context.Context, s *Service, ref entity.Ref, version int64, of func(Tx) Records[R]) error {
	return s.keep(ctx, ref.Tenant, func(ctx context.Context, tx Tx) (audit.Entry, error) {
		r, _, _, err := opened(ctx, tx, ref, version, of)
		if err != nil {
			return audit.Entry{}, err
		}
		if err := keepFiles(ctx, tx, ref.ID, r.photos(), nil, "", proofs); err != nil {
			return audit.Entry{}, err
		}
		return audit.Entry{ID: ref.ID, Before: r}, of(tx).Delete(ctx, r)
	})
}

// keepPhotos makes the record's photos its own in place of those before, and shows them
// when the competition is public.
func keepPhotos[R record](ctx context.Context, tx Tx, c *Competition, r R, before []uuid.UUID) error {
	if err := keepFiles(ctx, tx, r.Common().ID, before, r.photos(), "photoId", proofs); err != nil {
		return err
	}
	if !c.Public() || !r.shown() {
		return nil
	}
	return showFiles(ctx, tx, r.photos())
}

func opened[R record](ctx context.Context, tx Tx, ref entity.Ref, version int64, of func(Tx) Records[R]) (r R, c *Competition, now time.Time, err error) {
	if r, err = of(tx).Find(ctx, ref.ID); err != nil {
		return r, nil, now, err
	}
	if c, now, err = openFor(ctx, tx, r.Owner()); err != nil {
		return r, nil, now, err
	}
	if r.Common().Version != version {
		return r, nil, now, apperr.ErrStale
	}
	return r, c, now, nil
}

// openFor locks the competition and refuses one that is over.
func openFor(ctx context.Context, tx Tx, id uuid.UUID) (*Competition, time.Time, error) {
	c, err := lockSeated(ctx, tx, id)
	if err != nil {
		return nil, time.Time{}, err
	}
	if err := c.running(); err != nil {
		return nil, time.Time{}, err
	}
	now, err := tx.Now(ctx)
	return c, now, err
}

func (s *Service) keep(ctx context.Context, tenant uuid.UUID, fn func(context.Context, Tx) (audit.Entry, error)) error {
	scope, err := s.auth.Authorize(ctx, tenant, access.Announcement, access.Update)
	if err != nil {
		return err
	}
	return s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		entry, err := fn(ctx, tx)
		if err != nil {
			return err
		}
		entry.Object, entry.Action = access.Announcement, access.Update
		return tx.Record(ctx, entry)
	})
}
