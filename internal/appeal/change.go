package appeal

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/text"
	"github.com/demilge/demilge/internal/workday"
)

// Filing is what is filed. Tenant is the municipality; Competition is nil for a complaint
// about the service.
type Filing struct {
	Tenant      uuid.UUID
	Competition *uuid.UUID
	Language    i18n.Lang
	Letter      Letter
}

func (f Filing) kind() Kind {
	if f.Competition == nil {
		return OnService
	}
	return OnCompetition
}

// File takes an appeal online. Everyone may, without an account; RATE_LIMITED bounds one
// address. The answer's code is shown only now and finds the appeal again.
func (s *Service) File(ctx context.Context, f Filing) (a *Appeal, code string, err error) {
	scope, err := s.auth.Authorize(ctx, f.Tenant, access.Appeal, access.Submit)
	if err != nil {
		return nil, "", err
	}
	f.Letter = f.Letter.trimmed()
	if err := f.Letter.check(f.kind()); err != nil {
		return nil, "", err
	}
	if err := s.admit(ctx, "appeal", appealsAHour); err != nil {
		return nil, "", err
	}
	return s.enter(ctx, scope, f, func(ctx context.Context, tx Tx, a *Appeal, now time.Time) error {
		a.Channel, a.ReceivedOn = Online, clock.DateOf(now)
		if user := scope.UserID(); user != uuid.Nil {
			a.FilerID = &user
		}
		return nil
	})
}

// Receipt is what came on paper or by mail.
type Receipt struct {
	Channel    Channel
	ReceivedOn clock.Date
	ScanFileID *uuid.UUID
}

// Register enters an appeal that came on paper or by mail, with the day on which it came.
// Specialist, executive secretary.
func (s *Service) Register(ctx context.Context, f Filing, r Receipt) (a *Appeal, code string, err error) {
	scope, err := s.auth.Authorize(ctx, f.Tenant, access.Appeal, access.Register)
	if err != nil {
		return nil, "", err
	}
	f.Letter = f.Letter.trimmed()
	if err := f.Letter.check(f.kind()); err != nil {
		return nil, "", err
	}
	return s.enter(ctx, scope, f, func(ctx context.Context, tx Tx, a *Appeal, now time.Time) error {
		if r.ReceivedOn.After(clock.DateOf(now)) {
			return document.ErrFuture.At("receivedOn")
		}
		a.Channel, a.ReceivedOn, a.ScanFileID = r.Channel, r.ReceivedOn, r.ScanFileID
		if r.ScanFileID == nil {
			return nil
		}
		_, err := tx.AttachFile(ctx, *r.ScanFileID, file.Owner{Object: access.Appeal, ID: a.ID}, file.SignedPaper)
		return apperr.At(err, "scanFileId")
	})
}

func (s *Service) enter(ctx context.Context, scope access.Scope, f Filing,
	receive func(context.Context, Tx, *Appeal, time.Time) error,
) (a *Appeal, code string, err error) {
	code, hash := newCode()
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		a = &Appeal{
			Base: entity.NewBase(f.Tenant, now), Kind: f.kind(), CompetitionID: f.Competition, State: Registered, Language: f.Language, CodeHash: hash,
		}
		if err := receive(ctx, tx, a, now); err != nil {
			return err
		}
		if err := a.clock(ctx, tx); err != nil {
			return err
		}
		a.RegisterYear = a.ReceivedOn.Year()
		if a.RegisterNo, err = tx.NextAppealNumber(ctx, a.RegisterYear); err != nil {
			return err
		}
		if err := tx.InsertAppeal(ctx, a, f.Letter); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Appeal, Action: scope.Permission().Action, ID: a.ID, After: a})
	})
	if err != nil {
		return nil, "", err
	}
	return a, code, nil
}

// clock sets the last day for the answer, by the regulation of the competition or, for a
// complaint about the service, by law.
func (a *Appeal) clock(ctx context.Context, tx Tx) error {
	days, err := tx.Workdays(ctx)
	if err != nil {
		return err
	}
	if a.Kind == OnService {
		a.DueOn = days.After(a.ReceivedOn, ServiceDays)
		return nil
	}
	c, rules, err := tx.CompetitionWithRules(ctx, *a.CompetitionID)
	if err != nil {
		return apperr.At(err, "competitionId")
	}
	if !c.Public() {
		return ErrNotPublished.At("competitionId")
	}
	a.DueOn, a.Late = days.After(a.ReceivedOn, rules.AppealDays), a.tooLate(c.PublishedAt, rules, days)
	return nil
}

func (a *Appeal) tooLate(published *time.Time, rules regulation.Rules, days *workday.Calendar) bool {
	return published != nil && a.ReceivedOn.After(days.After(clock.DateOf(*published), rules.ComplaintDays))
}

// Answer settles an appeal. Head, executive secretary.
func (s *Service) Answer(ctx context.Context, ref entity.Ref, version int64, d Decision) (*Appeal, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Appeal, access.Approve)
	if err != nil {
		return nil, err
	}
	return s.settle(ctx, scope, "", func(ctx context.Context, tx Tx) (*Appeal, error) {
		a, err := tx.LockAppeal(ctx, ref.ID)
		if err == nil && a.Version != version {
			return nil, apperr.ErrStale
		}
		return a, err
	}, func(a *Appeal, now time.Time) error { return a.Settle(d, now) })
}

// Withdraw takes an appeal back. Whoever has the code of its receipt.
func (s *Service) Withdraw(ctx context.Context, tenant uuid.UUID, code, reason string) (*Appeal, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Appeal, access.Withdraw)
	if err != nil {
		return nil, err
	}
	reason = strings.TrimSpace(reason)
	if err := text.Block(reason, MaxText, "reason"); err != nil {
		return nil, err
	}
	if err := s.admit(ctx, "appeal-code", codesAnHour); err != nil {
		return nil, err
	}
	return s.settle(ctx, scope, reason, func(ctx context.Context, tx Tx) (*Appeal, error) {
		a, err := tx.LockAppealByCode(ctx, HashCode(code))
		if apperr.CodeOf(err) == apperr.NotFound {
			return nil, ErrCode
		}
		return a, err
	}, func(a *Appeal, now time.Time) error { return a.Withdraw(reason, now) })
}

func (s *Service) settle(ctx context.Context, scope access.Scope, reason string, lock func(context.Context, Tx) (*Appeal, error),
	apply func(*Appeal, time.Time) error,
) (a *Appeal, err error) {
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if a, err = lock(ctx, tx); err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		before := *a
		if err := apply(a, now); err != nil {
			return err
		}
		if err := a.tell(ctx, tx, now); err != nil {
			return err
		}
		if err := tx.UpdateAppeal(ctx, a); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Appeal, Action: scope.Permission().Action, ID: a.ID, Before: before, After: a, Reason: reason})
	})
	if err != nil {
		return nil, err
	}
	return a, nil
}

// AllowedActions lists what the caller may do with an appeal.
func (s *Service) AllowedActions(ctx context.Context, a *Appeal) ([]access.Action, error) {
	rule, err := s.Rule(ctx, a)
	if err != nil {
		return nil, err
	}
	return access.Permitted(rule, access.Approve)
}

// Rule decides what the caller may do with an appeal that she sees.
func (s *Service) Rule(ctx context.Context, a *Appeal) (access.Rule, error) {
	return func(action access.Action) error {
		if _, err := s.auth.Authorize(ctx, a.TenantID, access.Appeal, action); err != nil {
			return err
		}
		if action == access.Approve || action == access.Withdraw {
			return a.takes()
		}
		return nil
	}, nil
}
