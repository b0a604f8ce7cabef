package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/funding"
)

type purchaseRow struct {
	bun.BaseModel `bun:"table:?tenant.purchase,alias:purchase"`
	*funding.Purchase
}

func (r *purchaseRow) entity() *funding.Purchase { return r.Purchase }

type paymentRow struct {
	bun.BaseModel `bun:"table:?tenant.payment,alias:payment"`
	*funding.Payment
}

func (r *paymentRow) entity() *funding.Payment { return r.Payment }

type refundRow struct {
	bun.BaseModel `bun:"table:?tenant.refund,alias:refund"`
	*funding.Refund
}

func (r *refundRow) entity() *funding.Refund { return r.Refund }

type contributionRow struct {
	bun.BaseModel `bun:"table:?tenant.contribution,alias:contribution"`
	*funding.Contribution
}

func (r *contributionRow) entity() *funding.Contribution { return r.Contribution }

type reallocationRow struct {
	bun.BaseModel `bun:"table:?tenant.reallocation,alias:reallocation"`
	*funding.Reallocation
}

func (r *reallocationRow) entity() *funding.Reallocation { return r.Reallocation }

type trancheRow struct {
	bun.BaseModel `bun:"table:?tenant.tranche,alias:tranche"`
	*funding.Tranche
}

func (r *trancheRow) entity() *funding.Tranche { return r.Tranche }

type bankDetailsRow struct {
	bun.BaseModel `bun:"table:?tenant.bank_details,alias:bank_details"`
	*funding.BankDetails
}

func (r *bankDetailsRow) entity() *funding.BankDetails { return r.BankDetails }

// FundingStore keeps the money of agreements.
type FundingStore struct{ db *DB }

// NewFundingStore makes the store.
func NewFundingStore(db *DB) *FundingStore { return &FundingStore{db: db} }

// Purchases reads purchases.
func (s *FundingStore) Purchases() funding.Shelf[*funding.Purchase] {
	return shelf[purchaseRow, *purchaseRow, *funding.Purchase]{db: s.db}
}

// Payments reads payments.
func (s *FundingStore) Payments() funding.Shelf[*funding.Payment] {
	return shelf[paymentRow, *paymentRow, *funding.Payment]{db: s.db}
}

// Refunds reads refunds.
func (s *FundingStore) Refunds() funding.Shelf[*funding.Refund] {
	return shelf[refundRow, *refundRow, *funding.Refund]{db: s.db}
}

// Contributions reads contributions.
func (s *FundingStore) Contributions() funding.Shelf[*funding.Contribution] {
	return shelf[contributionRow, *contributionRow, *funding.Contribution]{db: s.db}
}

// Reallocations reads reallocations.
func (s *FundingStore) Reallocations() funding.Shelf[*funding.Reallocation] {
	return shelf[reallocationRow, *reallocationRow, *funding.Reallocation]{db: s.db}
}

// Tranches reads tranches.
func (s *FundingStore) Tranches() funding.Shelf[*funding.Tranche] {
	return shelf[trancheRow, *trancheRow, *funding.Tranche]{db: s.db}
}

// Details reads bank details, under the tenant's role.
func (s *FundingStore) Details() funding.Shelf[*funding.BankDetails] {
	return shelf[bankDetailsRow, *bankDetailsRow, *funding.BankDetails]{db: s.db, confidential: true}
}

// Facts are what the conditions of tranches ask of monitoring and reports.
func (s *FundingStore) Facts(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID]funding.Facts, error) {
	return trancheFacts(ctx, s.db.read(scope), agreements)
}

// Look records that somebody saw the number of an account.
func (s *FundingStore) Look(ctx context.Context, scope access.Scope, entry audit.Entry) error {
	return s.db.look(ctx, scope, entry)
}

// Ledgers reads all of the money of agreements, one statement a kind.
func (s *FundingStore) Ledgers(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID]*funding.Ledger, error) {
	return ledgers(ctx, scope, s.db.read(scope), agreements)
}

