package application

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/text"
)

var (
	errChecklistKey = apperr.New(apperr.Validation, i18n.New(
		"Жобонун текшерүү тизмесинде мындай пункт жок.",
		"В перечне проверки положения такого пункта нет.",
		"The regulation's checklist has no such point."))
	errCheckedTwice = apperr.New(apperr.Validation, i18n.New(
		"Бир пунктка эки жооп берилген.",
		"На один пункт дано два ответа.",
		"One point has two results."))
)

// Return gives an application back to its owner for named fields, once, with the
// regulation's working days to mend it. Secretary and chair may.
func (s *Service) Return(ctx context.Context, ref entity.Ref, version int64, fields []Field, note string) (*Application, error) {
	return s.official(ctx, ref, version, access.Return, func(ctx context.Context, c *change) error {
		clean, err := checkReason(note)
		if err != nil {
			return at(err, "note")
		}
		if clean == "" {
			return apperr.ErrRequired.At("note")
		}
		settings, err := c.settings(ctx)
		if err != nil {
			return err
		}
		correction := &Correction{
			Fields: slices.Compact(slices.Sorted(slices.Values(fields))), Note: clean, ReturnedAt: c.now,
			DueOn: settings.Days.After(clock.DateOf(c.now), settings.Rules.CorrectionWorkingDays),
		}
		c.entry.Reason = clean
		if err := c.a.Apply(Return, Facts{Competition: settings.Competition.StateAt(c.now), Correction: correction}, c.now); err != nil {
			return err
		}
		return c.tell(ctx, notice.ApplicationReturned, notice.Facts{"note": notice.Plain(clean), "due": notice.Day(correction.DueOn)})
	})
}

// Check records results of points of the checklist; points that are not named keep
// theirs. Secretary and chair may.
func (s *Service) Check(ctx context.Context, ref entity.Ref, version int64, results []ItemResult) (*Application, error) {
	return s.official(ctx, ref, version, access.Check, func(ctx context.Context, c *change) error {
		settings, err := c.settings(ctx)
		if err != nil {
			return err
		}
		if err := undecidedState(c.a, settings, c.now); err != nil {
			return err
		}
		if err := checkResults(results, settings); err != nil {
			return err
		}
		check, err := c.admissibility(ctx)
		if err != nil {
			return err
		}
		c.entry.Before = check.Results
		check.Results = merge(check.Results, results)
		c.entry.After = check.Results
		c.a.Touch(c.now)
		return c.SaveAdmissibility(ctx, check)
	})
}

// undecidedState lets the checklist be filled in while the decision can still be taken.
func undecidedState(a *Application, settings *Settings, now time.Time) error {
	if err := a.in(access.Check); err != nil {
		return err
	}
	if err := undecidedCompetition(a, Facts{Competition: settings.Competition.StateAt(now)}, now); err != nil {
		return err
	}
	return nil
}

// admissibility reads the check of the application, or begins it.
func (c *change) admissibility(ctx context.Context) (*Admissibility, error) {
	check, err := c.Admissibility(ctx, c.a.ID)
	if err != nil {
		return nil, err
	}
	if check != nil {
		check.Touch(c.now)
		return check, nil
	}
	return &Admissibility{Base: entity.NewBase(c.a.TenantID, c.now), ApplicationID: c.a.ID, Results: []ItemResult{}}, nil
}

func checkResults(results []ItemResult, settings *Settings) error {
	var errs apperr.List
	seen := map[string]bool{}
	for i, r := range results {
		path := func(field string) []string { return []string{"results", strconv.Itoa(i), field} }
		known := false
		for _, item := range settings.Rules.Checklist {
			known = known || item.Key == r.Key
		}
		switch {
		case !known:
			errs.Add(errChecklistKey.At(path("key")...))
		case seen[r.Key]:
			errs.Add(errCheckedTwice.At(path("key")...))
		}
		seen[r.Key] = true
		errs.Add(text.Block(r.Note, MaxText, path("note")...))
	}
	return errs.Err()
}

// merge puts new results over old ones.
func merge(old, results []ItemResult) []ItemResult {
	merged := slices.Clone(old)
	for _, r := range results {
		if i := slices.IndexFunc(merged, func(m ItemResult) bool { return m.Key == r.Key }); i >= 0 {
			merged[i] = r
		} else {
			merged = append(merged, r)
		}
	}
	return merged
}

// Admit lets an application into the competition: every point of the checklist has a
// result and none failed, it was not late, and it asks no more than one may.
func (s *Service) Admit(ctx context.Context, ref entity.Ref, version int64) (*Application, error) {
	return s.decide(ctx, ref, version, Admit, "")
}

// Reject keeps an application out, with the reason that the applicant reads.
func (s *Service) Reject(ctx context.Context, ref entity.Ref, version int64, reason string) (*Application, error) {
	return s.decide(ctx, ref, version, Reject, reason)
}

// Reconsider takes a decision on admission back, with a reason, until the evaluation starts.
func (s *Service) Reconsider(ctx context.Context, ref entity.Ref, version int64, reason string) (*Application, error) {
	return s.decide(ctx, ref, version, Reconsider, reason)
}

func (s *Service) decide(ctx context.Context, ref entity.Ref, version int64, event Event, reason string) (*Application, error) {
	return s.official(ctx, ref, version, access.Approve, func(ctx context.Context, c *change) error {
		clean, err := checkReason(reason)
		if err != nil {
			return err
		}
		settings, err := c.settings(ctx)
		if err != nil {
			return err
		}
		content, err := c.content(ctx)
		if err != nil {
			return err
		}
		check, err := c.admissibility(ctx)
		if err != nil {
			return err
		}
		facts := Facts{
			Competition: settings.Competition.StateAt(c.now), ClosesAt: settings.Competition.ClosesAt, Reason: clean,
			OverMaximum: content.OverMaximum(settings), Problems: content.Lacks(settings),
		}
		facts.Unchecked, facts.Failed = check.tally(settings.Rules.Checklist)
		if err := c.a.Apply(event, facts, c.now); err != nil {
			return err
		}
		check.decide(c.a.State, c.scope.Principal().Name, c.now)
		c.entry.Reason = clean
		if err := c.tellDecision(ctx, event, clean); err != nil {
			return err
		}
		return c.SaveAdmissibility(ctx, check)
	})
}

// decide notes who decided what and when; a decision taken back leaves none.
func (c *Admissibility) decide(state State, name string, now time.Time) {
	c.Decision, c.DecidedAt, c.DeciderName = state, &now, name
	if state == Submitted {
		c.Decision, c.DecidedAt, c.DeciderName = "", nil, ""
	}
}

func checkReason(reason string) (string, error) {
	reason = strings.TrimSpace(reason)
	if err := text.Block(reason, MaxText, "reason"); err != nil {
		return "", err
	}
	return reason, nil
}
