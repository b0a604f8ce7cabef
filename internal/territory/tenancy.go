package territory

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/tenants"
)

// The refusals of a tenant's life.
var (
	ErrTenantExists = apperr.NewRule("TENANT_EXISTS", i18n.New(
		"Бул муниципалитет мурунтан эле катышат.",
		"Этот муниципалитет уже участвует.",
		"This municipality takes part already."))
	ErrNoTenant = apperr.NewRule("TENANT_MISSING", i18n.New(
		"Бул муниципалитет али катышпайт.",
		"Этот муниципалитет ещё не участвует.",
		"This municipality does not take part yet."))
)

// CreateTenant gives a municipality of the register its schema. Platform administrators
// and programme managers; TENANT_EXISTS when it has one.
func (s *Service) CreateTenant(ctx context.Context, id uuid.UUID) (*tenants.Tenant, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Tenant, access.Create)
	if err != nil {
		return nil, err
	}
	return s.CreateTenantIn(ctx, scope, id)
}

// CreateTenantIn is CreateTenant for the command line, the seed and onboarding.
func (s *Service) CreateTenantIn(ctx context.Context, scope access.Scope, id uuid.UUID) (*tenants.Tenant, error) {
	t, err := s.store.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	if t.State != "" {
		return nil, ErrTenantExists
	}
	if t.Schema, err = tenants.SchemaFor(t.Code); err != nil {
		return nil, err
	}
	t.State, t.Shard = tenants.Active, tenants.DefaultShard
	if err := s.store.CreateTenant(ctx, scope, *t); err != nil {
		return nil, err
	}
	s.forget(*t)
	return t, nil
}

// Suspend makes a tenant read-only at once: its changes, streams and uploads end. The
// reason stands in the audit.
func (s *Service) Suspend(ctx context.Context, id uuid.UUID, reason string) (*tenants.Tenant, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Tenant, access.Suspend)
	if err != nil {
		return nil, err
	}
	return s.SetStateIn(ctx, scope, id, tenants.Suspended, reason)
}

// Resume ends a suspension.
func (s *Service) Resume(ctx context.Context, id uuid.UUID, reason string) (*tenants.Tenant, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Tenant, access.Resume)
	if err != nil {
		return nil, err
	}
	return s.SetStateIn(ctx, scope, id, tenants.Active, reason)
}

// SetStateIn is Suspend and Resume for the command line. An equal state changes nothing.
func (s *Service) SetStateIn(ctx context.Context, scope access.Scope, id uuid.UUID, state tenants.State, reason string) (*tenants.Tenant, error) {
	if reason == "" {
		return nil, apperr.ErrRequired.At("reason")
	}
	var changed *tenants.Tenant
	err := s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		t, err := tx.LockTenant(ctx, id)
		if err != nil {
			return err
		}
		if t.State == "" {
			return ErrNoTenant
		}
		before := *t
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		t.State = state
		if err := tx.SetState(ctx, id, state, now); err != nil {
			return err
		}
		changed = t
		return tx.Record(ctx, audit.Entry{
			Object: access.Tenant, Action: scope.Permission().Action, ID: id,
			Before: before.State, After: state, Reason: reason,
		})
	})
	if err != nil {
		return nil, err
	}
	s.forget(*changed)
	return changed, nil
}
