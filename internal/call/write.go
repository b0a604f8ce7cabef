package call

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/text"
)

// Content is what people write of a call.
type Content struct {
	OpensAt, Deadline *time.Time
	Terms             Terms
}

func (c *Call) write(content Content) error {
	if err := content.Terms.check(); err != nil {
		return apperr.Below(err, "content")
	}
	c.OpensAt, c.Deadline, c.Terms = content.OpensAt, content.Deadline, content.Terms.filled()
	return nil
}

// content is what stands in the call, to be edited.
func (c *Call) content() Content {
	return Content{OpensAt: c.OpensAt, Deadline: c.Deadline, Terms: c.Terms}
}

// Create begins a call. Letters are coded for the committee unless that is taken back
//
func (s *Service) Create(ctx context.Context, slug string, edit func(*Content)) (*Call, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Call, access.Create)
	if err != nil {
		return nil, err
	}
	if !slugPattern.MatchString(slug) {
		return nil, errCode.At("slug")
	}
	content := Content{Terms: Terms{Coded: true}}
	edit(&content)
	c := &Call{Slug: slug, State: Draft, History: []Step{}}
	if err := c.write(content); err != nil {
		return nil, err
	}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		c.Base = entity.NewBase(uuid.Nil, now)
		if err := knowsOblasts(ctx, tx, c); err != nil {
			return inContent(err)
		}
		if err := tx.Insert(ctx, c); err != nil {
			return err
		}
		if err := attach(ctx, tx, c, nil); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Call, Action: access.Create, ID: c.ID, After: c})
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

// Update changes a draft.
func (s *Service) Update(ctx context.Context, ref entity.Ref, version int64, edit func(*Content)) (*Call, error) {
	return s.change(ctx, ref, version, access.Update, "", func(ctx context.Context, tx Tx, c *Call, now time.Time) error {
		if err := c.Admits(OpenCall, now); err != nil {
			return err
		}
		had, content := c.Terms.AttachmentIDs, c.content()
		edit(&content)
		if err := c.write(content); err != nil {
			return err
		}
		if err := knowsOblasts(ctx, tx, c); err != nil {
			return inContent(err)
		}
		c.Touch(now)
		return attach(ctx, tx, c, had)
	})
}

// Open lets a call go out as its first edition; refused with all that is missing.
func (s *Service) Open(ctx context.Context, ref entity.Ref, version int64) (*Call, error) {
	return s.change(ctx, ref, version, access.Open, "", func(ctx context.Context, tx Tx, c *Call, now time.Time) error {
		if err := c.apply(OpenCall, "", now); err != nil {
			return err
		}
		if err := c.issues(now).Err(); err != nil {
			return apperr.Below(err, "id")
		}
		c.OpenedAt = &now
		if err := out(ctx, tx, c, nil, "", now); err != nil {
			return err
		}
		return tx.Notify(ctx, notice.Message{
			Kind: notice.CallOpened, About: c.Ref(), To: notice.Followers(notice.Calls),
			Facts: notice.Facts{"title": notice.Words(c.Terms.Title), "closes": notice.At(*c.Deadline)},
		})
	})
}

// Amend lets the next edition of a call go out, before the deadline, with what changed and
// the reason. A new deadline is an extension's matter.
func (s *Service) Amend(ctx context.Context, ref entity.Ref, version int64, reason string, edit func(*Content)) (*Call, error) {
	return s.reissue(ctx, ref, version, access.Amend, reason, inContent, func(c *Call, now time.Time) error {
		content := c.content()
		edit(&content)
		content.Deadline = c.Deadline
		if content.OpensAt == nil || c.StateAt(now) == Open {
			content.OpensAt = c.OpensAt
		}
		return c.write(content)
	})
}

// Extend gives letters more time, before the deadline has passed. The promised day of the
// results may move with it.
func (s *Service) Extend(ctx context.Context, ref entity.Ref, version int64, reason string, deadline time.Time, edit func(*Content)) (*Call, error) {
	return s.reissue(ctx, ref, version, access.Extend, reason, inInput, func(c *Call, _ time.Time) error {
		if !deadline.After(*c.Deadline) {
			return ErrNotLater.At("deadline")
		}
		content := c.content()
		edit(&content)
		content.OpensAt, content.Deadline = c.OpensAt, &deadline
		return c.write(content)
	})
}

