package letter

import (
	"cmp"
	"context"
	"time"

	"github.com/demilge/demilge/internal/apperr"
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

// wrong counts a wrong secret. Unknown letter, wrong secret and secret that has ended are
// one answer.
func (s *Service) wrong(ctx context.Context, reference string) error {
	if err := s.throttle.Bound(ctx, "wrong", s.throttle.Client(ctx), time.Hour, s.limits.WrongAnHour); err != nil {
		return err
	}
	if err := s.throttle.Bound(ctx, "wrong reference", reference, time.Hour, s.limits.WrongOfReference); err != nil {
		return err
	}
	return apperr.ErrNotFound
}
