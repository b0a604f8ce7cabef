package access

import (
	"context"

	"github.com/google/uuid"
)

// Authorizer grants scopes; internal/authz implements it. Every service asks it first.
type Authorizer interface {
	// Authorize grants the caller of ctx a permission in a municipality; uuid.Nil is the
	// programme, for objects that are [Object.Everywhere].
	Authorize(ctx context.Context, tenant uuid.UUID, object Object, action Action) (Scope, error)
	// AuthorizeSlug is Authorize for a municipality named by its slug.
	AuthorizeSlug(ctx context.Context, slug string, object Object, action Action) (Scope, error)
	// AuthorizeProgramme grants a permission in the programme.
	AuthorizeProgramme(ctx context.Context, object Object, action Action) (Scope, error)
	// Denied is the FORBIDDEN of a permission, for row rules that refuse.
	Denied(permission Permission) error
}
