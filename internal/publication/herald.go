package publication

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/user"
	"github.com/demilge/demilge/tenants"
)

// TellResult is the job that tells one applicant the published result. The program before
// this one wrote it; now a message does.
type TellResult struct {
	TenantID      uuid.UUID `json:"tenantId"`
	ApplicationID uuid.UUID `json:"applicationId"`
}

// Kind names the job.
func (TellResult) Kind() string { return "tell_result" }

// Mailer sends messages.
type Mailer interface {
	Reaches(to user.Contact) bool
	Send(ctx context.Context, to user.Contact, subject, text string) error
}

// Herald tells applicants the published result: the worker of [TellResult].
type Herald struct {
	Tenants interface {
		ByID(ctx context.Context, id uuid.UUID) (tenants.Tenant, error)
	}
	From interface {
		Verdict(ctx context.Context, scope access.Scope, application uuid.UUID) (*Verdict, error)
	}
	Mail Mailer
}

// Tell sends one message. An applicant without an address that is reached gets the notice
// on paper, from the secretary.
func (h *Herald) Tell(ctx context.Context, job TellResult) error {
	tenant, err := h.Tenants.ByID(ctx, job.TenantID)
	if err != nil {
		return gone(err)
	}
	scope := access.SystemScope(tenant, "tell result", access.Permission{Object: access.Publication, Action: access.Read})
	verdict, err := h.From.Verdict(access.WithGrant(ctx, scope), scope, job.ApplicationID)
	if err != nil {
		return gone(err)
	}
	if verdict.To == "" || !h.Mail.Reaches(verdict.To) {
		return nil
	}
	subject, text := verdict.letter()
	return h.Mail.Send(ctx, verdict.To, subject, text)
}

// gone ends a job about what is not there any more.
func gone(err error) error {
	if apperr.CodeOf(err) == apperr.NotFound {
		return nil
	}
	return err
}
