package selection

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/letter"
)

// work is what a change of one letter needs, locked: its selection first, then itself.
type work struct {
	tx     Tx
	sel    *Selection
	call   Call
	letter *letter.Letter
	now    time.Time
	who    string
	// part is the row on what belongs to the letter, nil while the letter alone changes.
	part *audit.Entry
}

// changes notes what becomes of a thing that belongs to the letter, for the log.
func (w *work) changes(id uuid.UUID, before, after any) {
	w.part = &audit.Entry{ID: id, Before: before, After: after}
}

// record writes what was changed: the part of the letter, and the letter where it moved or
// nothing else changed.
func (w *work) record(ctx context.Context, permission access.Permission, reason string, before letter.Letter) error {
	rows := []audit.Entry{}
	if w.part != nil {
		rows = append(rows, *w.part)
	}
	if w.part == nil || w.letter.State != before.State {
		rows = append(rows, audit.Entry{ID: before.ID, Before: before, After: w.letter})
	}
	for _, row := range rows {
		row.Object, row.Action, row.Reason = permission.Object, permission.Action, reason
		if err := w.tx.Record(ctx, row); err != nil {
			return err
		}
	}
	return nil
}

// onLetter changes what the selection keeps of one letter.
func (s *Service) onLetter(ctx context.Context, id uuid.UUID, version int64, permission access.Permission, reason string,
	apply func(ctx context.Context, w *work) error,
) (*letter.Letter, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, permission.Object, permission.Action)
	if err != nil {
		return nil, err
	}
	var changed *letter.Letter
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		w, err := lockLetter(ctx, tx, scope, id)
		if err != nil {
			return err
		}
		if w.letter.Version != version {
			return apperr.ErrStale
		}
		before := *w.letter
		if err := apply(ctx, w); err != nil {
			return err
		}
		if w.letter.Version == version {
			w.letter.Touch(w.now)
		}
		if err := tx.UpdateLetter(ctx, w.letter); err != nil {
			return err
		}
		changed = w.letter
		return w.record(ctx, permission, reason, before)
	})
	return changed, err
}

func lockLetter(ctx context.Context, tx Tx, scope access.Scope, id uuid.UUID) (*work, error) {
	found, err := tx.Letter(ctx, id)
	if err != nil {
		return nil, err
	}
	w := &work{tx: tx, who: scope.Principal().Name}
	if w.sel, err = tx.LockOf(ctx, found.CallID); err != nil {
		return nil, err
	}
	if w.sel == nil {
		return nil, ErrNotPlanned
	}
	if w.letter, err = tx.LockLetter(ctx, id); err != nil {
		return nil, err
	}
	if w.call, err = tx.Call(ctx, found.CallID); err != nil {
		return nil, err
	}
	w.now, err = tx.Now(ctx)
	return w, err
}

// Check looks at letters of a call by its criteria: at those named or, without names, at
// all registered ones. What a person said against a rule stays. Only after the deadline:
// until then a letter may be replaced.
func (s *Service) Check(ctx context.Context, call uuid.UUID, letters []uuid.UUID) ([]*letter.Letter, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.LetterEligibility, access.Check)
	if err != nil {
		return nil, err
	}
	var checked []*letter.Letter
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		sel, err := tx.LockOf(ctx, call)
		if err != nil {
			return err
		}
		if sel == nil {
			return ErrNotPlanned
		}
		checked, err = checkAll(ctx, tx, sel, letters)
		return err
	})
	return checked, err
}

func checkAll(ctx context.Context, tx Tx, sel *Selection, named []uuid.UUID) ([]*letter.Letter, error) {
	now, err := tx.Now(ctx)
	if err != nil {
		return nil, err
	}
	call, err := tx.Call(ctx, sel.CallID)
	if err != nil {
		return nil, err
	}
	if err := sel.in(Preparation); err != nil {
		return nil, err
	}
	if !call.over(now) {
		return nil, ErrCallOpen
	}
	ids, err := toCheck(ctx, tx, sel.CallID, named)
	if err != nil {
		return nil, err
	}
	contents, err := tx.Contents(ctx, ids)
	if err != nil {
		return nil, err
	}
	before, err := tx.Checks(ctx, ids)
	if err != nil {
		return nil, err
	}
	var checked []*letter.Letter
	for _, id := range ids {
		l, err := checkOne(ctx, tx, call, id, contents[id], before[id], now)
		if err != nil {
			return nil, err
		}
		checked = append(checked, l)
	}
	return checked, nil
}

