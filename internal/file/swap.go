package file

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
)

// Keeper attaches and releases files within the change of their owner.
type Keeper interface {
	AttachFile(ctx context.Context, id uuid.UUID, owner Owner, kinds ...Kind) (*File, error)
	ReleaseFile(ctx context.Context, id uuid.UUID, owner Owner) error
}

// Swap makes next the owner's file in place of previous; nil stands for none. A refusal
// points to the input field at path.
func Swap(ctx context.Context, keeper Keeper, previous, next *uuid.UUID, owner Owner, path string, kinds ...Kind) error {
	if previous != nil && next != nil && *previous == *next {
		return nil
	}
	if previous != nil {
		if err := keeper.ReleaseFile(ctx, *previous, owner); err != nil {
			return err
		}
	}
	if next == nil {
		return nil
	}
	_, err := keeper.AttachFile(ctx, *next, owner, kinds...)
	if refusals := apperr.All(err); len(refusals) == 1 {
		return refusals[0].At(path)
	}
	return err
}
