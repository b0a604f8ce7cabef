package live

import (
	"context"
	"slices"
	"sync"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/tenants"
)

var errPosition = apperr.Invalid(i18n.New(
	"Last-Event-ID туура эмес: ал мурунку окуянын идентификатору болушу керек.",
	"Неверный Last-Event-ID: это должен быть идентификатор прежнего события.",
	"Last-Event-ID is wrong: it must be the id of an earlier event."), "Last-Event-ID")

// Store reads what happened.
type Store interface {
	// Since reads events after a position in their order, at most limit. unsettled reports
	// that there are more, behind a transaction that is still open.
	Since(ctx context.Context, scope access.Scope, after Position, limit int) (events []*Event, unsettled bool, err error)
	// Last is the position of the last event that can be told, or the zero position.
	Last(ctx context.Context, scope access.Scope) (Position, error)
}

// Sight tells whether the caller may be told of an event: nil, or why not.
type Sight func(ctx context.Context, event *Event) error

// Service tells people what happens.
type Service struct {
	auth  access.Authorizer
	store Store
	sight map[Kind]Sight

	mu    sync.Mutex
	feeds map[uuid.UUID]*feed
}

// NewService makes the service; every kind needs its sight.
func NewService(auth access.Authorizer, store Store, sight map[Kind]Sight) *Service {
	return &Service{auth: auth, store: store, sight: sight, feeds: map[uuid.UUID]*feed{}}
}

// Follow sends what happens in a municipality from now on, or, with the id of an event,
// all that happened after it and then what happens. Kinds without any are all. It sends
// each event that the caller may be told of at that moment, once, in order. The channel is
// closed when ctx ends and when the reader is too slow: it comes back with the id of the
// last event that it has. before is called with each event ahead of its sending. VALIDATION
// answers an id that is none.
func (s *Service) Follow(ctx context.Context, tenant uuid.UUID, kinds []Kind, after string, before func(*Event)) (<-chan *Event, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Competition, access.Read)
	if err != nil {
		return nil, err
	}
	from, replay := Position{}, after != ""
	if replay {
		var ok bool
		if from, ok = ParsePosition(after); !ok {
			return nil, errPosition
		}
	}
	f, follower, at, err := s.join(ctx, scope.Tenant())
	if err != nil {
		return nil, err
	}
	if !replay {
		from = at
	}
	sent := make(chan *Event)
	go func() {
		defer close(sent)
		defer s.leave(tenant, f, follower)
		r := reader{service: s, scope: scope, kinds: kinds, at: from, before: before, sent: sent}
		if r.replay(ctx) {
			r.follow(ctx, follower)
		}
	}()
	return sent, nil
}

// reader is one who follows.
type reader struct {
	service *Service
	scope   access.Scope
	kinds   []Kind
	at      Position
	before  func(*Event)
	sent    chan<- *Event
}

// replay sends what happened since the reader was cut off; false ends it.
func (r *reader) replay(ctx context.Context) bool {
	for {
		events, _, err := r.service.store.Since(ctx, r.scope, r.at, batch)
		if err != nil {
			return false
		}
		for _, event := range events {
			if !r.tell(ctx, event) {
				return false
			}
		}
		if len(events) < batch {
			return true
		}
	}
}

func (r *reader) follow(ctx context.Context, events <-chan *Event) {
	for {
		select {
		case event, open := <-events:
			if !open || !r.tell(ctx, event) {
				return
			}
		case <-ctx.Done():
			return
		}
	}
}

// tell sends an event that the reader asked for, has not had and may have; false ends it.
func (r *reader) tell(ctx context.Context, event *Event) bool {
	if event.Position.Compare(r.at) <= 0 {
		return true
	}
	r.at = event.Position
	if len(r.kinds) > 0 && !slices.Contains(r.kinds, event.Kind) {
		return true
	}
	sees := r.service.sight[event.Kind]
	if sees == nil {
		return true
	}
	switch err := sees(ctx, event); {
	case apperr.Refuses(err):
		return true
	case err != nil:
		return false
	}
	r.before(event)
	select {
	case r.sent <- event:
		return true
	case <-ctx.Done():
		return false
	}
}

// join finds or starts the feed of a municipality.
func (s *Service) join(ctx context.Context, tenant tenants.Tenant) (*feed, chan *Event, Position, error) {
	scope := access.SystemScope(tenant, "live", access.Permission{Object: access.Competition, Action: access.Read})
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.feeds[tenant.ID]
	if f == nil {
		at, err := s.store.Last(ctx, scope)
		if err != nil {
			return nil, nil, Position{}, err
		}
		running, stop := context.WithCancel(access.WithGrant(context.Background(), scope))
		f = &feed{
			wake: make(chan struct{}, 1), stop: stop, at: at, followers: map[chan *Event]struct{}{},
			read: func(ctx context.Context, after Position) ([]*Event, bool, error) {
				return s.store.Since(ctx, scope, after, batch)
			},
		}
		s.feeds[tenant.ID] = f
		go f.run(running)
	}
	follower, at := f.join()
	return f, follower, at, nil
}

// leave ends the feed with its last follower.
func (s *Service) leave(tenant uuid.UUID, f *feed, follower chan *Event) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.leave(follower) {
		f.stop()
		if s.feeds[tenant] == f {
			delete(s.feeds, tenant)
		}
	}
}

// Happened has the feed of a municipality look: something was committed there.
func (s *Service) Happened(tenant uuid.UUID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.feeds[tenant]; f != nil {
		f.nudge()
	}
}
