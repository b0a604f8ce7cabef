package protocol

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/entity"
)

// Service is what people do with protocols and with the head's orders on them.
type Service struct {
	auth  access.Authorizer
	store Store
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store) *Service {
	return &Service{auth: auth, store: store}
}

// Get reads one protocol. The commission and the executive body may.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Protocol, error) {
	return access.Reached(ctx, s.auth, s.store, ref, access.Protocol, access.Read, s.store.Get,
		func(p *Protocol) uuid.UUID { return p.CompetitionID })
}

// Of lists the protocols of competitions, oldest first.
func (s *Service) Of(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID) (map[uuid.UUID][]*Protocol, error) {
	scope, reach, err := access.Reaching(ctx, s.auth, s.store, tenant, access.Protocol, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.OfCompetitions(ctx, scope, reach.Within(competitions))
}

// Signatures lists the signatures of protocols, oldest first.
func (s *Service) Signatures(ctx context.Context, tenant uuid.UUID, protocols []uuid.UUID) (map[uuid.UUID][]*Signature, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Protocol, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Signatures(ctx, scope, protocols)
}

// ContentsOf is what protocols of one municipality say: the sealed text of one that is
// sealed, otherwise what it would say if it were sealed now. Of applicants it shows what
// the caller may see.
func (s *Service) ContentsOf(ctx context.Context, protocols []*Protocol) (map[uuid.UUID]*Content, error) {
	scope, err := s.auth.Authorize(ctx, protocols[0].TenantID, access.Protocol, access.Read)
	if err != nil {
		return nil, err
	}
	views, err := s.views(ctx, scope, protocols)
	if err != nil {
		return nil, err
	}
	contents, err := s.composed(ctx, scope, protocols)
	if err != nil {
		return nil, err
	}
	texts, err := s.store.Sealed(ctx, scope, ids(keep(protocols, func(p *Protocol) bool { return p.SealedAt != nil })))
	if err != nil {
		return nil, err
	}
	for id, text := range texts {
		if contents[id], err = open(text); err != nil {
			return nil, err
		}
	}
	for id, content := range contents {
		contents[id] = content.as(views[id])
	}
	return contents, nil
}

// composed is what those of the protocols that are not sealed would say.
func (s *Service) composed(ctx context.Context, scope access.Scope, protocols []*Protocol) (map[uuid.UUID]*Content, error) {
	contents := make(map[uuid.UUID]*Content, len(protocols))
	unsealed := keep(protocols, func(p *Protocol) bool { return p.SealedAt == nil })
	materials, err := s.store.Materials(ctx, scope, sessionsOf(unsealed))
	if err != nil {
		return nil, err
	}
	for _, p := range unsealed {
		contents[p.ID] = materials[p.SessionID].compose(p)
	}
	return contents, nil
}

// ObstaclesOf lists what stands in the way of sealing drafts; those that are none any
// more are missing from the answer.
func (s *Service) ObstaclesOf(ctx context.Context, protocols []*Protocol) (map[uuid.UUID]apperr.List, error) {
	scope, err := s.auth.Authorize(ctx, protocols[0].TenantID, access.Protocol, access.Read)
	if err != nil {
		return nil, err
	}
	drafts := keep(protocols, func(p *Protocol) bool { return p.State == Draft })
	materials, err := s.store.Materials(ctx, scope, sessionsOf(drafts))
	if err != nil {
		return nil, err
	}
	obstacles := make(map[uuid.UUID]apperr.List, len(drafts))
	for _, p := range drafts {
		obstacles[p.ID] = apperr.All(materials[p.SessionID].checkDecisions(p))
	}
	return obstacles, nil
}

// seats reads commission and session of one session.
func (s *Service) seats(ctx context.Context, scope access.Scope, session uuid.UUID) (*Material, error) {
	found, err := s.store.Seats(ctx, scope, []uuid.UUID{session})
	if err == nil && found[session] == nil {
		err = apperr.ErrNotFound
	}
	return found[session], err
}

func keep(protocols []*Protocol, wanted func(*Protocol) bool) []*Protocol {
	return slices.DeleteFunc(slices.Clone(protocols), func(p *Protocol) bool { return !wanted(p) })
}

func ids(protocols []*Protocol) []uuid.UUID {
	list := make([]uuid.UUID, len(protocols))
	for i, p := range protocols {
		list[i] = p.ID
	}
	return list
}

func sessionsOf(protocols []*Protocol) []uuid.UUID {
	list := make([]uuid.UUID, len(protocols))
	for i, p := range protocols {
		list[i] = p.SessionID
	}
	return list
}

// change runs a change of one protocol under the locks of its competition and session;
// [Service.may] decides on it.
func (s *Service) change(ctx context.Context, scope access.Scope, ref entity.Ref, version int64, reason string,
	apply func(ctx context.Context, tx Tx, m *Material, p *Protocol, now time.Time) error,
) (*Protocol, error) {
	var p *Protocol
	err := s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		material, err := lock(ctx, tx, ref.ID, &p)
		if err != nil {
			return err
		}
		if err := s.may(material, p, scope); err != nil {
			return err
		}
		if p.Version != version {
			return apperr.ErrStale
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		before := *p
		if err := apply(ctx, tx, material, p, now); err != nil {
			return err
		}
		if err := tx.UpdateProtocol(ctx, p); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{
			Object: scope.Permission().Object, Action: scope.Permission().Action, ID: p.ID, Before: before, After: p, Reason: reason,
		})
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// lock reads a protocol with its material and keeps others from changing either.
func lock(ctx context.Context, tx Tx, id uuid.UUID, p **Protocol) (*Material, error) {
	of, err := tx.SessionOf(ctx, id)
	if err != nil {
		return nil, err
	}
	material, err := tx.LockMaterial(ctx, of)
	if err != nil {
		return nil, err
	}
	if *p, err = tx.LockProtocol(ctx, id); err != nil {
		return nil, err
	}
	material.Signed, err = tx.Signatures(ctx, id)
	return material, err
}

// office is the row rule of those who hold one of the offices in this commission.
func (s *Service) office(m *Material, scope access.Scope, roles ...commission.Role) error {
	caller := m.Contest.Commission.MemberOf(scope.UserID())
	if caller != nil && slices.Contains(roles, caller.Role) {
		return nil
	}
	return s.auth.Denied(scope.Permission())
}
