package appeal

import (
	"context"
	"time"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/notice"
)

// tell tells who filed an appeal with an account that it is answered; the others look it up by
// the code of their receipt, or get the answer on paper.
func (a *Appeal) tell(ctx context.Context, tx Tx, now time.Time) error {
	if a.State != Answered || a.FilerID == nil {
		return nil
	}
	return tx.Notify(ctx, notice.Message{
		Kind: notice.AppealAnswered, About: a.Ref(), To: notice.Account(*a.FilerID),
		Facts: notice.Facts{"number": notice.Code(a.Number()), "day": notice.Day(clock.DateOf(now))},
	})
}
