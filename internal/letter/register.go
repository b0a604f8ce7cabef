package letter

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/text"
)

// MaxNumber is the longest number of the journal, in characters.
const MaxNumber = 60

// Arrival is a letter that came outside the service.
type Arrival struct {
	CallID         uuid.UUID
	MunicipalityID uuid.UUID
	Channel        Channel
	// ReceivedAt is the time on the envelope, which decides as the clock does.
	ReceivedAt     time.Time
	IncomingNumber string
	Content        Edit
}

// Enter registers a letter that came by post, by hand or by e-mail, with the time on its
// envelope and its scan. It is taken as it came: what it lacks is shown by its readiness, and
// found in the check of eligibility. After the deadline it is kept as LATE. Programme manager.
func (s *Service) Enter(ctx context.Context, a Arrival) (*Letter, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.LetterOfInterest, access.Register)
	if err != nil {
		return nil, err
	}
	content := Content{Language: i18n.Ky}
	if a.Content != nil {
		a.Content(&content)
	}
	content = content.filled()
	if err := a.check(content); err != nil {
		return nil, err
	}
	l := &Letter{
		CallID: a.CallID, MunicipalityID: a.MunicipalityID, Reference: newReference(), State: Draft, Channel: a.Channel,
		Language: content.Language,
	}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error { return l.arrive(ctx, tx, a, content) })
	if err != nil {
		return nil, err
	}
	return l, nil
}

func (a Arrival) check(content Content) error {
	var errs apperr.List
	if a.Channel == Online {
		errs.Add(ErrChannel.At("channel"))
	}
	errs.Add(text.Line(a.IncomingNumber, MaxNumber, "incomingNumber"))
	if !content.has(SignedLetter) {
		errs.Add(errScan.At("content", "papers"))
	}
	for _, e := range apperr.All(content.check()) {
		errs.Add(e.At(append([]string{"content"}, e.Path...)...))
	}
	return errs.Err()
}

func (l *Letter) arrive(ctx context.Context, tx Tx, a Arrival, content Content) error {
	terms, err := tx.LockCall(ctx, a.CallID)
	if err != nil {
		return apperr.At(err, "callId")
	}
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	if a.ReceivedAt.After(now) {
		return ErrReceivedLater.At("receivedAt")
	}
	if err := fits(ctx, tx, a.MunicipalityID, terms); err != nil {
		return err
	}
	place, err := tx.Place(ctx, a.MunicipalityID)
	if err != nil {
		return err
	}
	l.Base, l.ExpiresAt, l.IncomingNumber = entity.NewBase(uuid.Nil, now), now, strings.TrimSpace(a.IncomingNumber)
	if err := tx.Insert(ctx, l, content); err != nil {
		return err
	}
	if err := movePapers(ctx, tx, l, nil, content.Papers); err != nil {
		return err
	}
	if err := l.enter(ctx, tx, Facts{Terms: terms, SentAt: a.ReceivedAt}, place, content, now); err != nil {
		return err
	}
	if l.State == Submitted {
		l.State, l.RegisteredAt = Registered, &now
	}
	if err := tx.Update(ctx, l); err != nil {
		return err
	}
	return tx.Record(ctx, audit.Entry{Object: access.LetterOfInterest, Action: access.Register, ID: l.ID, After: l, OnBehalfOf: place.Name.In(i18n.Ky)})
}

// Register takes a letter into the programme's journal; a late one with a reason. Programme
// manager.
func (s *Service) Register(ctx context.Context, ref entity.Ref, version int64, incomingNumber, reason string) (*Letter, error) {
	return s.decide(ctx, ref, version, access.Register, reason, func(ctx context.Context, tx Tx, l *Letter, facts Facts, now time.Time) error {
		if err := text.Line(incomingNumber, MaxNumber, "incomingNumber"); err != nil {
			return err
		}
		event := Register
		if l.State == Late {
			event = AdmitLate
			other, err := tx.LockActive(ctx, l.CallID, l.MunicipalityID)
			if err != nil {
				return err
			}
			if other != nil {
				return ErrAnotherActive
			}
		}
		if number := strings.TrimSpace(incomingNumber); number != "" {
			l.IncomingNumber = number
		}
		return l.Apply(event, facts, now)
	})
}

// Restore makes a replaced letter the active one again, when the later one was not the
// municipality's; that one is replaced in turn. Programme manager, with a reason.
func (s *Service) Restore(ctx context.Context, ref entity.Ref, version int64, reason string) (*Letter, error) {
	return s.decide(ctx, ref, version, access.Reopen, reason, func(ctx context.Context, tx Tx, l *Letter, facts Facts, now time.Time) error {
		if err := l.permits(Restore, facts); err != nil {
			return err
		}
		other, err := tx.LockActive(ctx, l.CallID, l.MunicipalityID)
		if err != nil {
			return err
		}
		if other != nil {
			if err := other.replaceBy(ctx, tx, l, now); err != nil {
				return err
			}
		}
		if err := l.Apply(Restore, facts, now); err != nil {
			return err
		}
		return l.tell(ctx, tx, notice.LetterRestored, notice.Facts{"number": notice.Count(*l.Number), "reason": notice.Plain(l.Reason)})
	})
}

// WithdrawFor takes a letter back on the word of its municipality, at any time before the
// choice, with the reason that was told. Programme manager.
func (s *Service) WithdrawFor(ctx context.Context, ref entity.Ref, version int64, reason string) (*Letter, error) {
	return s.decide(ctx, ref, version, access.Register, reason, func(_ context.Context, _ Tx, l *Letter, facts Facts, now time.Time) error {
		return l.Apply(Withdraw, facts, now)
	})
}

// decide is what the programme does to a letter that was sent.
func (s *Service) decide(ctx context.Context, ref entity.Ref, version int64, action access.Action, reason string,
	apply func(context.Context, Tx, *Letter, Facts, time.Time) error,
) (*Letter, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.LetterOfInterest, action)
	if err != nil {
		return nil, err
	}
	reason = strings.TrimSpace(reason)
	if err := text.Block(reason, MaxReason, "reason"); err != nil {
		return nil, err
	}
	l, err := s.store.Get(ctx, scope, ref.ID)
	if err != nil {
		return nil, err
	}
	if l.State == Draft {
		return nil, apperr.ErrNotFound
	}
	return s.move(ctx, scope, l, version, action, func(ctx context.Context, tx Tx, l *Letter, terms Terms, now time.Time) error {
		return apply(ctx, tx, l, Facts{Terms: terms, SentAt: now, ByProgramme: true, Reason: reason}, now)
	})
}
