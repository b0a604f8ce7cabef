package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/letter"
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

// Follows asks for the memorandum under the lock of the letter, and for the money under the
// lock by which it is set aside.
func (tx selectionTx) Follows(ctx context.Context, l *letter.Letter) (f selection.Following, err error) {
	if _, err := tx.NewRaw(lockFund, l.MunicipalityID).Exec(ctx); err != nil {
		return f, err
	}
	err = tx.NewRaw(`SELECT EXISTS (SELECT FROM ?tenant.memorandum WHERE letter_id = ?0 AND state <> 'TERMINATED') AS memorandum,
		EXISTS (SELECT FROM ?tenant.grant_fund WHERE call_id = ?1 AND municipality_id = ?2 AND amount > 0) AS fund`,
		l.ID, l.CallID, l.MunicipalityID).Scan(ctx, &f)
	return f, err
}
