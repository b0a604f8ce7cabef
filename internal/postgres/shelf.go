package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/funding"
	"github.com/demilge/demilge/internal/page"
)

// shelf reads the rows of one kind of entry: S is the row's struct, R its pointer, T the
// domain's entry.
type shelf[S any, R interface {
	*S
	row
	entity() T
}, T funding.Entry] struct {
	db *DB
	// confidential rows are read under the tenant's role alone.
	confidential bool
}

// read runs fn over the tables.
func (s shelf[S, R, T]) read(ctx context.Context, scope access.Scope, fn func(context.Context, selecter) error) error {
	if s.confidential {
		return s.db.confidential(ctx, scope, func(ctx context.Context, conn bun.Conn) error { return fn(ctx, conn) })
	}
	return fn(ctx, s.db.read(scope))
}

// Get reads one entry, or answers NOT_FOUND.
func (s shelf[S, R, T]) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (none T, err error) {
	row := R(new(S))
	err = s.read(ctx, scope, func(ctx context.Context, db selecter) error {
		return one(ctx, scope, db.NewSelect().Model(row).Where("?TableAlias.id = ?", id), row)
	})
	if err != nil {
		return none, err
	}
	return row.entity(), nil
}

// Of lists the entries of agreements, oldest first.
func (s shelf[S, R, T]) Of(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (found map[uuid.UUID][]T, err error) {
	err = s.read(ctx, scope, func(ctx context.Context, db selecter) (err error) {
		found, err = s.of(ctx, scope, db, agreements)
		return err
	})
	return found, err
}

func (shelf[S, R, T]) of(ctx context.Context, scope access.Scope, db selecter, agreements []uuid.UUID) (map[uuid.UUID][]T, error) {
	var rows []R
	return grouped(ctx, scope, db.NewSelect().Model(&rows), "agreement_id", agreements, &rows, func(r R) (uuid.UUID, T) {
		return r.entity().InAgreement(), r.entity()
	})
}

// Pages reads the same page of each agreement, newest first, in one statement, and a
// second one where the lists are counted.
func (s shelf[S, R, T]) Pages(ctx context.Context, scope access.Scope, agreements []uuid.UUID, request page.Request) (map[uuid.UUID]page.Page[T], error) {
	hanging := family[R, T]{column: "agreement_id", parent: func(r R) uuid.UUID { return r.entity().InAgreement() }, entity: R.entity, newest: true}
	return hanging.pages(ctx, scope, s.db.read(scope), agreements, request, unfiltered)
}

// ledgers reads all of the money of agreements.
func ledgers(ctx context.Context, scope access.Scope, db selecter, ids []uuid.UUID) (map[uuid.UUID]*funding.Ledger, error) {
	lines, err := agreementLines(ctx, scope, db, ids)
	if err != nil {
		return nil, err
	}
	purchases, err := shelf[purchaseRow, *purchaseRow, *funding.Purchase]{}.of(ctx, scope, db, ids)
	if err != nil {
		return nil, err
	}
	payments, err := shelf[paymentRow, *paymentRow, *funding.Payment]{}.of(ctx, scope, db, ids)
	if err != nil {
		return nil, err
	}
	refunds, err := shelf[refundRow, *refundRow, *funding.Refund]{}.of(ctx, scope, db, ids)
	if err != nil {
		return nil, err
	}
	contributions, err := shelf[contributionRow, *contributionRow, *funding.Contribution]{}.of(ctx, scope, db, ids)
	if err != nil {
		return nil, err
	}
	reallocations, err := shelf[reallocationRow, *reallocationRow, *funding.Reallocation]{}.of(ctx, scope, db, ids)
	if err != nil {
		return nil, err
	}
	tranches, err := shelf[trancheRow, *trancheRow, *funding.Tranche]{}.of(ctx, scope, db, ids)
	if err != nil {
		return nil, err
	}
	found := make(map[uuid.UUID]*funding.Ledger, len(ids))
	for _, id := range ids {
		found[id] = &funding.Ledger{
			Lines: lines[id], Purchases: purchases[id], Payments: payments[id], Refunds: refunds[id], Contributions: contributions[id],
			Reallocations: reallocations[id], Tranches: tranches[id],
		}
	}
	return found, nil
}
