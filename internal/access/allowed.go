package access

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
)

// Rule tells why the caller may not do something to one thing, nil when she may. The
// service that changes the thing asks the same rule.
type Rule func(Action) error

// RoleRule is the rule about a thing of a municipality that the role alone decides, in
// every state of the thing.
func RoleRule(ctx context.Context, auth Authorizer, tenant uuid.UUID, object Object) Rule {
	return func(action Action) error {
		_, err := auth.Authorize(ctx, tenant, object, action)
		return err
	}
}

// Permitted lists those of the actions that a rule does not refuse.
func Permitted(rule Rule, actions ...Action) ([]Action, error) {
	permitted := make([]Action, 0, len(actions))
	for _, action := range actions {
		switch err := rule(action); {
		case err == nil:
			permitted = append(permitted, action)
		case !apperr.Refuses(err):
			return nil, err
		}
	}
	return permitted, nil
}
