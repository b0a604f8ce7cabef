package postgres

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/grantfund"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/money"
)

// two funds of one municipality made at the same moment: the later one tries again
var _ = onConstraint("grant_fund_municipality_key", apperr.ErrStale)

type grantFundRow struct {
	bun.BaseModel `bun:"table:?tenant.grant_fund,alias:grant_fund"`
	*grantfund.Fund
}

// GrantFundStore keeps what is set aside for municipalities, in the programme's schema.
type GrantFundStore struct{ db *DB }

// NewGrantFundStore makes the store.
func NewGrantFundStore(db *DB) *GrantFundStore { return &GrantFundStore{db: db} }

// Of reads what is set aside for the scope's municipality and what is given of it.
func (s *GrantFundStore) Of(ctx context.Context, scope access.Scope) (*grantfund.Standing, error) {
	f, err := fundOf(ctx, scope, s.db.read(scope.InProgramme()), "")
	if err != nil {
		return nil, err
	}
	given, err := s.db.granted(ctx, scope)
	return &grantfund.Standing{Fund: f, Given: given}, err
}

// fundOf reads the fund of the scope's municipality, nil when it has none.
func fundOf(ctx context.Context, scope access.Scope, db selecter, lock string) (*grantfund.Fund, error) {
	municipality := scope.TenantID()
	row := new(grantFundRow)
	query := db.NewSelect().Model(row).Where("municipality_id = ?", municipality)
	if lock != "" {
		query = query.For(lock)
	}
	err := one(ctx, scope, query, row)
	if errors.Is(err, apperr.ErrNotFound) {
		return nil, nil
	}
	return row.Fund, err
}

// The sum of the programme's grants, and the awards that it counts.
const (
	givenGrants = "SELECT coalesce(sum(programme_grant), 0)::bigint"
	standing    = " WHERE annulled_at IS NULL"
)

// granted sums up the grants of the standing awards of the scope's municipality.
func (db *DB) granted(ctx context.Context, scope access.Scope) (money.Amount, error) {
	var given int64
	err := db.read(scope).NewRaw(givenGrants+" FROM ?tenant.award"+standing).Scan(ctx, &given)
	return money.Amount(given), translate(ctx, err)
}

// Change runs fn in one transaction of the programme.
func (s *GrantFundStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, grantfund.Tx) error) error {
	return s.db.write(ctx, scope.InProgramme(), func(ctx context.Context, tx *Tx) error { return fn(ctx, grantFundTx{tx, scope}) })
}

type grantFundTx struct {
	*Tx
	of access.Scope
}

// Lock makes those who give a grant wait: they ask for the same advisory lock.
func (tx grantFundTx) Lock(ctx context.Context) (*grantfund.Fund, error) {
	if _, err := tx.NewRaw(lockFund, tx.of.TenantID()).Exec(ctx); err != nil {
		return nil, err
	}
	return fundOf(ctx, tx.of, tx, "UPDATE")
}

// lockFund keeps what is set aside for a municipality and what is given of it together,
// also while nothing is set aside and there is no row to lock.
const lockFund = "SELECT pg_advisory_xact_lock(hashtextextended('grant fund ' || ?0::text, 0))"

// Given is read on the connection of the transaction where it can be.
func (tx grantFundTx) Given(ctx context.Context) (money.Amount, error) {
	t := tx.of.Tenant()
	if tx.db.shards[t.Shard] != tx.db.programme() {
		return tx.db.granted(ctx, tx.of)
	}
	var given int64
	err := tx.NewRaw(givenGrants+" FROM ?.award"+standing, bun.Ident(t.Schema.String())).Scan(ctx, &given)
	return money.Amount(given), err
}

// Decided reads what the published selection of a call gives the municipality: by the
// protocol, or by a withdrawal after it.
func (tx grantFundTx) Decided(ctx context.Context, call uuid.UUID) (d grantfund.Decision, err error) {
	err = tx.NewRaw(`SELECT EXISTS (SELECT FROM ?tenant.selection AS s WHERE s.call_id = c.id) AS chosen,
			(SELECT coalesce(w.cofinancing, d.cofinancing) FROM ?tenant.letter AS l
				JOIN ?tenant.selection AS s ON s.call_id = l.call_id AND s.published_at IS NOT NULL
				JOIN ?tenant.selection_decision AS d ON d.letter_id = l.id
				LEFT JOIN ?tenant.selection_withdrawal AS w ON w.successor_id = l.id
				WHERE l.call_id = c.id AND l.municipality_id = ? AND l.state = ?) AS amount
		FROM ?tenant.call AS c WHERE c.id = ?`, tx.of.TenantID(), letter.SelectedWithCofinance, call).Scan(ctx, &d)
	return d, translate(ctx, err)
}

func (tx grantFundTx) Insert(ctx context.Context, f *grantfund.Fund) error {
	return insert(ctx, tx.Tx, &grantFundRow{Fund: f})
}

func (tx grantFundTx) Update(ctx context.Context, f *grantfund.Fund) error {
	return update(ctx, tx.Tx, &grantFundRow{Fund: f})
}

// Funded tells, in the transaction that gives a grant, what is set aside for the
// municipality, nil where nothing is, and what the other standing awards have of it. It
// holds both until the transaction ends; in another cluster than the programme's, what is
// set aside is read as it stands.
func (tx awardTx) Funded(ctx context.Context, except uuid.UUID) (aside *money.Amount, given money.Amount, err error) {
	if _, err := tx.NewRaw(lockFund, tx.scope.TenantID()).Exec(ctx); err != nil {
		return nil, 0, err
	}
	if aside, err = tx.setAside(ctx); err != nil {
		return nil, 0, err
	}
	var others int64
	err = tx.NewRaw(givenGrants+" FROM ?tenant.award"+standing+" AND id <> ?", except).Scan(ctx, &others)
	return aside, money.Amount(others), err
}

func (tx awardTx) setAside(ctx context.Context) (*money.Amount, error) {
	if tx.db.shards[tx.scope.Tenant().Shard] != tx.db.programme() {
		fund, err := fundOf(ctx, tx.scope, tx.db.read(tx.scope.InProgramme()), "")
		if err != nil || fund == nil {
			return nil, err
		}
		return &fund.Amount, nil
	}
	var amount *money.Amount
	err := tx.asServer(ctx, func(conn *pgx.Conn) error {
		return conn.QueryRow(ctx, "SELECT (SELECT amount FROM programme.grant_fund WHERE municipality_id = $1)", tx.scope.TenantID()).Scan(&amount)
	})
	return amount, err
}