// reissue changes a call that is out, and lets the next edition go out and followers know.
func (s *Service) reissue(ctx context.Context, ref entity.Ref, version int64, action access.Action, reason string,
	at func(error) error, write func(*Call, time.Time) error,
) (*Call, error) {
	if _, err := s.auth.AuthorizeProgramme(ctx, access.Call, action); err != nil {
		return nil, err
	}
	reason, err := text.Reason(reason, MaxReason, "reason")
	if err != nil {
		return nil, err
	}
	return s.change(ctx, ref, version, action, reason, func(ctx context.Context, tx Tx, c *Call, now time.Time) error {
		if err := c.Admits(events[action], now); err != nil {
			return err
		}
		had := c.Terms.AttachmentIDs
		if err := write(c, now); err != nil {
			return err
		}
		if err := knowsOblasts(ctx, tx, c); err != nil {
			return at(err)
		}
		if err := c.issues(now).Err(); err != nil {
			return at(err)
		}
		if err := c.apply(events[action], reason, now); err != nil {
			return err
		}
		if err := attach(ctx, tx, c, had); err != nil {
			return err
		}
		before, err := tx.LastEdition(ctx, c.ID)
		if err != nil {
			return err
		}
		return out(ctx, tx, c, before, reason, now)
	})
}

// inContent points refusals below the content of an input, inInput to the input itself.
func inContent(err error) error { return apperr.Below(err, "content") }

func inInput(err error) error { return err }

// Cancel ends a call with a reason.
func (s *Service) Cancel(ctx context.Context, ref entity.Ref, version int64, reason string) (*Call, error) {
	if _, err := s.auth.AuthorizeProgramme(ctx, access.Call, access.Cancel); err != nil {
		return nil, err
	}
	reason, err := text.Reason(reason, MaxReason, "reason")
	if err != nil {
		return nil, err
	}
	return s.change(ctx, ref, version, access.Cancel, reason, func(ctx context.Context, tx Tx, c *Call, now time.Time) error {
		c.Reason = reason
		if err := c.apply(Cancel, reason, now); err != nil {
			return err
		}
		if !c.Public() {
			return nil
		}
		return tx.Notify(ctx, notice.Message{
			Kind: notice.CallCancelled, About: c.Ref(), To: notice.Followers(c.Ref()),
			Facts: notice.Facts{"title": notice.Words(c.Terms.Title), "reason": notice.Plain(reason)},
		})
	})
}

// RecordResults notes when and where a list came out that this system did not publish; that
// of a selection in this system is published with it.
func (s *Service) RecordResults(ctx context.Context, ref entity.Ref, version int64, at time.Time, source string) (*Call, error) {
	if _, err := s.auth.AuthorizeProgramme(ctx, access.Call, access.Record); err != nil {
		return nil, err
	}
	source, err := text.Reason(source, MaxRule, "source")
	if err != nil {
		return nil, err
	}
	return s.change(ctx, ref, version, access.Record, "", func(ctx context.Context, tx Tx, c *Call, now time.Time) error {
		if c.Selected, err = tx.Selected(ctx, c.ID); err != nil {
			return err
		}
		if err := c.recordable(now); err != nil {
			return err
		}
		if at.Before(*c.Deadline) || at.After(now) {
			return ErrPublishedWhen.At("at")
		}
		if err := c.PublishResults(now); err != nil {
			return err
		}
		c.ResultsAt, c.ResultsSource = &at, source
		return nil
	})
}

// out writes the next edition, shows its files to everyone and tells followers.
func out(ctx context.Context, tx Tx, c *Call, before *Edition, reason string, now time.Time) error {
	e := c.issue(before, reason, now)
	if before != nil && len(e.Changes) == 0 {
		return ErrUnchanged
	}
	if err := tx.InsertEdition(ctx, e); err != nil {
		return err
	}
	for _, id := range c.Terms.AttachmentIDs {
		if err := tx.PublishFile(ctx, id); err != nil {
			return err
		}
	}
	if before == nil {
		return nil
	}
	return tx.Notify(ctx, notice.Message{
		Kind: notice.CallAmended, About: c.Ref(), To: notice.Followers(c.Ref()),
		Facts: notice.Facts{"title": notice.Words(c.Terms.Title), "summary": notice.Plain(reason), "closes": notice.At(*c.Deadline)},
	})
}

// knowsOblasts refuses a code that is no oblast's, at its path below the terms.
func knowsOblasts(ctx context.Context, tx Tx, c *Call) error {
	codes := slices.Clone(c.Terms.Oblasts)
	for _, q := range c.Terms.Quota {
		codes = append(codes, q.OblastCode)
	}
	at, err := tx.UnknownOblast(ctx, codes)
	if err != nil || at < 0 {
		return err
	}
	if quota := at - len(c.Terms.Oblasts); quota >= 0 {
		return apperr.ErrNotFound.At("quota", strconv.Itoa(quota), "oblastCode")
	}
	return apperr.ErrNotFound.At("oblasts", strconv.Itoa(at))
}

// attach gives files that were not there before to the call; those of earlier editions stay
// with it.
func attach(ctx context.Context, tx Tx, c *Call, had []uuid.UUID) error {
	for i, id := range c.Terms.AttachmentIDs {
		if slices.Contains(had, id) {
			continue
		}
		if _, err := tx.AttachFile(ctx, id, file.Owner{Object: access.Call, ID: c.ID}, file.Other, file.RegulationText, file.Map); err != nil {
			return apperr.At(err, "content", "attachmentIds", strconv.Itoa(i))
		}
	}
	return nil
}
