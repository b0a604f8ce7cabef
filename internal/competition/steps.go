package competition

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/text"
)

// MaxReason is the longest reason, in characters.
const MaxReason = 2000

// permissions says which right an event of this service needs. The other events belong
// to the evaluation and the publication.
var permissions = map[Event]access.Permission{
	Announce:         {Object: access.Competition, Action: access.Announce},
	ExtendWindow:     {Object: access.Competition, Action: access.Extend},
	StartEvaluation:  {Object: access.Competition, Action: access.Evaluate},
	PublishResult:    {Object: access.Publication, Action: access.Publish},
	Cancel:           {Object: access.Competition, Action: access.Cancel},
	FailNoApplicants: {Object: access.Competition, Action: access.Close},
}

// Announce makes the competition public with its announcement (M7). RULE answers with
// everything that still stands in the way.
func (s *Service) Announce(ctx context.Context, ref entity.Ref, version int64) (*Competition, error) {
	return s.change(ctx, ref, version, permissions[Announce], func(ctx context.Context, tx Tx, c *Competition, now time.Time) (string, error) {
		facts, err := tx.Facts(ctx, c)
		if err != nil {
			return "", err
		}
		if err := c.Apply(Announce, facts, now); err != nil {
			return "", err
		}
		if err := issue(ctx, tx, c, facts, now); err != nil {
			return "", err
		}
		return "", c.tell(ctx, tx)
	})
}

// tell tells those who follow the municipality that the competition is announced.
func (c *Competition) tell(ctx context.Context, tx Tx) error {
	return tx.Notify(ctx, notice.Message{
		Kind: notice.CompetitionAnnounced, About: c.Ref(),
		To:    notice.Followers(entity.Ref{Kind: "Municipality", Tenant: c.TenantID, ID: c.TenantID}),
		Facts: notice.Facts{"competition": notice.Code(c.Number), "title": notice.Words(c.Title), "closes": notice.At(*c.ClosesAt)},
	})
}

// issue puts out the first edition and shows its files and the photos of its notices.
func issue(ctx context.Context, tx Tx, c *Competition, facts Facts, now time.Time) error {
	a := facts.Preparation.Announcement
	a.fill(c, facts.Preparation.Rules)
	a.IssuedAt = &now
	a.Touch(now)
	notices, err := tx.NoticesOf(ctx, c.ID)
	if err != nil {
		return err
	}
	shown := slices.Clone(a.AttachmentIDs)
	for _, n := range notices {
		shown = append(shown, n.photos()...)
	}
	if err := showFiles(ctx, tx, shown); err != nil {
		return err
	}
	return tx.UpdateAnnouncement(ctx, a)
}

// StartEvaluation gives the admitted applications to the commission (M13): after the
// window, with every application decided and enough of them admitted.
func (s *Service) StartEvaluation(ctx context.Context, ref entity.Ref, version int64) (*Competition, error) {
	return s.step(ctx, ref, version, StartEvaluation, "")
}

// Cancel ends the competition before its result is approved; a reason is demanded.
func (s *Service) Cancel(ctx context.Context, ref entity.Ref, version int64, reason string) (*Competition, error) {
	return s.step(ctx, ref, version, Cancel, reason)
}

// FailNoApplicants declares that the competition failed for too few applications.
func (s *Service) FailNoApplicants(ctx context.Context, ref entity.Ref, version int64, reason string) (*Competition, error) {
	return s.step(ctx, ref, version, FailNoApplicants, reason)
}

func (s *Service) step(ctx context.Context, ref entity.Ref, version int64, event Event, reason string) (*Competition, error) {
	reason, err := checkReason(reason)
	if err != nil {
		return nil, err
	}
	return s.change(ctx, ref, version, permissions[event], func(ctx context.Context, tx Tx, c *Competition, now time.Time) (string, error) {
		facts, err := tx.Facts(ctx, c)
		if err != nil {
			return "", err
		}
		facts.Reason = reason
		if err := c.Apply(event, facts, now); err != nil || event != Cancel {
			return reason, err
		}
		return reason, tx.VoidResult(ctx, c, reason, now)
	})
}

// ExtendWindow gives applicants more time before the window closes, or postpones a
// window that has not opened. The announcement gets a new edition with the reason; the
// old one stays readable.
func (s *Service) ExtendWindow(ctx context.Context, ref entity.Ref, version int64, window Window, reason string) (*Competition, error) {
	reason, err := checkReason(reason)
	if err != nil {
		return nil, err
	}
	return s.change(ctx, ref, version, permissions[ExtendWindow], func(ctx context.Context, tx Tx, c *Competition, now time.Time) (string, error) {
		facts, err := tx.Facts(ctx, c)
		if err != nil {
			return "", err
		}
		facts.Reason, facts.Window = reason, &window
		if window.OpensAt.IsZero() {
			facts.Window.OpensAt = *c.OpensAt
		}
		if err := c.Apply(ExtendWindow, facts, now); err != nil {
			return "", err
		}
		next := facts.Preparation.Announcement.amended(c, reason, now)
		return reason, tx.InsertAnnouncement(ctx, next)
	})
}

func checkReason(reason string) (string, error) {
	reason = strings.TrimSpace(reason)
	var errs apperr.List
	errs.Add(text.Block(reason, MaxReason, "reason"))
	return reason, errs.Err()
}
