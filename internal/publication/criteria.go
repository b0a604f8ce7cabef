package publication

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/tenants"
)

// Letters writes what a message on a published result says besides the result.
type Letters struct {
	Tenants interface {
		ByID(ctx context.Context, id uuid.UUID) (tenants.Tenant, error)
	}
	From interface {
		Verdict(ctx context.Context, scope access.Scope, application uuid.UUID) (*Verdict, error)
	}
}

// Criteria are the strengths and gaps of an application by criterion, read out of the sealed
// protocol when the message is written; none where nothing was evaluated.
func (l Letters) Criteria(ctx context.Context, tenant, application uuid.UUID, lang i18n.Lang) ([]string, error) {
	place, err := l.Tenants.ByID(ctx, tenant)
	if err != nil {
		return nil, err
	}
	scope := access.SystemScope(place, "tell result", access.Permission{Object: access.Publication, Action: access.Read})
	verdict, err := l.From.Verdict(access.WithGrant(ctx, scope), scope, application)
	if err != nil {
		return nil, err
	}
	verdict.Locale = lang
	return verdict.criteria(), nil
}
