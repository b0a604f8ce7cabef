package postgres_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/postgres"
)

// paper stores a ready file.
func paper(t *testing.T, ctx context.Context, store *postgres.FileStore, scope access.Scope, kind file.Kind) *file.File {
	t.Helper()
	f := &file.File{Base: entity.NewBase(scope.TenantID(), time.Now()), Kind: kind, Name: "a.pdf", ContentType: "application/pdf",
		Size: 1, SHA256: make([]byte, 32), State: file.Ready, ExpiresAt: time.Now()}
	require.NoError(t, store.Change(ctx, scope, func(ctx context.Context, tx file.Tx) error {
		if err := tx.Insert(ctx, f); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.File, Action: access.Create, ID: f.ID})
	}))
	return f
}

func TestAnEntityTakesPublishesAndReleasesAFileInItsOwnChange(t *testing.T) {
	t.Parallel()
	db, own, _, ctx := bench(t)
	store := postgres.NewFileStore(db)
	f := paper(t, ctx, store, own, file.OrderScan)
	owner := file.Owner{Object: access.ResultOrder, ID: uuid.New(), User: uuid.New()}
	require.NoError(t, db.WriteForTest(ctx, own, func(ctx context.Context, tx *postgres.Tx) error {
		if _, err := tx.AttachFile(ctx, f.ID, owner, file.OrderScan); err != nil {
			return err
		}
		return tx.PublishFile(ctx, f.ID)
	}))
	list, err := store.ByOwners(ctx, own, access.ResultOrder, []uuid.UUID{owner.ID, uuid.New()})
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Equal(t, owner, list[0].Owner)
	require.NotNil(t, list[0].PublishedAt)
	require.EqualValues(t, 3, list[0].Version)

	require.NoError(t, db.WriteForTest(ctx, own, func(ctx context.Context, tx *postgres.Tx) error {
		return tx.ReleaseFile(ctx, f.ID, owner)
	}))
	list, err = store.ByOwners(ctx, own, access.ResultOrder, []uuid.UUID{owner.ID})
	require.NoError(t, err)
	require.Empty(t, list)
	released, err := store.Get(ctx, own, f.ID)
	require.NoError(t, err)
	require.Nil(t, released.PublishedAt)
}

func TestTheDatabaseItselfPublishesNoPassport(t *testing.T) {
	t.Parallel()
	db, own, _, ctx := bench(t)
	f := paper(t, ctx, postgres.NewFileStore(db), own, file.PassportCopy)
	err := db.WriteForTest(ctx, own, func(ctx context.Context, tx *postgres.Tx) error {
		return tx.PublishFile(ctx, f.ID)
	})
	require.ErrorIs(t, err, file.ErrNeverPublic)
	err = db.WriteForTest(ctx, own, func(ctx context.Context, tx *postgres.Tx) error {
		_, err := tx.NewRaw("UPDATE ?tenant.file SET published_at = now() WHERE id = ?", f.ID).Exec(ctx)
		return err
	})
	require.ErrorContains(t, err, "file_published_check")
}

func TestAFileOfAnotherMunicipalityCannotBeTaken(t *testing.T) {
	t.Parallel()
	db, own, other, ctx := bench(t)
	store := postgres.NewFileStore(db)
	f := paper(t, access.WithGrant(ctx, other), store, other, file.Other)
	_, err := store.Get(ctx, own, f.ID)
	require.ErrorIs(t, err, apperr.ErrNotFound)
	err = db.WriteForTest(ctx, own, func(ctx context.Context, tx *postgres.Tx) error {
		_, err := tx.AttachFile(ctx, f.ID, file.Owner{Object: access.Application, ID: uuid.New()}, file.Other)
		return err
	})
	require.ErrorIs(t, err, apperr.ErrNotFound)
}
