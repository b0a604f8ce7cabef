package application

import (
	"context"

	"github.com/demilge/demilge/internal/notice"
)

// tell tells whoever stands behind the application; its number and title are among the facts.
func (c *change) tell(ctx context.Context, kind notice.Kind, facts notice.Facts) error {
	facts["number"], facts["title"] = notice.Code(RegisterNumber(c.a.RegisterNo, c.a.RegisterYear)), notice.Words(c.a.Title)
	return c.Notify(ctx, notice.Message{Kind: kind, About: c.a.Ref(), To: notice.Applicant(c.a.ID), Facts: facts})
}

// tellDecision tells what was decided on admission; that a decision is taken back is told with
// the next one.
func (c *change) tellDecision(ctx context.Context, event Event, reason string) error {
	switch event {
	case Admit:
		return c.tell(ctx, notice.ApplicationAdmitted, notice.Facts{})
	case Reject:
		return c.tell(ctx, notice.ApplicationRejected, notice.Facts{"reason": notice.Plain(reason)})
	}
	return nil
}
