package access

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
)

// Concerning reads a thing of the programme that concerns municipalities: for those who hold
// the permission in the programme, and for those who hold it in one of them. Others are
// told that there is no such thing; where it concerns none, only the programme sees it.
func Concerning[T any](ctx context.Context, auth Authorizer, object Object, action Action,
	get func(Scope) (T, error), municipalities func(T) []uuid.UUID,
) (found T, err error) {
	scope, err := auth.AuthorizeProgramme(ctx, object, action)
	if err == nil {
		return get(scope)
	}
	if apperr.CodeOf(err) != apperr.Forbidden {
		return found, err
	}
	own, err := auth.AuthorizeProgramme(ctx, Profile, Read)
	if err != nil {
		return found, err
	}
	thing, err := get(own)
	if err != nil {
		return found, err
	}
	for _, id := range municipalities(thing) {
		switch _, err := auth.Authorize(ctx, id, object, action); {
		case err == nil:
			return thing, nil
		case !apperr.Refuses(err):
			return found, err
		}
	}
	return found, apperr.ErrNotFound
}
