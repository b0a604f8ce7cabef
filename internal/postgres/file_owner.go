package postgres

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/file"
)

// AttachFile gives a ready file of one of the kinds to its owner, within the owner's own
// change; every entity's transaction can do it. It answers NOT_FOUND for a file that the
// acting person did not upload, RULE for one that is not ready or used elsewhere,
// VALIDATION for another kind.
func (tx *Tx) AttachFile(ctx context.Context, id uuid.UUID, owner file.Owner, kinds ...file.Kind) (*file.File, error) {
	return tx.changeFile(ctx, id, access.Update, func(f *file.File, now time.Time) error {
		return f.Attach(owner, tx.scope.Principal(), now, kinds...)
	})
}

// InsertFile enters a file that the program made, in the change that made it.
func (tx *Tx) InsertFile(ctx context.Context, f *file.File) error {
	if err := insert(ctx, tx, &fileRow{File: f}); err != nil {
		return err
	}
	return tx.Record(ctx, audit.Entry{Object: access.File, Action: access.Create, ID: f.ID, After: f})
}

// ReleaseFile takes a file from its owner; it is removed unless it is used again.
func (tx *Tx) ReleaseFile(ctx context.Context, id uuid.UUID, owner file.Owner) error {
	_, err := tx.changeFile(ctx, id, access.Update, func(f *file.File, now time.Time) error { return f.Release(owner, now) })
	return err
}

// PublishFile shows a file to everyone: documents as they are, pictures derived. RULE
// answers a passport copy or a list of participants.
func (tx *Tx) PublishFile(ctx context.Context, id uuid.UUID) error {
	_, err := tx.changeFile(ctx, id, access.Publish, func(f *file.File, now time.Time) error { return f.Publish(now) })
	return err
}

// HideFile ends the publication of a file.
func (tx *Tx) HideFile(ctx context.Context, id uuid.UUID) error {
	_, err := tx.changeFile(ctx, id, access.Withdraw, func(f *file.File, now time.Time) error { return f.Hide(now) })
	return err
}

// changeFile applies a rule to a locked file and records the change, if it is one.
func (tx *Tx) changeFile(ctx context.Context, id uuid.UUID, action access.Action,
	apply func(*file.File, time.Time) error,
) (*file.File, error) {
	f, err := tx.lockFile(ctx, id)
	if err != nil {
		return nil, err
	}
	now, err := tx.Now(ctx)
	if err != nil {
		return nil, err
	}
	before := *f
	if err := apply(f, now); err != nil || f.Version == before.Version {
		return f, err
	}
	if err := update(ctx, tx, &fileRow{File: f}); err != nil {
		return nil, err
	}
	return f, tx.Record(ctx, audit.Entry{Object: access.File, Action: action, ID: id, Before: before, After: f})
}

func (tx *Tx) lockFile(ctx context.Context, id uuid.UUID) (*file.File, error) {
	row := new(fileRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("UPDATE"), row)
	return row.File, err
}
