package agreement

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/entity"
)

// Reader reads agreements as far as the caller sees them; [Service] is one. Services of
// what hangs on agreements ask it.
type Reader interface {
	ByIDs(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]*Agreement, error)
	Sees(ctx context.Context, tenant, agreement uuid.UUID) error
	Visible(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) ([]uuid.UUID, error)
	Parts(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) (map[uuid.UUID]Part, error)
}

// Child reads one thing that hangs on an agreement, for a caller who may read such objects
// and sees the agreement that of names; NOT_FOUND otherwise.
func Child[T any](ctx context.Context, auth access.Authorizer, agreements Reader, object access.Object, ref entity.Ref,
	read func(context.Context, access.Scope, uuid.UUID) (T, error), of func(T) uuid.UUID,
) (none T, err error) {
	scope, err := auth.Authorize(ctx, ref.Tenant, object, access.Read)
	if err != nil {
		return none, err
	}
	found, err := read(ctx, scope, ref.ID)
	if err != nil {
		return none, err
	}
	if err := agreements.Sees(ctx, ref.Tenant, of(found)); err != nil {
		return none, err
	}
	return found, nil
}

// Children reads what hangs on those of some agreements that the caller sees, by agreement.
func Children[T any](ctx context.Context, auth access.Authorizer, agreements Reader, object access.Object, tenant uuid.UUID, ids []uuid.UUID,
	read func(context.Context, access.Scope, []uuid.UUID) (map[uuid.UUID]T, error),
) (map[uuid.UUID]T, error) {
	scope, err := auth.Authorize(ctx, tenant, object, access.Read)
	if err != nil {
		return nil, err
	}
	visible, err := agreements.Visible(ctx, tenant, ids)
	if err != nil {
		return nil, err
	}
	return read(ctx, scope, visible)
}
