package evaluation

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/text"
)

// Save keeps a member's scores of an application, some of them perhaps still missing;
// version is 0 for the first time. A member with a conflict is answered
// CONFLICT_OF_INTEREST, one who has not declared on every application
// CONFLICTS_UNDECLARED; a submitted sheet SHEET_SUBMITTED.
func (s *Service) Save(ctx context.Context, application entity.Ref, version int64, scores []Score) (*Sheet, error) {
	scope, err := s.auth.Authorize(ctx, application.Tenant, access.ScoreSheet, access.Score)
	if err != nil {
		return nil, err
	}
	return s.fill(ctx, scope, application, func(contest *Contest, now time.Time) (*author, *Sheet, error) {
		m, err := s.seat(contest, scope)
		if err != nil {
			return nil, nil, err
		}
		sheet, err := contest.draft(&author{member: m, channel: Online}, application.ID, version, now)
		if err != nil {
			return nil, nil, err
		}
		return &author{member: m, channel: Online}, sheet, sheet.save(contest.Rules, scores)
	})
}

// RegisterSheet enters the signed paper sheet of a member without an account; it is
// submitted at once. The commission's secretary may.
func (s *Service) RegisterSheet(ctx context.Context, application entity.Ref, member uuid.UUID, scan *uuid.UUID, scores []Score) (*Sheet, error) {
	scope, err := s.auth.Authorize(ctx, application.Tenant, access.ScoreSheet, access.Register)
	if err != nil {
		return nil, err
	}
	return s.fill(ctx, scope, application, func(contest *Contest, now time.Time) (*author, *Sheet, error) {
		m, err := s.onPaper(contest, scope, member, scan)
		if err != nil {
			return nil, nil, err
		}
		by := &author{member: m, channel: Paper, scan: scan}
		var version int64
		if old := contest.Sheet(m.ID, application.ID); old != nil {
			version = old.Version
		}
		sheet, err := contest.draft(by, application.ID, version, now)
		if err != nil {
			return nil, nil, err
		}
		if err := sheet.save(contest.Rules, scores); err != nil {
			return nil, nil, err
		}
		return by, sheet, sheet.submit(contest.Rules, now)
	})
}

// draft is the member's sheet of an application ready to be changed, a new one when
// there is none.
func (c *Contest) draft(by *author, application uuid.UUID, version int64, now time.Time) (*Sheet, error) {
	if err := c.mayScore(by.member, application); err != nil {
		return nil, err
	}
	sheet := c.Sheet(by.member.ID, application)
	switch {
	case sheet == nil && version != 0:
		return nil, apperr.ErrStale
	case sheet == nil:
		sheet = &Sheet{
			Base: entity.NewBase(c.Competition.TenantID, now), CompetitionID: c.Competition.ID, ApplicationID: application,
			MemberID: by.member.ID, Revision: 1, State: SheetDraft, Scores: []Score{},
		}
		c.Sheets = append(c.Sheets, sheet)
	case sheet.Version != version:
		return nil, apperr.ErrStale
	default:
		sheet.Touch(now)
	}
	sheet.Channel, sheet.ScanFileID = by.channel, by.scan
	return sheet, nil
}

func (s *Service) fill(ctx context.Context, scope access.Scope, application entity.Ref,
	write func(*Contest, time.Time) (*author, *Sheet, error),
) (sheet *Sheet, err error) {
	var contest *Contest
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		competition, err := tx.CompetitionOf(ctx, application.ID)
		if err != nil {
			return err
		}
		if contest, err = tx.LockContest(ctx, competition); err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		by, written, err := write(contest, now)
		if err != nil {
			return err
		}
		sheet = written
		if by.scan != nil {
			if err := by.attach(ctx, tx, file.Owner{Object: access.ScoreSheet, ID: sheet.ID}); err != nil {
				return err
			}
		}
		save := tx.UpdateSheet
		if sheet.Version == 1 {
			save = tx.InsertSheet
		}
		if err := save(ctx, sheet); err != nil {
			return err
		}
		return recordSheet(ctx, tx, scope, sheet, "", by.onBehalf())
	})
	if err != nil {
		return nil, err
	}
	return s.ruled(ctx, contest, sheet), nil
}