// toCheck finds the letters that are named, or all that are registered, in the order in
// which everyone locks them.
func toCheck(ctx context.Context, tx Tx, call uuid.UUID, named []uuid.UUID) ([]uuid.UUID, error) {
	all, err := tx.Letters(ctx, call)
	if err != nil {
		return nil, err
	}
	var ids []uuid.UUID
	for _, l := range all {
		if len(named) == 0 && l.State == letter.Registered || slices.Contains(named, l.ID) {
			ids = append(ids, l.ID)
		}
	}
	if len(ids) < len(named) || len(ids) == 0 {
		return nil, apperr.ErrNotFound.At("letterIds")
	}
	slices.SortFunc(ids, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
	return ids, nil
}

func checkOne(ctx context.Context, tx Tx, call Call, id uuid.UUID, content letter.Content, before []*Check, now time.Time) (*letter.Letter, error) {
	l, err := tx.LockLetter(ctx, id)
	if err != nil {
		return nil, err
	}
	old := *l
	if err := l.Apply(letter.Check, letter.Facts{}, now); err != nil {
		return nil, err
	}
	var after []*Check
	for i, r := range Requirements(call.Requirements) {
		found := Look(r, content, l.Late)
		if n := slices.IndexFunc(before, func(c *Check) bool { return c.Requirement.Code == r.Code }); n >= 0 {
			c := before[n]
			c.Requirement, c.Position = r, i
			c.again(found, now)
			if err := tx.UpdateCheck(ctx, c); err != nil {
				return nil, err
			}
			after = append(after, c)
			continue
		}
		c := &Check{Base: entity.NewBase(uuid.Nil, now), LetterID: id, Position: i, Requirement: r, Found: found}
		if err := tx.InsertCheck(ctx, c); err != nil {
			return nil, err
		}
		after = append(after, c)
	}
	if err := tx.UpdateLetter(ctx, l); err != nil {
		return nil, err
	}
	return l, tx.Record(ctx, audit.Entry{Object: access.LetterEligibility, Action: access.Check, ID: id, Before: old, After: after})
}

// Overrule sets a result against what a rule found, with a reason.
func (s *Service) Overrule(ctx context.Context, id uuid.UUID, version int64, code string, result Result, reason string) (*letter.Letter, error) {
	permission, reason := access.Permission{Object: access.LetterEligibility, Action: access.Correct}, strings.TrimSpace(reason)
	return s.onLetter(ctx, id, version, permission, reason, func(ctx context.Context, w *work) error {
		if err := w.sel.in(Preparation); err != nil {
			return err
		}
		if w.letter.State != letter.EligibilityCheck {
			return ErrLetterState
		}
		checks, err := w.tx.Checks(ctx, []uuid.UUID{id})
		if err != nil {
			return err
		}
		n := slices.IndexFunc(checks[id], func(c *Check) bool { return c.Requirement.Code == code })
		if n < 0 {
			return apperr.ErrNotFound.At("criterion")
		}
		c := checks[id][n]
		before := *c
		if err := c.overrule(result, reason, w.who, w.now); err != nil {
			return err
		}
		w.changes(id, before, c)
		return w.tx.UpdateCheck(ctx, c)
	})
}

// Conclude ends the check of a letter: it is eligible when no criterion fails.
func (s *Service) Conclude(ctx context.Context, id uuid.UUID, version int64) (*letter.Letter, error) {
	permission := access.Permission{Object: access.LetterEligibility, Action: access.Confirm}
	return s.onLetter(ctx, id, version, permission, "", func(ctx context.Context, w *work) error {
		if err := w.sel.in(Preparation); err != nil {
			return err
		}
		checks, err := w.tx.Checks(ctx, []uuid.UUID{id})
		if err != nil {
			return err
		}
		open, err := w.tx.Clarifications(ctx, []uuid.UUID{id})
		if err != nil {
			return err
		}
		return conclude(w.letter, checks[id], open[id], w.now)
	})
}

// conclude is the pure rule of [Service.Conclude].
func conclude(l *letter.Letter, checks []*Check, asked []*Clarification, now time.Time) error {
	switch {
	case len(checks) == 0:
		return ErrNoChecks
	case slices.ContainsFunc(asked, (*Clarification).Open):
		return ErrClarifying
	}
	for _, c := range checks {
		if c.Found.ByHand && c.Overruled == nil {
			return ErrByHand.With(i18n.Args{"criterion": c.Requirement.Text})
		}
	}
	event := letter.Fail
	if Verdict(checks) {
		event = letter.Pass
	}
	return l.Apply(event, letter.Facts{}, now)
}
