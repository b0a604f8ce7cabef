package letter

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/throttle"
)

// Service is what people do with letters of interest.
type Service struct {
	auth     access.Authorizer
	store    Store
	throttle throttle.Throttle
	limits   Limits
	files    Files
	now      func() time.Time
}

// NewService makes the service; now is about the present time, for what decides no deadline.
func NewService(auth access.Authorizer, store Store, throttle throttle.Throttle, files Files, limits Limits, now func() time.Time) *Service {
	return &Service{auth: auth, store: store, throttle: throttle, files: files, limits: limits.filled(), now: now}
}

// Handle says which letter is meant, and with what it is opened: its secret, or nothing for
// those who have an account. Reference stands in for ID when there is a secret.
type Handle struct {
	ID        uuid.UUID
	Reference string
	Secret    string
}

// open finds a letter and grants its action: by its secret to everyone, by its address to
// the staff of its municipality. NOT_FOUND answers all others alike.
func (s *Service) open(ctx context.Context, h Handle, action access.Action) (access.Scope, *Letter, error) {
	if h.Secret == "" {
		return s.own(ctx, h.ID, action)
	}
	return s.unlock(ctx, h, action)
}

// unlock opens a letter with its secret.
func (s *Service) unlock(ctx context.Context, h Handle, action access.Action) (access.Scope, *Letter, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.LetterDraft, action)
	if err != nil {
		return scope, nil, err
	}
	name, l, err := h.find(ctx, s.store, scope)
	if err != nil {
		return scope, nil, err
	}
	if !l.opens(h.Secret, s.now()) {
		return scope, nil, s.wrong(ctx, name)
	}
	scope, err = s.auth.AuthorizeProgramme(access.With(ctx, l.holder()), access.LetterDraft, action)
	return scope, l, err
}

// find reads the letter of a handle, nil when there is none; name is what wrong secrets for
// it are counted under.
func (h Handle) find(ctx context.Context, store Store, scope access.Scope) (name string, l *Letter, err error) {
	if h.ID == uuid.Nil {
		name = cleanReference(h.Reference)
		l, err = store.ByReference(ctx, scope, name)
		return name, l, err
	}
	l, err = store.Get(ctx, scope, h.ID)
	if err != nil && apperr.CodeOf(err) == apperr.NotFound {
		return h.ID.String(), nil, nil
	}
	return h.ID.String(), l, err
}

// own opens a letter for the staff of its municipality.
func (s *Service) own(ctx context.Context, id uuid.UUID, action access.Action) (access.Scope, *Letter, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.LetterDraft, access.Read)
	if err != nil {
		return scope, nil, err
	}
	l, err := s.store.Get(ctx, scope, id)
	if err != nil {
		return scope, nil, err
	}
	if !l.ByAccount() {
		return scope, nil, apperr.ErrNotFound
	}
	granted, err := s.auth.Authorize(ctx, l.MunicipalityID, access.LetterOfInterest, action)
	if err != nil {
		return scope, nil, hidden(err)
	}
	return granted.InProgramme(), l, nil
}

// hidden turns a refusal to see into the answer for what does not exist.
func hidden(err error) error {
	switch apperr.CodeOf(err) {
	case apperr.Forbidden, apperr.Unauthenticated:
		return apperr.ErrNotFound
	}
	return err
}

// Holder is the principal of whoever knows a letter's secret, for the uploads and downloads
// of its papers. NOT_FOUND answers everyone else.
func (s *Service) Holder(ctx context.Context, reference, secret string) (access.Principal, error) {
	_, l, err := s.unlock(ctx, Handle{Reference: reference, Secret: secret}, access.Read)
	if err != nil {
		return access.Principal{}, err
	}
	return l.holder(), nil
}