// Submit locks the caller's own complete sheet: after it the database refuses a change.
func (s *Service) Submit(ctx context.Context, ref entity.Ref, version int64) (*Sheet, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.ScoreSheet, access.Submit)
	if err != nil {
		return nil, err
	}
	return s.onSheet(ctx, scope, ref, version, func(ctx context.Context, tx Tx, contest *Contest, sheet *Sheet, now time.Time) (*Sheet, error) {
		m, err := s.seat(contest, scope)
		if err != nil {
			return nil, err
		}
		if sheet.MemberID != m.ID {
			return nil, apperr.ErrNotFound
		}
		if err := contest.mayScore(m, sheet.ApplicationID); err != nil {
			return nil, err
		}
		if err := sheet.submit(contest.Rules, now); err != nil {
			return nil, err
		}
		sheet.Touch(now)
		return sheet, tx.UpdateSheet(ctx, sheet)
	}, "")
}

// Reopen starts the next revision of a submitted sheet for its member to correct; the
// old one is kept. The chair may, with a reason, as long as the scores are open, and is
// shown no points that are hidden from her.
func (s *Service) Reopen(ctx context.Context, ref entity.Ref, version int64, reason string) (*Sheet, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.ScoreSheet, access.Reopen)
	if err != nil {
		return nil, err
	}
	if reason, err = text.Reason(reason, MaxComment, "reason"); err != nil {
		return nil, err
	}
	return s.onSheet(ctx, scope, ref, version, func(ctx context.Context, tx Tx, contest *Contest, sheet *Sheet, now time.Time) (*Sheet, error) {
		chair, err := s.office(contest, scope, commission.Chair)
		if err != nil {
			return nil, err
		}
		if err := contest.mayReopen(chair, sheet); err != nil {
			return nil, err
		}
		next, err := sheet.reopened(reason, now)
		if err != nil {
			return nil, err
		}
		return next, tx.InsertSheet(ctx, next)
	}, reason)
}

func (s *Service) onSheet(ctx context.Context, scope access.Scope, ref entity.Ref, version int64,
	apply func(context.Context, Tx, *Contest, *Sheet, time.Time) (*Sheet, error), reason string,
) (changed *Sheet, err error) {
	var contest *Contest
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		competition, err := tx.CompetitionOfSheet(ctx, ref.ID)
		if err != nil {
			return err
		}
		if contest, err = tx.LockContest(ctx, competition); err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		sheet := contest.newest(ref.ID)
		if sheet == nil || sheet.Version != version {
			return apperr.ErrStale
		}
		if changed, err = apply(ctx, tx, contest, sheet, now); err != nil {
			return err
		}
		contest.replace(sheet, changed)
		return recordSheet(ctx, tx, scope, changed, reason, "")
	})
	if err != nil {
		return nil, err
	}
	if !contest.shows(changed, contest.Commission.MemberOf(scope.UserID())) {
		changed.Scores = []Score{}
	}
	return s.ruled(ctx, contest, changed), nil
}

// replace puts the next revision of a sheet in its place.
func (c *Contest) replace(old, next *Sheet) {
	c.Sheets[slices.Index(c.Sheets, old)] = next
}

// newest finds a sheet by id among the newest revisions.
func (c *Contest) newest(id uuid.UUID) *Sheet {
	for _, sheet := range c.Sheets {
		if sheet.ID == id {
			return sheet
		}
	}
	return nil
}

// sheetAudit is what the log keeps of a sheet: not the points, which others must not
// learn before the session is closed.
type sheetAudit struct {
	ApplicationID uuid.UUID  `json:"applicationId"`
	MemberID      uuid.UUID  `json:"memberId"`
	Revision      int        `json:"revision"`
	State         SheetState `json:"state"`
	Scores        int        `json:"scores"`
}

func recordSheet(ctx context.Context, tx Tx, scope access.Scope, sheet *Sheet, reason, onBehalf string) error {
	return tx.Record(ctx, audit.Entry{
		Object: access.ScoreSheet, Action: scope.Permission().Action, ID: sheet.ID, Reason: reason, OnBehalfOf: onBehalf,
		After: sheetAudit{sheet.ApplicationID, sheet.MemberID, sheet.Revision, sheet.State, len(sheet.Scores)},
	})
}
