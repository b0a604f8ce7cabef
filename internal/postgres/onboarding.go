package postgres

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/memorandum"
	"github.com/demilge/demilge/internal/onboarding"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/user"
	"github.com/demilge/demilge/internal/workplan"
	"github.com/demilge/demilge/tenants"
)

// Onboard makes a tenant and what it begins with in one transaction where programme and
// tenant share a database. In another cluster what stands in the tenant's schema is
// committed just before the programme's part; should that last step fail, nobody sees the
// unregistered schema, and the next attempt makes it anew.
func (s *TerritoryStore) Onboard(ctx context.Context, scope access.Scope, t tenants.Tenant,
	fn func(ctx context.Context, tx onboarding.Tx) error,
) error {
	access.Remember(ctx, t.ID)
	o := &onboardingTx{store: s, scope: scope.Within(t)}
	return s.asOwner(ctx, o.scope.InProgramme(), func(ctx context.Context, tx *Tx) error {
		o.Tx = tx
		if err := fn(ctx, o); err != nil || o.later == nil {
			return err
		}
		return o.begin(ctx)
	})
}

type onboardingTx struct {
	*Tx
	store *TerritoryStore
	scope access.Scope
	// later is what is written in another cluster.
	later func(context.Context, regulation.Tx) error
}

func (o *onboardingTx) LockMemorandum(ctx context.Context, id uuid.UUID) (*memorandum.Memorandum, error) {
	return o.lockMemorandum(ctx, id, "SHARE")
}

func (o *onboardingTx) CreateTenant(ctx context.Context) error {
	return o.store.makeTenant(ctx, o.Tx, o.scope.Tenant())
}

func (o *onboardingTx) People() user.Tx { return userTx{o.Tx} }

func (o *onboardingTx) Plans() workplan.Tx { return workPlanTx{o.Tx} }

func (o *onboardingTx) InTenant(ctx context.Context, fn func(context.Context, regulation.Tx) error) error {
	owners := o.store.owners
	if owners.Shard(o.scope.Tenant().Shard) != owners.Programme() {
		o.later = fn
		return nil
	}
	return o.inTenant(ctx, o.scope, func(ctx context.Context, inner *Tx) error { return fn(ctx, regulationTx{inner}) })
}

// begin writes what belongs into the schema of another cluster.
func (o *onboardingTx) begin(ctx context.Context) error {
	now, err := o.Now(ctx)
	if err != nil {
		return err
	}
	return o.inShard(ctx, func(ctx context.Context, inner *Tx) error {
		inner.now = now
		return o.later(ctx, regulationTx{inner})
	})
}

// inShard runs fn in a transaction of the cluster that holds the tenant's schema.
func (o *onboardingTx) inShard(ctx context.Context, fn func(context.Context, *Tx) error) error {
	pool, err := o.store.db.owned.of(o.store.owners.Shard(o.scope.Tenant().Shard))
	if err != nil {
		return err
	}
	conn, err := bind(pool, o.scope).Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "BEGIN"); err != nil {
		return err
	}
	if err := fn(ctx, &Tx{Conn: conn, scope: o.scope, db: o.db}); err != nil {
		rollback(conn)
		return err
	}
	if _, err := conn.ExecContext(ctx, "COMMIT"); err != nil {
		rollback(conn)
		return err
	}
	return nil
}
