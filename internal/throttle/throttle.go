// Package throttle bounds how often people who did not sign in may do something.
package throttle

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"time"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// ErrTooMany answers too many attempts.
var ErrTooMany = apperr.New(apperr.RateLimited, i18n.New(
	"Аракеттер өтө көп болду. {minutes} мүнөттөн кийин кайра аракет кылыңыз.",
	"Слишком много попыток. Попробуйте снова через {minutes} мин.",
	"Too many attempts. Try again in {minutes} minutes."))

// Counter counts what comes within a window that begins with the first attempt.
type Counter interface {
	Attempt(ctx context.Context, key string, window time.Duration) (count int, left time.Duration, err error)
}

// Bound counts an attempt at key. Those above most within the window get [ErrTooMany], which
// says when it is over.
func Bound(ctx context.Context, counter Counter, key string, window time.Duration, most int) error {
	n, left, err := counter.Attempt(ctx, key, window)
	if err != nil || n <= most {
		return err
	}
	return ErrTooMany.With(i18n.Args{"minutes": int(math.Ceil(max(left, time.Minute).Minutes()))})
}

// Throttle bounds what is asked of one subject, such as letters.
type Throttle struct {
	subject string
	counter Counter
	client  func(context.Context) string
}

// New makes the throttle of a subject; client names whose requests are counted together.
func New(subject string, counter Counter, client func(context.Context) string) Throttle {
	return Throttle{subject: subject, counter: counter, client: client}
}

// Client names where a request comes from.
func (t Throttle) Client(ctx context.Context) string { return t.client(ctx) }

// Bound is [Bound] for what who does of a kind; the counter does not learn who that is.
func (t Throttle) Bound(ctx context.Context, kind, who string, window time.Duration, most int) error {
	sum := sha256.Sum256([]byte(who))
	return Bound(ctx, t.counter, t.subject+" "+kind+":"+hex.EncodeToString(sum[:16]), window, most)
}
