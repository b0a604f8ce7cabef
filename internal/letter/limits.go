package letter

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"time"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// Limits bound what people without an account may do; zero means the default. Wrong
// secrets are counted, and a right one is never refused for the wrong ones of others: with
// 130 bits nobody guesses it, and nobody can keep another out.
type Limits struct {
	// SecretLife is how long a secret works after the letter was changed last: 90 days.
	SecretLife time.Duration
	// BeginsAnHour are the letters begun from one address: 20.
	BeginsAnHour int
	// SavesAnHour are the changes of one letter: 1 000.
	SavesAnHour int
	// UploadsAnHour are the uploads begun for one letter: 60.
	UploadsAnHour int
	// WrongAnHour are the wrong secrets from one address, 60, and WrongOfReference those for
	// one reference, 20, until the answer is RATE_LIMITED.
	WrongAnHour, WrongOfReference int
	// DraftsOfCall are the unfinished letters without an account in one call: 5 000.
	DraftsOfCall int
	// MessagesADay are those to one address: 5.
	MessagesADay int
}

func (l Limits) filled() Limits {
	return Limits{
		SecretLife: cmp.Or(l.SecretLife, 90*24*time.Hour), BeginsAnHour: cmp.Or(l.BeginsAnHour, 20), SavesAnHour: cmp.Or(l.SavesAnHour, 1000),
		UploadsAnHour: cmp.Or(l.UploadsAnHour, 60), WrongAnHour: cmp.Or(l.WrongAnHour, 60), WrongOfReference: cmp.Or(l.WrongOfReference, 20),
		DraftsOfCall: cmp.Or(l.DraftsOfCall, 5000), MessagesADay: cmp.Or(l.MessagesADay, 5),
	}
}

// ErrTooMany answers too many attempts.
var ErrTooMany = apperr.New(apperr.RateLimited, i18n.New(
	"Өтө көп аракет болду. {minutes} мүнөттөн кийин кайра аракет кылыңыз.",
	"Слишком много попыток. Попробуйте снова через {minutes} мин.",
	"Too many attempts. Try again in {minutes} minutes."))

// Throttle counts what comes within a time.
type Throttle interface {
	Attempt(ctx context.Context, key string, window time.Duration) (count int, left time.Duration, err error)
}

// bound counts an attempt of a kind and refuses one above most.
func (s *Service) bound(ctx context.Context, kind, who string, window time.Duration, most int) error {
	sum := sha256.Sum256([]byte(who))
	n, left, err := s.throttle.Attempt(ctx, "letter "+kind+":"+hex.EncodeToString(sum[:16]), window)
	if err != nil || n <= most {
		return err
	}
	return ErrTooMany.With(i18n.Args{"minutes": int(math.Ceil(max(left, time.Minute).Minutes()))})
}

// wrong counts a wrong secret. Unknown letter, wrong secret and secret that has ended are
// one answer.
func (s *Service) wrong(ctx context.Context, reference string) error {
	if err := s.bound(ctx, "wrong", s.address(ctx), time.Hour, s.limits.WrongAnHour); err != nil {
		return err
	}
	if err := s.bound(ctx, "wrong reference", reference, time.Hour, s.limits.WrongOfReference); err != nil {
		return err
	}
	return apperr.ErrNotFound
}
