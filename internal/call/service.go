package call

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/throttle"
)

// Service is what people do with calls.
type Service struct {
	auth     access.Authorizer
	store    Store
	throttle throttle.Throttle
	now      func() time.Time
}

// NewService makes the service. now shows states; what changes is decided by the clock of
// the changing transaction.
func NewService(auth access.Authorizer, store Store, throttle throttle.Throttle, now func() time.Time) *Service {
	return &Service{auth: auth, store: store, throttle: throttle, now: now}
}

// Now is the time by which states are shown.
func (s *Service) Now() time.Time { return s.now() }

// Get returns one call: to everyone if it went out, a draft to those who work with calls.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Call, error) {
	return s.one(ctx, func(scope access.Scope) (*Call, error) {
		if ref.Tenant != uuid.Nil {
			return nil, apperr.ErrNotFound
		}
		return s.store.Get(ctx, scope, ref.ID)
	})
}

// BySlug is [Service.Get] for a call named in an address.
func (s *Service) BySlug(ctx context.Context, slug string) (*Call, error) {
	return s.one(ctx, func(scope access.Scope) (*Call, error) { return s.store.BySlug(ctx, scope, slug) })
}

func (s *Service) one(ctx context.Context, read func(access.Scope) (*Call, error)) (*Call, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Call, access.Read)
	if err != nil {
		return nil, err
	}
	c, err := read(scope)
	if err != nil {
		return nil, err
	}
	if !c.Public() && !s.seesDrafts(ctx) {
		return nil, apperr.ErrNotFound
	}
	return c, nil
}

// List returns calls, the newest first; see [Service.Get] for which.
func (s *Service) List(ctx context.Context, filter Filter, request page.Request) (page.Page[*Call], error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Call, access.Read)
	if err != nil {
		return page.Page[*Call]{}, err
	}
	filter.Public, filter.Now = filter.Public || !s.seesDrafts(ctx), s.now()
	return s.store.List(ctx, scope, filter, request)
}

// Editions lists what calls said whenever they went out.
func (s *Service) Editions(ctx context.Context, _ uuid.UUID, calls []uuid.UUID) (map[uuid.UUID][]*Edition, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Call, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Editions(ctx, scope, calls)
}

func (s *Service) seesDrafts(ctx context.Context) bool {
	_, err := s.auth.AuthorizeProgramme(ctx, access.Call, access.ReadAll)
	return err == nil
}

// Rule decides what the caller may do to a call that she sees.
func (s *Service) Rule(ctx context.Context, c *Call) (access.Rule, error) {
	return func(action access.Action) error {
		if _, err := s.auth.AuthorizeProgramme(ctx, access.Call, action); err != nil {
			return err
		}
		if action == access.Record {
			return c.recordable(s.now())
		}
		if event, ok := events[action]; ok {
			return c.Admits(event, s.now())
		}
		if action == access.Update && c.State != Draft {
			return c.Admits(OpenCall, s.now())
		}
		return nil
	}, nil
}

// Allowed lists what the caller may do with a call now.
func (s *Service) Allowed(ctx context.Context, c *Call) ([]access.Action, error) {
	rule, err := s.Rule(ctx, c)
	if err != nil {
		return nil, err
	}
	return access.Permitted(rule, access.Update, access.Open, access.Amend, access.Extend, access.Record, access.Cancel)
}

// events are those that an action brings about.
var events = map[access.Action]Event{
	access.Open: OpenCall, access.Amend: Amend, access.Extend: Extend, access.Record: PublishResults, access.Cancel: Cancel,
}

// change is one transaction over one locked call. A stale version answers CONFLICT.
func (s *Service) change(ctx context.Context, ref entity.Ref, version int64, action access.Action, reason string,
	apply func(ctx context.Context, tx Tx, c *Call, now time.Time) error,
) (*Call, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Call, action)
	if err != nil {
		return nil, err
	}
	if ref.Tenant != uuid.Nil {
		return nil, apperr.ErrNotFound
	}
	var c *Call
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if c, err = tx.Lock(ctx, ref.ID); err != nil {
			return err
		}
		if c.Version != version {
			return apperr.ErrStale
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		before := *c
		if err := apply(ctx, tx, c, now); err != nil {
			return err
		}
		if err := tx.Update(ctx, c); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Call, Action: action, ID: c.ID, Before: before, After: c, Reason: reason})
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}
