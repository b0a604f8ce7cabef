package application

import (
	"context"
	"time"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/notice"
)

// Submit hands an application in, or hands it in again after the correction. Only its
// owner may. On success it is registered: it has a number of the municipality's year,
// its content is sealed, and the receipt is number, time and SHA-256. Time is the
// database's, read while the competition cannot change: WINDOW_CLOSED answers the second
// in which the window ends. What is missing is answered with all paths at once.
func (s *Service) Submit(ctx context.Context, ref entity.Ref, version int64) (*Application, error) {
	return s.mine(ctx, ref, version, access.Submit, entitled[access.Submit], func(ctx context.Context, c *change) error {
		return c.submit(ctx, nil, (*Content).Problems)
	})
}

// Register takes a paper or e-mail in, with the time that stands on it. A paper is taken
// as it came; what it lacks is found in the check of admissibility. Secretary, specialist
// and executive secretary may. A mended paper is registered again by the same call.
func (s *Service) Register(ctx context.Context, ref entity.Ref, version int64, receivedAt time.Time) (*Application, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Application, access.Register)
	if err != nil {
		return nil, err
	}
	rule, err := s.own(ctx, s.store, scope, entitled[access.Register])
	if err != nil {
		return nil, err
	}
	return s.change(ctx, scope, ref, rule.at(version), func(ctx context.Context, c *change) error {
		problems := func(content *Content, _ *Settings, _ time.Time) apperr.List { return content.PaperProblems() }
		return c.submit(ctx, &receivedAt, problems)
	})
}

// submit moves the application, gives the number and seals the content. The order of
// locks is application, competition, register.
func (c *change) submit(ctx context.Context, receivedAt *time.Time, problems func(*Content, *Settings, time.Time) apperr.List) error {
	if !c.a.State.Editable() {
		return ErrState.With(i18n.Args{"state": c.a.State.Name()})
	}
	settings, err := c.settings(ctx)
	if err != nil {
		return err
	}
	content, err := c.content(ctx)
	if err != nil {
		return err
	}
	facts := Facts{
		Competition: settings.Competition.StateAt(c.now), ReceivedAt: receivedAt,
		OpensAt: settings.Competition.OpensAt, ClosesAt: settings.Competition.ClosesAt,
		Problems: problems(&content, settings, c.now),
	}
	event := Submit
	if c.a.State == ReturnedForFix {
		event = Resubmit
	}
	if err := c.a.Apply(event, facts, c.now); err != nil {
		return err
	}
	if event == Submit {
		if err := c.register(ctx, content.Applicant.RegistrationNumber); err != nil {
			return err
		}
	}
	version, err := c.a.seal(content, c.now)
	if err != nil {
		return err
	}
	if c.a.OwnerID == nil {
		c.entry.OnBehalfOf = content.Applicant.ShortName()
	}
	return c.InsertVersion(ctx, version)
}

// register gives the next number of the year's register to an applicant who owes nothing,
// and tells her.
func (c *change) register(ctx context.Context, registration string) (err error) {
	if err := c.owesNothing(ctx, registration); err != nil {
		return err
	}
	c.a.RegisterYear = clock.DateOf(c.now).Year()
	if c.a.RegisterNo, err = c.NextNumber(ctx, c.a.RegisterYear); err != nil {
		return err
	}
	return c.tell(ctx, notice.ApplicationRegistered, notice.Facts{"competition": notice.Code(c.competition.Number)})
}

// owesNothing refuses an applicant whose final report on an earlier agreement is overdue.
func (c *change) owesNothing(ctx context.Context, registration string) error {
	number, err := c.OwedReport(ctx, c.a.OwnerID, registration, clock.DateOf(c.now))
	if err == nil && number != "" {
		return ErrReportOwed.With(i18n.Args{"number": number})
	}
	return err
}

// Withdraw takes an application back until the window closes. Only its owner may,
// or for a paper those who register, with the reason they were told.
func (s *Service) Withdraw(ctx context.Context, ref entity.Ref, version int64, reason string) (*Application, error) {
	return s.mine(ctx, ref, version, access.Withdraw, entitled[access.Withdraw], func(ctx context.Context, c *change) error {
		clean, err := checkReason(reason)
		if err != nil {
			return err
		}
		c.entry.Reason = clean
		facts := Facts{Competition: c.competition.StateAt(c.now), ClosesAt: c.competition.ClosesAt, Reason: clean}
		return c.a.Apply(Withdraw, facts, c.now)
	})
}

// WithdrawConsent ends a consent of the leader's. With that to processing a registered
// application ends, also after the window and until the commission has decided
// (domain.md 8).
func (s *Service) WithdrawConsent(ctx context.Context, ref entity.Ref, version int64, purpose Purpose) (*Application, error) {
	return s.mine(ctx, ref, version, access.Update, []relation{owner, clerk}, func(ctx context.Context, c *change) error {
		c.entry.Before, c.entry.After = map[string]any{"consent": purpose}, map[string]any{"withdrawn": purpose}
		if err := c.a.withdrawConsent(purpose, c.now); err != nil {
			return err
		}
		if purpose != Processing || c.a.State == Draft {
			c.a.Touch(c.now)
			return nil
		}
		sealed, err := c.ProtocolSealed(ctx, c.competition.ID)
		if err != nil {
			return err
		}
		return c.a.Apply(EndProcessing, Facts{Competition: c.competition.StateAt(c.now), Sealed: sealed}, c.now)
	})
}
