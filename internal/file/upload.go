package file

import (
	"cmp"
	"context"
	"errors"
	"io"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file/derive"
	"github.com/demilge/demilge/internal/file/inspect"
)

// Upload is one upload under its ticket, for the person who took the ticket.
type Upload struct {
	File *File
	// Offset is how many bytes have arrived.
	Offset  int64
	service *Service
	ref     entity.Ref
}

// Resume finds an upload. NOT_FOUND answers everyone but the person of the ticket; RULE
// a file that was refused or whose ticket is over; UNAVAILABLE an object store that does
// not answer.
func (s *Service) Resume(ctx context.Context, ref entity.Ref) (*Upload, error) {
	f, err := s.uploading(ctx, ref)
	if err != nil {
		return nil, err
	}
	u := &Upload{File: f, Offset: f.Size, service: s, ref: ref}
	switch f.State {
	case Ready:
		return u, nil
	case Awaited:
		u.Offset, err = u.pieces().offset(ctx)
		if err == nil && u.Offset == f.Size { // the server that took the last byte died before its check
			err = u.Finish(ctx)
		}
		return u, err
	}
	return nil, ErrNotAwaited
}

// MayUpload reports whether the caller is the person of the ticket; see [Service.Resume].
func (s *Service) MayUpload(ctx context.Context, ref entity.Ref) error {
	_, err := s.uploading(ctx, ref)
	return err
}

// uploading reads a file for the person of its ticket, as long as the municipality takes
// uploads.
func (s *Service) uploading(ctx context.Context, ref entity.Ref) (*File, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.File, access.Create)
	if err != nil {
		return nil, err
	}
	f, err := s.store.Get(ctx, scope, ref.ID)
	if err != nil {
		return nil, err
	}
	if f.UploadedBy == nil || *f.UploadedBy != scope.UserID() {
		return nil, apperr.ErrNotFound
	}
	return f, nil
}

// RefuseLonger refuses a file whose sender has more bytes than were announced, and answers
// the refusal. What arrived is removed.
func (s *Service) RefuseLonger(ctx context.Context, ref entity.Ref) error {
	f, err := s.uploading(ctx, ref)
	if err != nil {
		return err
	}
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.File, access.Create)
	if err != nil {
		return err
	}
	refusal := &inspect.Refusal{Reason: inspect.SizeDiffers}
	_, err = s.change(ctx, scope, f.ID, access.Update, func(f *File, now time.Time) error { return f.refuse(refusal, now) })
	if errors.Is(err, ErrNotAwaited) { // another server was faster
		return cmp.Or(s.settled(ctx, scope, f.ID), error(ErrNotAwaited))
	}
	if err != nil {
		return err
	}
	parts := pieces{objects: s.objects, tenant: f.TenantID, id: f.ID}
	return errors.Join(refusal, parts.remove(ctx))
}

func (u *Upload) pieces() pieces {
	return pieces{objects: u.service.objects, tenant: u.ref.Tenant, id: u.ref.ID}
}

// Write keeps what src gives and answers how many bytes are kept, also beside an error.
// It ends when the ticket does, or when the municipality is suspended.
func (u *Upload) Write(ctx context.Context, offset int64, src io.Reader) (int64, error) {
	return u.pieces().write(ctx, offset, src, func() error {
		f, err := u.service.uploading(ctx, u.ref)
		switch {
		case err != nil:
			return err
		case f.State == Ready: // another server was faster; whoever asks for the offset sees it
			return apperr.ErrStale
		case f.State != Awaited:
			return ErrNotAwaited
		}
		return nil
	})
}

// Finish checks the whole upload and makes the file ready. A [*inspect.Refusal] answers
// content that may not be kept; nothing of it is left then. It may be repeated.
func (u *Upload) Finish(ctx context.Context) error {
	if u.File.State == Ready {
		return nil
	}
	scope, err := u.service.auth.Authorize(ctx, u.ref.Tenant, access.File, access.Create)
	if err != nil {
		return err
	}
	return u.service.complete(ctx, scope, u.File)
}

