package monitoring

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
)

// kind says how things of a kind are read, locked and written, and who may change one.
type kind[T child] struct {
	object access.Object
	read   func(Store, context.Context, access.Scope, uuid.UUID) (T, error)
	lock   func(Tx, context.Context, uuid.UUID) (T, error)
	update func(Tx, context.Context, T) error
	may    func(*Service, access.Scope, T, stand) error
}

var (
	visits    = kind[*Visit]{access.MonitoringVisit, Store.Visit, Tx.LockVisit, Tx.UpdateVisit, (*Service).mayVisit}
	findings  = kind[*Finding]{access.Finding, Store.Finding, Tx.LockFinding, Tx.UpdateFinding, (*Service).mayFinding}
	protocols = kind[*Protocol]{access.MonitoringProtocol, Store.Protocol, Tx.LockProtocol, Tx.UpdateProtocol, (*Service).mayProtocol}
)

// change locks the agreement and one thing that hangs on it, asks the rule, compares the
// version, applies fn, writes and records.
func change[S any, T interface {
	*S
	child
}](ctx context.Context, s *Service, of kind[T], ref entity.Ref, version int64, action access.Action, reason string,
	fn func(ctx context.Context, tx Tx, scope access.Scope, st stand, item T) error,
) (T, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, of.object, action)
	if err != nil {
		return nil, err
	}
	item, err := of.read(s.store, ctx, scope, ref.ID)
	if err != nil {
		return nil, err
	}
	err = s.within(ctx, scope, item.agreementID(), func(ctx context.Context, tx Tx, st stand) error {
		if item, err = of.lock(tx, ctx, ref.ID); err != nil {
			return err
		}
		if err := of.may(s, scope, item, st); err != nil {
			return err
		}
		if item.Common().Version != version {
			return apperr.ErrStale
		}
		before := *item
		if err := fn(ctx, tx, scope, st, item); err != nil {
			return err
		}
		item.Common().Touch(st.now)
		if err := of.update(tx, ctx, item); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: of.object, Action: action, ID: ref.ID, Before: before, After: item, Reason: reason})
	})
	if err != nil {
		return nil, err
	}
	return item, nil
}
