package file_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/file"
)

func TestEveryFaultOfADeclarationIsNamed(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	for path, change := range map[string]func(*file.Declaration){
		"filename":    func(d *file.Declaration) { d.Filename = "a\u202e.pdf" },
		"contentType": func(d *file.Declaration) { d.ContentType = "text/html" },
		"size":        func(d *file.Declaration) { d.Size = file.MaxSize + 1 },
		"sha256":      func(d *file.Declaration) { d.SHA256 = "zz" },
	} {
		d := declaration(pdf(""))
		change(&d)
		_, err := b.files.CreateTicket(b.ctx, b.tenant.ID, d)
		all := apperr.All(err)
		require.Len(t, all, 1, path)
		require.Equal(t, apperr.Validation, all[0].Code)
		require.Equal(t, []string{path}, all[0].Path)
	}
	_, err := b.files.CreateTicket(b.ctx, b.tenant.ID, file.Declaration{Kind: file.Photo})
	require.Len(t, apperr.All(err), 4, "all at once")
	for _, d := range []file.Declaration{
		{Kind: file.Photo, Filename: "a.pdf", ContentType: "application/pdf"},
		{Kind: file.Other, Filename: "a.exe", ContentType: "application/pdf"},
		{Kind: file.Other, Filename: "a", ContentType: "image/jpeg"},
		{Kind: file.Other, Filename: "a.pdf", ContentType: "application/pdf", Size: -1},
	} {
		d.SHA256 = strings.Repeat("0", 64)
		if d.Size == 0 {
			d.Size = 1
		}
		_, err := b.files.CreateTicket(b.ctx, b.tenant.ID, d)
		require.Len(t, apperr.All(err), 1, d)
	}
}

func TestNobodyAnnouncesAFileUnsigned(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	_, err := b.files.CreateTicket(t.Context(), b.tenant.ID, declaration(pdf("")))
	require.ErrorIs(t, err, apperr.ErrUnauthenticated)
	_, err = b.files.CreateTicket(b.ctx, uuid.New(), declaration(pdf("")))
	require.ErrorIs(t, err, apperr.ErrNotFound)
}

// TestTheQuotaHolds lets twenty people ask at once for the room of three files.
func TestTheQuotaHolds(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	data := long(1000)
	files := file.NewService(b.auth, b.store, b.objects, file.Limits{Quota: 3*int64(len(data)) + 100})
	var mu sync.Mutex
	var given int
	var wait sync.WaitGroup
	for range 20 {
		ctx := b.person(t)
		wait.Go(func() {
			_, err := files.CreateTicket(ctx, b.tenant.ID, declaration(data))
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				given++
				return
			}
			if apperr.All(err)[0].Rule != file.ErrQuota.Rule {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	require.Equal(t, 3, given)
}

func TestFilesThatBelongToNothingAreCounted(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	files := file.NewService(b.auth, b.store, b.objects, file.Limits{Unused: 2})
	for range 2 {
		_, err := files.CreateTicket(b.ctx, b.tenant.ID, declaration(pdf("")))
		require.NoError(t, err)
	}
	_, err := files.CreateTicket(b.ctx, b.tenant.ID, declaration(pdf("")))
	require.ErrorIs(t, err, file.ErrTooManyUnused)
	_, err = files.CreateTicket(b.person(t), b.tenant.ID, declaration(pdf("")))
	require.NoError(t, err, "others are not concerned")
}