// complete takes a whole upload to its end. Every step may be repeated after a crash:
// final keys are written once, the row turns ready after them, the pieces go last.
func (s *Service) complete(ctx context.Context, scope access.Scope, f *File) error {
	parts := pieces{objects: s.objects, tenant: f.TenantID, id: f.ID}
	release, err := takeTurn(ctx)
	if err != nil {
		return err
	}
	defer release()
	data, err := parts.join(ctx, f.Size)
	if errors.Is(err, ErrNotReady) || errors.Is(err, apperr.ErrNotFound) { // another server has removed them
		return s.settled(ctx, scope, f.ID)
	}
	if err != nil {
		return err
	}
	err = s.settle(ctx, scope, f, data)
	var refusal *inspect.Refusal
	if err != nil && !errors.As(err, &refusal) {
		return err
	}
	return errors.Join(err, parts.remove(ctx))
}

// settle makes a file ready or refused by its content, and answers a refusal as error.
func (s *Service) settle(ctx context.Context, scope access.Scope, f *File, data []byte) error {
	facts, pictures, err := examine(ctx, f, data)
	var refusal *inspect.Refusal
	switch {
	case errors.As(err, &refusal):
		_, err = s.change(ctx, scope, f.ID, access.Update, func(f *File, now time.Time) error { return f.refuse(refusal, now) })
	case err == nil:
		err = s.keep(ctx, scope, f, facts, data, pictures)
	}
	if errors.Is(err, ErrNotAwaited) { // another server was faster
		return s.settled(ctx, scope, f.ID)
	}
	if err == nil && refusal != nil {
		return refusal
	}
	return err
}

// settled answers as the one who settled the file did.
func (s *Service) settled(ctx context.Context, scope access.Scope, id uuid.UUID) error {
	f, err := s.store.Get(ctx, scope, id)
	switch {
	case err != nil:
		return err
	case f.State == Ready:
		return nil
	case f.State == Refused:
		return &inspect.Refusal{Reason: f.Refusal, Detail: f.Detail}
	}
	return ErrNotAwaited
}

// keep stores a good file under its final keys and makes it ready.
func (s *Service) keep(ctx context.Context, scope access.Scope, f *File, facts inspect.Facts, data []byte, p derive.Pictures) error {
	contents := map[Variant][]byte{Original: data, Small: p.Small, Medium: p.Medium}
	for _, v := range variants {
		if content := contents[v]; len(content) > 0 {
			if err := put(ctx, s.objects, finalKey(f.TenantID, f.ID, v), content, string(f.typeOf(v))); err != nil {
				return err
			}
		}
	}
	_, err := s.change(ctx, scope, f.ID, access.Update, func(f *File, now time.Time) error { return f.accept(facts, p, now) })
	return err
}

// typeOf is the media type of a variant: derived pictures are JPEG.
func (f *File) typeOf(v Variant) inspect.Type {
	if v == Original {
		return f.ContentType
	}
	return inspect.JPEG
}

// examine checks the content and derives the pictures; one that cannot be decoded is
// damaged, whatever its header says.
func examine(ctx context.Context, f *File, data []byte) (inspect.Facts, derive.Pictures, error) {
	facts, err := inspect.Check(data, f.declared())
	if err != nil || !facts.Type.Image() {
		return facts, derive.Pictures{}, err
	}
	pictures, err := derive.Make(ctx, facts.Type, data)
	if err != nil && ctx.Err() == nil {
		err = &inspect.Refusal{Reason: inspect.Damaged}
	}
	return facts, pictures, err
}

// turns lets two files be checked at a time: each lies in memory as a whole.
var turns = make(chan struct{}, 2)

func takeTurn(ctx context.Context) (release func(), err error) {
	select {
	case turns <- struct{}{}:
		return func() { <-turns }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
