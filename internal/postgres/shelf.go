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
	pages := make(map[uuid.UUID]page.Page[T], len(agreements))
	if len(agreements) == 0 {
		return pages, nil
	}
	db := s.db.read(scope)
	each := newest(db.NewSelect().Model((R)(nil)), request).Where("?TableAlias.agreement_id = agreement.id")
	var rows []R
	err := db.NewSelect().Model(&rows).ModelTableExpr("unnest(ARRAY[?]::uuid[]) AS agreement(id) CROSS JOIN LATERAL (?) AS ?TableAlias",
		bun.List(agreements), each).OrderExpr("?TableAlias.id DESC").Scan(ctx)
	if err != nil {
		return nil, translate(ctx, err)
	}
	stamp(scope, rows)
	counts, err := s.counts(ctx, scope, agreements, request)
	if err != nil {
		return nil, err
	}
	byAgreement := map[uuid.UUID][]R{}
	for _, r := range rows {
		id := r.entity().InAgreement()
		byAgreement[id] = append(byAgreement[id], r)
	}
	for _, id := range agreements {
		result := pageOf(byAgreement[id], request, R.entity)
		if request.Total {
			n := counts[id]
			result.Total = &n
		}
		pages[id] = result
	}
	return pages, nil
}

func (s shelf[S, R, T]) counts(ctx context.Context, scope access.Scope, agreements []uuid.UUID, request page.Request) (map[uuid.UUID]int, error) {
	if !request.Total {
		return nil, nil
	}
	var rows []struct {
		AgreementID uuid.UUID
		Count       int
	}
	err := s.db.read(scope).NewSelect().Model((R)(nil)).ColumnExpr("agreement_id, count(*) AS count").
		Where("agreement_id IN (?)", bun.List(agreements)).Group("agreement_id").Scan(ctx, &rows)
	counts := make(map[uuid.UUID]int, len(rows))
	for _, r := range rows {
		counts[r.AgreementID] = r.Count
	}
	return counts, translate(ctx, err)
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
