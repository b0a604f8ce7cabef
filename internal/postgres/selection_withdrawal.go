package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/selection"
)

var (
	_ = onConstraint("selection_withdrawal_letter_key", apperr.ErrStale)
	_ = onConstraint("selection_withdrawal_successor_key", apperr.ErrStale)
)

type selectionWithdrawalRow struct {
	bun.BaseModel `bun:"table:?tenant.selection_withdrawal,alias:selection_withdrawal"`
	*selection.Withdrawal
}

// Withdrawals reads those of a selection in the order of time.
func (r selectionReader) Withdrawals(ctx context.Context, of uuid.UUID) ([]*selection.Withdrawal, error) {
	var rows []*selectionWithdrawalRow
	err := r.idb.NewSelect().Model(&rows).Where("selection_id = ?", of).Order("id").Scan(ctx)
	list := make([]*selection.Withdrawal, len(rows))
	for i, row := range rows {
		list[i] = row.Withdrawal
	}
	return list, translate(ctx, err)
}

func (tx selectionTx) InsertWithdrawal(ctx context.Context, w *selection.Withdrawal) error {
	return insert(ctx, tx.Tx, &selectionWithdrawalRow{Withdrawal: w})
}

// HasMemorandum reports whether a memorandum that follows from a letter is drafted or signed.
func (tx selectionTx) HasMemorandum(ctx context.Context, letter uuid.UUID) (found bool, err error) {
	err = tx.NewRaw("SELECT EXISTS (SELECT FROM ?tenant.memorandum WHERE letter_id = ? AND state IN ('DRAFT', 'SIGNED'))", letter).Scan(ctx, &found)
	return found, err
}
