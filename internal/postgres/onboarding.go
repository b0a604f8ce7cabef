package postgres

import (
	"context"
	"log/slog"
	"time"

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
// committed just before the programme's part; should that last step fail, it is emptied
// again, and the next attempt takes the unregistered schema up.
func (s *TerritoryStore) Onboard(ctx context.Context, scope access.Scope, t tenants.Tenant,
	fn func(ctx context.Context, tx onboarding.Tx) error,
) error {
	access.Remember(ctx, t.ID)
	o := &onboardingTx{store: s, scope: scope.Within(t)}
	err := s.asOwner(ctx, o.scope.InProgramme(), func(ctx context.Context, tx *Tx) error {
		o.Tx = tx
		if err := fn(ctx, o); err != nil {
			return err
		}
		return o.elsewhere(ctx)
	})
	if err != nil && o.apart {
		o.empty(ctx)
	}
	return err
}

type onboardingTx struct {
	*Tx
	store *TerritoryStore
	scope access.Scope
	// later is what is written in another cluster, apart that it was.
	later func(context.Context, regulation.Tx) error
	apart bool
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

// elsewhere writes what belongs into the schema of another cluster, in place of what an
// attempt left there that was not registered.
func (o *onboardingTx) elsewhere(ctx context.Context) error {
	if o.later == nil {
		return nil
	}
	now, err := o.Now(ctx)
	if err != nil {
		return err
	}
	return o.inShard(ctx, func(ctx context.Context, inner *Tx) error {
		inner.now = now
		if _, err := inner.NewRaw("DELETE FROM ?tenant.regulation").Exec(ctx); err != nil {
			return err
		}
		if err := o.later(ctx, regulationTx{inner}); err != nil {
			return err
		}
		o.apart = true
		return nil
	})
}

func (o *onboardingTx) empty(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	err := o.inShard(ctx, func(ctx context.Context, inner *Tx) error {
		_, err := inner.NewRaw("DELETE FROM ?tenant.regulation").Exec(ctx)
		return err
	})
	if err != nil {
		slog.WarnContext(ctx, "an unregistered schema keeps a regulation until it is taken up", "schema", o.scope.Tenant().Schema, "error", err)
	}
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