// Begun finds the agreements of competitions under which work has begun, each with its
// application.
func (s *FundingStore) Begun(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID]uuid.UUID, error) {
	var rows []struct{ ID, ApplicationID uuid.UUID }
	err := s.db.read(scope).NewSelect().Model((*agreementRow)(nil)).Column("id", "application_id").
		Where("competition_id IN (?)", bun.List(competitions)).Where("activated_at IS NOT NULL").Scan(ctx, &rows)
	begun := make(map[uuid.UUID]uuid.UUID, len(rows))
	for _, row := range rows {
		begun[row.ID] = row.ApplicationID
	}
	return begun, translate(ctx, err)
}

// Change runs fn in one transaction.
func (s *FundingStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, funding.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, fundingTx{agreementTx{tx}}) })
}

type fundingTx struct{ agreementTx }

// Ledger reads all of the money of an agreement; who locked the agreement has it alone.
func (tx fundingTx) Ledger(ctx context.Context, id uuid.UUID) (*funding.Ledger, error) {
	found, err := ledgers(ctx, tx.scope, tx, []uuid.UUID{id})
	if err != nil {
		return nil, err
	}
	details, err := shelf[bankDetailsRow, *bankDetailsRow, *funding.BankDetails]{}.of(ctx, tx.scope, tx, []uuid.UUID{id})
	found[id].Details = details[id]
	return found[id], err
}

// Facts are what the conditions of tranches ask of monitoring and reports.
func (tx fundingTx) Facts(ctx context.Context, id uuid.UUID) (funding.Facts, error) {
	found, err := trancheFacts(ctx, tx, []uuid.UUID{id})
	return found[id], err
}

func trancheFacts(ctx context.Context, db selecter, agreements []uuid.UUID) (map[uuid.UUID]funding.Facts, error) {
	var rows []struct {
		ID uuid.UUID
		funding.Facts
	}
	err := db.NewSelect().TableExpr("?tenant.agreement AS a").ColumnExpr("a.id").
		ColumnExpr(`(SELECT count(*) FROM ?tenant.finding AS f
			WHERE f.agreement_id = a.id AND f.severity = 'SERIOUS' AND f.state <> 'CLOSED' AND f.waived_at IS NULL) AS findings`).
		ColumnExpr("EXISTS (SELECT FROM ?tenant.report AS r WHERE r.agreement_id = a.id AND r.state = 'ACCEPTED') AS accepted").
		Where("a.id IN (?)", bun.List(agreements)).Scan(ctx, &rows)
	facts := make(map[uuid.UUID]funding.Facts, len(rows))
	for _, row := range rows {
		facts[row.ID] = row.Facts
	}
	return facts, translate(ctx, err)
}

func (tx fundingTx) Insert(ctx context.Context, entry funding.Entry) error {
	return insert(ctx, tx.Tx, fundingRow(entry))
}

func (tx fundingTx) Update(ctx context.Context, entry funding.Entry) error {
	return update(ctx, tx.Tx, fundingRow(entry))
}

// UpdateLine writes what a line is planned at.
func (tx fundingTx) UpdateLine(ctx context.Context, line *agreement.Line) error {
	return update(ctx, tx.Tx, &agreementLineRow{Line: line})
}

func fundingRow(entry funding.Entry) row {
	switch e := entry.(type) {
	case *funding.Purchase:
		return &purchaseRow{Purchase: e}
	case *funding.Payment:
		return &paymentRow{Payment: e}
	case *funding.Refund:
		return &refundRow{Refund: e}
	case *funding.Contribution:
		return &contributionRow{Contribution: e}
	case *funding.Reallocation:
		return &reallocationRow{Reallocation: e}
	case *funding.Tranche:
		return &trancheRow{Tranche: e}
	case *funding.BankDetails:
		return &bankDetailsRow{BankDetails: e}
	}
	panic("postgres: an entry without a table")
}
