package territory

import (
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
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
	// ErrShard refuses a cluster that the configuration does not name.
	ErrShard = apperr.NewRule("UNKNOWN_SHARD", i18n.New(
		"Мындай аталыштагы маалымат базасы жөндөөлөрдө жок.",
		"Кластера базы данных с таким именем нет в настройках.",
		"The configuration names no database cluster of this name."))
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

// CreateTenantIn is CreateTenant for the seed and onboarding.
func (s *Service) CreateTenantIn(ctx context.Context, scope access.Scope, id uuid.UUID) (*tenants.Tenant, error) {
	return s.CreateTenantOn(ctx, scope, id, "")
}

// CreateTenantOn is CreateTenantIn with the name of the cluster that gets the schema; none
// means the one with the fewest municipalities. UNKNOWN_SHARD when the configuration does
// not name it.
func (s *Service) CreateTenantOn(ctx context.Context, scope access.Scope, id uuid.UUID, shard string) (*tenants.Tenant, error) {
	t, err := s.Prepare(ctx, id, shard)
	if err != nil {
		return nil, err
	}
	if err := s.store.CreateTenant(ctx, scope, *t); err != nil {
		return nil, err
	}
	s.Taken(*t)
	return t, nil
}

// Taken drops what was remembered of a municipality that has become a tenant.
func (s *Service) Taken(t tenants.Tenant) { s.forget(t) }

// Prepare says what a municipality will be as a tenant, and makes nothing: for those who
// make it in their own transaction.
func (s *Service) Prepare(ctx context.Context, id uuid.UUID, shard string) (*tenants.Tenant, error) {
	t, err := s.store.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := maySet(t, access.Create); err != nil {
		return nil, err
	}
	if t.Schema, err = tenants.SchemaFor(t.Code); err != nil {
		return nil, err
	}
	load, err := s.store.Load(ctx)
	if err != nil {
		return nil, err
	}
	if t.Shard, err = place(load, shard); err != nil {
		return nil, err
	}
	t.State = tenants.Active
	return t, nil
}

// place chooses a cluster of those with their number of municipalities.
func place(load map[string]int, wish string) (string, error) {
	if wish != "" {
		if _, ok := load[wish]; !ok {
			return "", ErrShard
		}
		return wish, nil
	}
	names := slices.Sorted(maps.Keys(load))
	return slices.MinFunc(names, func(a, b string) int { return load[a] - load[b] }), nil
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

const maxReason = 1000

var errSameState = errors.New("territory: the tenant is in this state")

// SetStateIn is Suspend and Resume for the command line. An equal state is only made to
// hold in the tenant's cluster again, and leaves no audit row.
func (s *Service) SetStateIn(ctx context.Context, scope access.Scope, id uuid.UUID, state tenants.State, reason string) (*tenants.Tenant, error) {
	reason, err := text.Reason(reason, maxReason, "reason")
	if err != nil {
		return nil, err
	}
	var changed *tenants.Tenant
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		t, err := tx.LockTenant(ctx, id)
		if err != nil {
			return err
		}
		if err := mayTurn(t, state); err != nil {
			return err
		}
		changed = t
		before := t.State
		t.State = state
		if err := tx.SetState(ctx, t); err != nil {
			return err
		}
		if before == state {
			return errSameState
		}
		return tx.Record(ctx, audit.Entry{
			Object: access.Tenant, Action: scope.Permission().Action, ID: id,
			Before: before, After: state, Reason: reason,
		})
	})
	if err != nil && !errors.Is(err, errSameState) {
		return nil, err
	}
	s.forget(*changed)
	return changed, nil
}

// TenantRule decides whether the caller may make a municipality a tenant, suspend it or
// let it work again.
func (s *Service) TenantRule(ctx context.Context, id uuid.UUID) access.Rule {
	return func(action access.Action) error {
		if _, err := s.auth.AuthorizeProgramme(ctx, access.Tenant, action); err != nil {
			return err
		}
		t, err := s.store.Get(ctx, id)
		if err != nil {
			return err
		}
		return maySet(t, action)
	}
}

// maySet is the row rule of the state of tenants.
func maySet(t *tenants.Tenant, action access.Action) error {
	switch action {
	case access.Create:
		if t.State != "" {
			return ErrTenantExists
		}
		return nil
	case access.Suspend:
		return mayTurn(t, tenants.Suspended)
	case access.Resume:
		return mayTurn(t, tenants.Active)
	}
	for _, kind := range []ChangeKind{Completion, Merger, Splitting, Renaming, Move} {
		if kind.action() == action {
			return mayChange(t, kind)
		}
	}
	return nil
}

// mayTurn is the row rule of a suspension and of its end. A municipality whose part is over
// may begin again, by a new memorandum, but is not suspended; what went over stays so.
func mayTurn(t *tenants.Tenant, state tenants.State) error {
	switch {
	case t.State == "":
		return ErrNoTenant
	case t.State.WentOver(), t.State == tenants.Completed && state == tenants.Suspended:
		return ErrEnded
	}
	return nil
}
