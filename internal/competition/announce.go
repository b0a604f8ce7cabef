package competition

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// Wording is what people write of an announcement; the rest repeats the competition's
// terms and its regulation.
type Wording struct {
	Text          i18n.Localized
	Body          i18n.Localized
	Contact       string
	AttachmentIDs []uuid.UUID
}

// Limits of an announcement.
const (
	MaxAnnouncement = 20_000 // characters a language
	MaxContact      = 500
	MaxAttachments  = 20
)

// ErrNotAnnounced refuses an amendment of what did not go out or is over.
var ErrNotAnnounced = apperr.NewRule("ANNOUNCEMENT_NOT_OUT", i18n.New(
	"Кулактандырууга өзгөртүү жарыялангандан кийин жана баалоо башталганга чейин киргизилет.",
	"Изменение в объявление вносится после объявления и до начала оценки.",
	"An announcement is amended after it went out and before the evaluation begins."))

func (w Wording) validate() error {
	errs := text.Localized(w.Body, MaxTitle, "body")
	errs = append(errs, text.LocalizedBlock(w.Text, MaxAnnouncement, "text")...)
	errs.Add(text.Block(w.Contact, MaxContact, "contact"))
	if len(w.AttachmentIDs) > MaxAttachments {
		errs.Add(apperr.OutOfRange(0, MaxAttachments, "attachmentIds"))
	}
	return errs.Err()
}

func (a *Announcement) wording() Wording {
	return Wording{Text: a.Text, Body: a.Body, Contact: a.Contact, AttachmentIDs: a.AttachmentIDs}
}

func (a *Announcement) write(w Wording) {
	a.Text, a.Body, a.Contact, a.AttachmentIDs = w.Text, w.Body, w.Contact, unique(w.AttachmentIDs)
}

// Editions returns the editions of several competitions' announcements, oldest first.
func (s *Service) Editions(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID][]*Announcement, error) {
	visible, err := s.ByIDs(ctx, tenant, ids)
	if err != nil {
		return nil, err
	}
	scope, err := s.auth.Authorize(ctx, tenant, access.Announcement, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Editions(ctx, scope, keys(visible))
}

// WriteAnnouncement writes the first edition while the competition is a draft. edit gets
// what is written now; its body is the municipality's name until somebody changes it.
func (s *Service) WriteAnnouncement(ctx context.Context, ref entity.Ref, edit func(*Wording)) (*Announcement, error) {
	return s.announcement(ctx, ref, access.Update, func(ctx context.Context, tx Tx, c *Competition, a *Announcement, now time.Time) (*Announcement, error) {
		if err := c.draft(); err != nil {
			return nil, err
		}
		facts, err := tx.Facts(ctx, c)
		if err != nil {
			return nil, err
		}
		fresh := a == nil
		if fresh {
			a = firstEdition(c, tx.Scope().Tenant().Name, now)
		}
		a.fill(c, facts.Preparation.Rules)
		before := a.AttachmentIDs
		if err := a.edit(edit); err != nil {
			return nil, err
		}
		if err := keepFiles(ctx, tx, c.ID, before, a.AttachmentIDs, "attachmentIds", attachable); err != nil {
			return nil, err
		}
		if fresh {
			return a, tx.InsertAnnouncement(ctx, a)
		}
		a.Touch(now)
		return a, tx.UpdateAnnouncement(ctx, a)
	})
}

// AmendAnnouncement puts out a next edition with a reason. The terms of the competition
// do not change by it; the old edition stays readable.
func (s *Service) AmendAnnouncement(ctx context.Context, ref entity.Ref, reason string, edit func(*Wording)) (*Announcement, error) {
	reason, err := checkReason(reason)
	if err != nil {
		return nil, err
	}
	return s.announcement(ctx, ref, access.Announce, func(ctx context.Context, tx Tx, c *Competition, a *Announcement, now time.Time) (*Announcement, error) {
		if err := c.amendable(now); err != nil {
			return nil, err
		}
		if reason == "" {
			return nil, ErrReasonMissing.At("reason")
		}
		next := a.amended(c, reason, now)
		if err := next.edit(edit); err != nil {
			return nil, err
		}
		if next.Text.IsZero() || next.Body.IsZero() {
			return nil, ErrAnnouncement.At("text")
		}
		// the old edition keeps its files, so nothing is released
		if err := keepFiles(ctx, tx, c.ID, nil, next.AttachmentIDs, "attachmentIds", attachable); err != nil {
			return nil, err
		}
		if err := showFiles(ctx, tx, next.AttachmentIDs); err != nil {
			return nil, err
		}
		return next, tx.InsertAnnouncement(ctx, next)
	})
}

func firstEdition(c *Competition, body i18n.Localized, now time.Time) *Announcement {
	return &Announcement{Base: entity.NewBase(c.TenantID, now), CompetitionID: c.ID, Edition: 1, Body: body, AttachmentIDs: []uuid.UUID{}}
}

func (a *Announcement) edit(edit func(*Wording)) error {
	wording := a.wording()
	edit(&wording)
	if err := wording.validate(); err != nil {
		return err
	}
	a.write(wording)
	return nil
}

// announcement is one transaction over the newest edition under the competition's lock.
func (s *Service) announcement(ctx context.Context, ref entity.Ref, action access.Action,
	apply func(ctx context.Context, tx Tx, c *Competition, newest *Announcement, now time.Time) (*Announcement, error),
) (*Announcement, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Announcement, action)
	if err != nil {
		return nil, err
	}
	var written *Announcement
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		c, err := lockSeated(ctx, tx, ref.ID)
		if err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		newest, err := tx.NewestAnnouncement(ctx, c)
		if err != nil {
			return err
		}
		entry := audit.Entry{Object: access.Announcement, Action: action}
		if newest != nil {
			entry.Before = *newest
		}
		if written, err = apply(ctx, tx, c, newest, now); err != nil {
			return err
		}
		entry.ID, entry.After, entry.Reason = written.ID, written, written.Reason
		return tx.Record(ctx, entry)
	})
	if err != nil {
		return nil, err
	}
	return written, nil
}

func keys(found map[uuid.UUID]*Competition) []uuid.UUID {
	ids := make([]uuid.UUID, 0, len(found))
	for id := range found {
		ids = append(ids, id)
	}
	return ids
}
