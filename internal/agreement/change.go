package agreement

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/text"
)

// Create begins the agreement with the winner of an award, filled in from the application,
// the template and the regulation. Executive body. RESULT_NOT_PUBLISHED before the result
// is public, AGREEMENT_EXISTS for the second.
func (s *Service) Create(ctx context.Context, awardRef entity.Ref, choice Choice) (*Agreement, error) {
	scope, err := s.auth.Authorize(ctx, awardRef.Tenant, access.Agreement, access.Create)
	if err != nil {
		return nil, err
	}
	var a *Agreement
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		ground, err := tx.LockGround(ctx, awardRef.ID)
		if err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		if err := ground.published(); err != nil {
			return err
		}
		if refusal := ground.takesMode(choice.Mode); refusal != nil {
			return refusal
		}
		earlier, err := copied(ctx, tx, choice)
		if err != nil {
			return err
		}
		a, err = insert(ctx, tx, ground, choice, earlier, now)
		if err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Agreement, Action: access.Create, ID: a.ID, After: a})
	})
	if err != nil {
		return nil, err
	}
	return a, nil
}

// insert writes the draft with its estimate and terms of reference.
func insert(ctx context.Context, tx Tx, g *Ground, choice Choice, earlier *TermsOfReference, now time.Time) (*Agreement, error) {
	a, reference, lines := g.begin(choice, earlier, now)
	if err := tx.InsertAgreement(ctx, a); err != nil {
		return nil, err
	}
	if err := tx.InsertReference(ctx, reference); err != nil {
		return nil, err
	}
	return a, tx.ReplaceLines(ctx, a.ID, lines)
}

func copied(ctx context.Context, tx Tx, choice Choice) (*TermsOfReference, error) {
	if choice.CopyFrom == nil {
		return nil, nil
	}
	earlier, err := tx.LastReference(ctx, *choice.CopyFrom)
	return earlier, apperr.At(err, "copyFromId")
}

// Update writes in a draft. Executive body.
func (s *Service) Update(ctx context.Context, ref entity.Ref, version int64, edit Edit) (*Agreement, error) {
	return s.change(ctx, ref, version, access.Update, "", func(ctx context.Context, tx Tx, a *Agreement, now time.Time) error {
		if err := a.takes(access.Update); err != nil {
			return err
		}
		ground, err := tx.LockGround(ctx, a.AwardID)
		if err != nil {
			return err
		}
		reference, err := tx.LastReference(ctx, a.ID)
		if err != nil {
			return err
		}
		edit.apply(a, reference)
		if err := a.check(ground, reference).Err(); err != nil {
			return err
		}
		a.ProgrammeGrant = ground.Award.ProgrammeGrant
		a.Touch(now)
		if edit.Reference != nil {
			reference.Touch(now)
			if err := tx.UpdateReference(ctx, reference); err != nil {
				return err
			}
		}
		return a.rewrite(ctx, tx, edit.Lines, now)
	})
}

// rewrite replaces the estimate; nil leaves it as it is.
func (a *Agreement) rewrite(ctx context.Context, tx Tx, lines []budget.Line, now time.Time) error {
	if lines == nil {
		return nil
	}
	if err := budget.Compute(lines, entity.NewID); err != nil {
		return renamed(err)
	}
	return tx.ReplaceLines(ctx, a.ID, linesOf(a, lines, now))
}

// renamed says lines where an application says budgetLines.
func renamed(err error) error {
	var list apperr.List
	for _, e := range apperr.All(err) {
		list.Add(e.At(append([]string{"lines"}, e.Path[1:]...)...))
	}
	return list.Err()
}

// Delete throws a draft away. Executive body.
func (s *Service) Delete(ctx context.Context, ref entity.Ref, version int64) error {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Agreement, access.Delete)
	if err != nil {
		return err
	}
	return s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		a, err := tx.LockAgreement(ctx, ref.ID)
		if err != nil {
			return err
		}
		if a.Version != version {
			return apperr.ErrStale
		}
		if err := a.takes(access.Delete); err != nil {
			return err
		}
		if err := tx.DeleteAgreement(ctx, a.ID); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Agreement, Action: access.Delete, ID: a.ID, Before: a})
	})
}

