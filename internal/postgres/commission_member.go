package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/competition"
)

var (
	_ = onConstraint("commission_member_person_key", commission.ErrPersonTwice)
	_ = onConstraint("commission_member_office_key", commission.ErrOffices)
)

type memberRow struct {
	bun.BaseModel `bun:"table:?tenant.commission_member,alias:commission_member"`
	*commission.Member
}

// seat reads the members of commissions: one query for all of them.
func seat(ctx context.Context, scope access.Scope, db selecter, commissions ...*commission.Commission) error {
	if len(commissions) == 0 {
		return nil
	}
	byID := make(map[uuid.UUID]*commission.Commission, len(commissions))
	ids := make([]uuid.UUID, len(commissions))
	for i, c := range commissions {
		byID[c.ID], ids[i] = c, c.ID
	}
	var rows []*memberRow
	err := db.NewSelect().Model(&rows).Where("commission_id IN (?)", bun.List(ids)).OrderExpr("position, id").Scan(ctx)
	if err != nil {
		return translate(ctx, err)
	}
	stamp(scope, rows)
	for _, r := range rows {
		c := byID[r.CommissionID]
		c.Members = append(c.Members, r.Member)
	}
	return nil
}

func (tx commissionTx) InsertMembers(ctx context.Context, members ...*commission.Member) error {
	if len(members) == 0 {
		return nil
	}
	rows := make([]*memberRow, len(members))
	for i, m := range members {
		rows[i] = &memberRow{Member: m}
	}
	return insert(ctx, tx.Tx, &rows)
}

func (tx commissionTx) UpdateMember(ctx context.Context, m *commission.Member) error {
	return update(ctx, tx.Tx, &memberRow{Member: m})
}

// DeleteMembers empties the list of a commission that is not formed yet.
func (tx commissionTx) DeleteMembers(ctx context.Context, commissionID uuid.UUID) error {
	_, err := tx.NewDelete().Model((*memberRow)(nil)).Where("commission_id = ?", commissionID).Exec(ctx)
	return err
}

// ScoringOpened locks the competitions of a commission and looks at their states.
func (tx commissionTx) ScoringOpened(ctx context.Context, commissionID uuid.UUID) (bool, error) {
	opened, err := scoringOpened(ctx, tx.NewSelect().For("UPDATE"), []uuid.UUID{commissionID})
	return opened[commissionID], err
}

// ScoringOpened looks at the states of the competitions of commissions.
func (s *CommissionStore) ScoringOpened(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]bool, error) {
	opened, err := scoringOpened(ctx, s.db.read(scope).NewSelect(), ids)
	return opened, translate(ctx, err)
}

func scoringOpened(ctx context.Context, query *bun.SelectQuery, commissions []uuid.UUID) (map[uuid.UUID]bool, error) {
	var rows []struct {
		CommissionID uuid.UUID
		State        competition.State
	}
	err := query.Model((*competitionRow)(nil)).Column("commission_id", "state").Where("commission_id IN (?)", bun.List(commissions)).
		OrderExpr("id").Scan(ctx, &rows)
	opened := make(map[uuid.UUID]bool, len(commissions))
	for _, r := range rows {
		switch r.State {
		case competition.Evaluation, competition.ProtocolSigned, competition.ResultApproved:
			opened[r.CommissionID] = true
		}
	}
	return opened, err
}
