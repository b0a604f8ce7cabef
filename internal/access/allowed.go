package access

import (
	"context"

	"github.com/google/uuid"
)

// Allowed lists those of the actions that the caller may do to a kind of object in a
// municipality. The caller passes the actions that the object's state permits.
func Allowed(ctx context.Context, auth Authorizer, tenant uuid.UUID, object Object, actions ...Action) []Action {
	allowed := make([]Action, 0, len(actions))
	for _, action := range actions {
		if _, err := auth.Authorize(ctx, tenant, object, action); err == nil {
			allowed = append(allowed, action)
		}
	}
	return allowed
}
