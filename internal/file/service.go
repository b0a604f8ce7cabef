package file

import (
	"cmp"
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
)

// Store keeps the facts of files.
type Store interface {
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*File, error)
	// ByIDs finds the files of a list of ids, in no order; unknown ids are left out.
	ByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) ([]*File, error)
	// ByOwners finds the ready files of things, oldest first.
	ByOwners(ctx context.Context, scope access.Scope, object access.Object, ids []uuid.UUID) ([]*File, error)
	// Overdue finds awaited and unused files whose time was over before now, at most limit.
	Overdue(ctx context.Context, scope access.Scope, now time.Time, limit int) ([]*File, error)
	// Awaiting finds the files that still wait for bytes, at most limit, after an id.
	Awaiting(ctx context.Context, scope access.Scope, after uuid.UUID, limit int) ([]*File, error)
	// ReadyAfter lists ready files by id, at most limit, after an id.
	ReadyAfter(ctx context.Context, scope access.Scope, after uuid.UUID, limit int) ([]*File, error)
	// Look records that somebody opened a file, also while the municipality is suspended.
	Look(ctx context.Context, scope access.Scope, entry audit.Entry) error
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of files may do in its transaction.
type Tx interface {
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	// Lock reads a file and keeps others from changing it.
	Lock(ctx context.Context, id uuid.UUID) (*File, error)
	Insert(ctx context.Context, f *File) error
	Update(ctx context.Context, f *File) error
	// Usage counts the tenant's bytes of awaited and ready files, and how many files of
	// the person wait for something to belong to. It keeps other tickets waiting.
	Usage(ctx context.Context, user uuid.UUID) (bytes int64, unused int, err error)
}

// OwnerRule tells whether the caller may see a kind of file of the thing it belongs to:
// nil, or why not.
type OwnerRule func(ctx context.Context, owner entity.Ref, kind Kind) error

// Limits bound what is kept; zero means the default.
type Limits struct {
	// Quota is the most bytes a municipality may keep, 50 GiB unless said otherwise.
	Quota int64
	// Unused is the most files of one person that belong to nothing yet, 200 unless said
	// otherwise.
	Unused int
}

// Service is what people do with files.
type Service struct {
	auth    access.Authorizer
	store   Store
	objects Objects
	limits  Limits
	owners  map[access.Object]OwnerRule
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store, objects Objects, limits Limits) *Service {
	limits = Limits{Quota: cmp.Or(limits.Quota, 50<<30), Unused: cmp.Or(limits.Unused, 200)}
	return &Service{auth: auth, store: store, objects: objects, limits: limits, owners: map[access.Object]OwnerRule{}}
}

// SeenWith lets the files of a kind of thing be seen by those who see the thing, instead
// of by everyone with FILE:READ_ALL. It is called while the program is wired.
func (s *Service) SeenWith(object access.Object, rule OwnerRule) { s.owners[object] = rule }

// Get returns what is known of a file to those who may open it; see [Service.Open].
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*File, error) {
	_, f, err := s.see(ctx, ref)
	return f, err
}

// Attached lists the files of things of one kind, whose owner the caller was shown.
func (s *Service) Attached(ctx context.Context, tenant uuid.UUID, object access.Object, ids ...uuid.UUID) ([]*File, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.File, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.ByOwners(ctx, scope, object, ids)
}

// Load finds files by id for whoever was shown what they belong to.
func (s *Service) Load(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) ([]*File, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.File, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.ByIDs(ctx, scope, ids)
}

// change locks a file, applies a rule to it and records the change.
func (s *Service) change(ctx context.Context, scope access.Scope, id uuid.UUID, action access.Action,
	apply func(f *File, now time.Time) error,
) (*File, error) {
	var changed *File
	err := s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		f, err := tx.Lock(ctx, id)
		if err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		before := *f
		if err := apply(f, now); err != nil {
			return err
		}
		changed = f
		if err := tx.Update(ctx, f); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.File, Action: action, ID: id, Before: before, After: f})
	})
	return changed, err
}

// hidden turns a refusal to see into the answer for what does not exist.
func hidden(err error) error {
	switch apperr.CodeOf(err) {
	case apperr.Forbidden, apperr.Unauthenticated, apperr.NotFound:
		return apperr.ErrNotFound
	}
	return err
}
