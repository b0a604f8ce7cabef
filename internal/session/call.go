package session

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/notice"
)

// call tells the serving members who have an account when and where they meet, but for the
// one who calls.
func call(ctx context.Context, tx Tx, contest *evaluation.Contest, s *Session, caller uuid.UUID) error {
	var messages []notice.Message
	for _, m := range contest.Commission.Serving() {
		if m.UserID == nil || *m.UserID == caller {
			continue
		}
		messages = append(messages, notice.Message{
			Kind: notice.SessionCalled, About: s.Ref(), To: notice.Account(*m.UserID),
			Facts: notice.Facts{
				"competition": notice.Code(contest.Competition.Number), "at": notice.At(s.PlannedAt), "venue": notice.Plain(s.Place),
			},
		})
	}
	return tx.Notify(ctx, messages...)
}