// Submit puts a draft out for signature: it gets a number, and from now on neither it nor
// its estimate and terms of reference change. Executive body. All that is missing is
// answered at once.
func (s *Service) Submit(ctx context.Context, ref entity.Ref, version int64) (*Agreement, error) {
	return s.change(ctx, ref, version, access.Submit, "", func(ctx context.Context, tx Tx, a *Agreement, now time.Time) error {
		if err := a.takes(access.Submit); err != nil {
			return err
		}
		ground, err := tx.LockGround(ctx, a.AwardID)
		if err != nil {
			return err
		}
		if err := ground.published(); err != nil {
			return err
		}
		a.ProgrammeGrant = ground.Award.ProgrammeGrant
		reference, err := tx.LastReference(ctx, a.ID)
		if err != nil {
			return err
		}
		lines, err := tx.Lines(ctx, a.ID)
		if err != nil {
			return err
		}
		if err := a.Apply(Submit, Facts{Obstacles: a.obstacles(ground, reference, lines)}, now); err != nil {
			return err
		}
		if a.Number == "" {
			n, err := tx.NextAgreementNumber(ctx, now.Year())
			if err != nil {
				return err
			}
			a.Number = fmt.Sprintf("%d/%d", n, now.Year())
		}
		reference.SealedAt = &now
		reference.Touch(now)
		if err := tx.UpdateReference(ctx, reference); err != nil {
			return err
		}
		return tx.Notify(ctx, a.Tells(notice.AgreementToSign, notice.Facts{"title": notice.Words(a.Title)}))
	})
}

// Return takes a paper that nobody signed back to the draft, with the reason. Executive body.
func (s *Service) Return(ctx context.Context, ref entity.Ref, version int64, reason string) (*Agreement, error) {
	return s.step(ctx, ref, version, access.Return, reason, func(ctx context.Context, tx Tx, a *Agreement, now time.Time) error {
		reference, err := tx.LastReference(ctx, a.ID)
		if err != nil {
			return err
		}
		reference.SealedAt = nil
		reference.Touch(now)
		return tx.UpdateReference(ctx, reference)
	})
}

// Sign records the paper that both sides signed: its day, the hands as printed and the
// scan. The head's office.
func (s *Service) Sign(ctx context.Context, ref entity.Ref, version int64, signing Signing) (*Agreement, error) {
	signing = signing.trimmed()
	return s.change(ctx, ref, version, access.Sign, "", func(ctx context.Context, tx Tx, a *Agreement, now time.Time) error {
		if err := a.takes(access.Sign); err != nil {
			return err
		}
		if err := signing.check(now); err != nil {
			return err
		}
		ground, err := tx.LockGround(ctx, a.AwardID)
		if err != nil {
			return err
		}
		if err := ground.published(); err != nil {
			return err
		}
		if err := ground.settled(); err != nil {
			return err
		}
		if err := a.attach(ctx, tx, signing); err != nil {
			return err
		}
		a.Date, a.Signatories = &signing.Date, signing.Signatories
		return a.Apply(Sign, Facts{}, now)
	})
}

// attach takes the scan of the signed paper, or notes why there is none.
func (a *Agreement) attach(ctx context.Context, tx Tx, signing Signing) error {
	if a.ScanNote = signing.WithoutScan; a.ScanNote != "" {
		return nil
	}
	a.ScanFileID = &signing.ScanFileID
	_, err := tx.AttachFile(ctx, signing.ScanFileID, file.Owner{Object: access.Agreement, ID: a.ID}, file.SignedPaper)
	return apperr.At(err, "scanFileId")
}

// Step moves an agreement by an action that needs nothing but, for some, a reason:
// ACTIVATE, SUSPEND, RESUME, TERMINATE, CANCEL (force majeure). The head. From the day on
// which the work begins the final report is owed (M22).
func (s *Service) Step(ctx context.Context, ref entity.Ref, version int64, action access.Action, reason string) (*Agreement, error) {
	return s.step(ctx, ref, version, action, reason, func(ctx context.Context, tx Tx, a *Agreement, _ time.Time) error {
		if action != access.Activate || !a.owesReport() {
			return nil
		}
		return tx.OweReport(ctx, a)
	})
}

func (s *Service) step(ctx context.Context, ref entity.Ref, version int64, action access.Action, reason string,
	more func(context.Context, Tx, *Agreement, time.Time) error,
) (*Agreement, error) {
	reason = strings.TrimSpace(reason)
	if err := text.Block(reason, MaxText, "reason"); err != nil {
		return nil, err
	}
	return s.change(ctx, ref, version, action, reason, func(ctx context.Context, tx Tx, a *Agreement, now time.Time) error {
		if err := a.Apply(events[action], Facts{Reason: reason}, now); err != nil {
			return err
		}
		return more(ctx, tx, a, now)
	})
}

// change locks an agreement, compares the version, applies fn, writes and records.
func (s *Service) change(ctx context.Context, ref entity.Ref, version int64, action access.Action, reason string,
	fn func(context.Context, Tx, *Agreement, time.Time) error,
) (*Agreement, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Agreement, action)
	if err != nil {
		return nil, err
	}
	var a *Agreement
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if a, err = tx.LockAgreement(ctx, ref.ID); err != nil {
			return err
		}
		if a.Version != version {
			return apperr.ErrStale
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		before := *a
		if err := fn(ctx, tx, a, now); err != nil {
			return err
		}
		if err := tx.UpdateAgreement(ctx, a); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Agreement, Action: action, ID: a.ID, Before: before, After: a, Reason: reason})
	})
	if err != nil {
		return nil, err
	}
	return a, nil
}
