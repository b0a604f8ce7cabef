package letter

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/text"
)

// Send hands a letter in. The clock of the database decides under the lock of the call's
// row: in time it is SUBMITTED and replaces what its municipality sent before; later it is
// kept as LATE with its time. The content is sealed; the receipt is number, time and SHA-256.
// What is missing is answered with all paths at once. Sent twice, it is sent once.
func (s *Service) Send(ctx context.Context, h Handle, version int64) (*Held, error) {
	scope, l, err := s.open(ctx, h, access.Submit)
	if err != nil {
		return nil, err
	}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		terms, err := tx.LockCall(ctx, l.CallID)
		if err != nil {
			return err
		}
		if l, err = tx.Lock(ctx, l.ID); err != nil {
			return err
		}
		if l.SubmittedAt != nil && l.State != Withdrawn && version < l.Version { // the answer to the first attempt was lost
			return errSame
		}
		if l.Version != version {
			return apperr.ErrStale
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		return s.send(ctx, tx, l, terms, now)
	})
	if err != nil && !errors.Is(err, errSame) {
		return nil, err
	}
	return s.held(ctx, scope, l)
}

func (s *Service) send(ctx context.Context, tx Tx, l *Letter, terms Terms, now time.Time) error {
	content, err := tx.Content(ctx, l.ID)
	if err != nil {
		return err
	}
	place, err := tx.Place(ctx, l.MunicipalityID)
	if err != nil {
		return err
	}
	facts := Facts{Terms: terms, SentAt: now, Problems: content.Ready(terms, place, now).Errors}
	before := *l
	if err := l.enter(ctx, tx, facts, place, content, now); err != nil {
		return err
	}
	l.ExpiresAt = now.Add(s.limits.SecretLife)
	if err := tx.Update(ctx, l); err != nil {
		return err
	}
	if err := receipt(ctx, tx, l, place); err != nil {
		return err
	}
	return tx.Record(ctx, audit.Entry{
		Object: access.LetterOfInterest, Action: access.Submit, ID: l.ID, Before: before, After: l, OnBehalfOf: place.Name.In(i18n.Ky),
	})
}

// enter moves a draft to where the time of its sending puts it, gives it its number and
// seals it. A letter in time takes the place of the one before.
func (l *Letter) enter(ctx context.Context, tx Tx, facts Facts, place Place, content Content, now time.Time) (err error) {
	event := Submit
	if facts.Terms.late(facts.SentAt) {
		event = SubmitLate
	}
	if err := l.Apply(event, facts, now); err != nil {
		return err
	}
	number, err := tx.NextNumber(ctx, l.CallID)
	if err != nil {
		return err
	}
	l.Number = &number
	sealed, err := canonical(l, place, content)
	if err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(sealed))
	l.SHA256 = sum[:]
	if event == Submit {
		if err := l.supersede(ctx, tx, now); err != nil {
			return err
		}
	}
	return tx.Seal(ctx, l, sealed)
}

// supersede settles which of two letters of a municipality is the active one: that which was
// sent later. What staff sent with an account only staff and the programme replace.
func (l *Letter) supersede(ctx context.Context, tx Tx, now time.Time) error {
	other, err := tx.LockActive(ctx, l.CallID, l.MunicipalityID)
	if err != nil || other == nil {
		return err
	}
	if other.ByAccount() && !l.ByAccount() && l.Channel == Online {
		return ErrOwnedByAccount
	}
	if other.SubmittedAt.After(*l.SubmittedAt) { // a paper that was posted before
		l.State, l.ReplacedByID = Replaced, &other.ID
		return nil
	}
	return other.replaceBy(ctx, tx, l, now)
}

// replaceBy makes a letter the one that another took the place of.
func (l *Letter) replaceBy(ctx context.Context, tx Tx, by *Letter, now time.Time) error {
	before := *l
	if err := l.Apply(Replace, Facts{}, now); err != nil {
		return ErrAnotherActive
	}
	l.ReplacedByID = &by.ID
	if err := tx.Update(ctx, l); err != nil {
		return err
	}
	if err := tx.Record(ctx, audit.Entry{Object: access.LetterOfInterest, Action: access.Replace, ID: l.ID, Before: before, After: l}); err != nil {
		return err
	}
	return l.tell(ctx, tx, notice.LetterReplaced, notice.Facts{"number": notice.Count(*l.Number)})
}

// canonical is what is sealed of a letter: who wrote in which call, and every field of the
// form. Equal letters have equal bytes.
func canonical(l *Letter, place Place, content Content) (string, error) {
	sealed, err := json.Marshal(struct {
		Call         string         `json:"call"`
		Code         string         `json:"code"`
		Municipality i18n.Localized `json:"municipality"`
		Raion        i18n.Localized `json:"raion"`
		Oblast       i18n.Localized `json:"oblast"`
		Channel      Channel        `json:"channel"`
		Content      Content        `json:"content"`
	}{l.CallID.String(), place.Code, place.Name, place.Raion, place.Oblast, l.Channel, content.filled()})
	if err != nil {
		return "", fmt.Errorf("letter: canonical: %w", err)
	}
	return string(sealed), nil
}

// MaxReason is the longest reason, in characters.
const MaxReason = 2_000

// Withdraw takes a letter back until the deadline; an unfinished one is removed for good,
// and answered as nil.
func (s *Service) Withdraw(ctx context.Context, h Handle, version int64, reason string) (*Held, error) {
	reason = strings.TrimSpace(reason)
	if err := text.Block(reason, MaxReason, "reason"); err != nil {
		return nil, err
	}
	scope, l, err := s.open(ctx, h, access.Withdraw)
	if err != nil {
		return nil, err
	}
	if l.State == Draft {
		return nil, s.discard(ctx, scope, l.ID, version)
	}
	if l, err = s.withdraw(ctx, scope, l, version, Facts{Reason: reason}); err != nil {
		return nil, err
	}
	return s.held(ctx, scope, l)
}

func (s *Service) withdraw(ctx context.Context, scope access.Scope, l *Letter, version int64, facts Facts) (*Letter, error) {
	return s.move(ctx, scope, l, version, access.Withdraw, func(_ context.Context, _ Tx, l *Letter, terms Terms, now time.Time) error {
		facts.Terms, facts.SentAt = terms, now
		return l.Apply(Withdraw, facts, now)
	})
}

// move locks the call and a letter, applies a rule to the letter and records the change.
func (s *Service) move(ctx context.Context, scope access.Scope, l *Letter, version int64, action access.Action,
	apply func(context.Context, Tx, *Letter, Terms, time.Time) error,
) (*Letter, error) {
	err := s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		terms, err := tx.LockCall(ctx, l.CallID)
		if err != nil {
			return err
		}
		if l, err = tx.Lock(ctx, l.ID); err != nil {
			return err
		}
		if l.Version != version {
			return apperr.ErrStale
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		before := *l
		if err := apply(ctx, tx, l, terms, now); err != nil {
			return err
		}
		if err := tx.Update(ctx, l); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.LetterOfInterest, Action: action, ID: l.ID, Before: before, After: l, Reason: l.Reason})
	})
	return l, err
}
