package postgres_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/postgres"
)

func TestOfficesKnowWhoHoldsARole(t *testing.T) {
	t.Parallel()
	var config app.Config
	a := apptest.New(t, func(c *app.Config) { config = *c })
	db, err := postgres.Open(t.Context(), postgres.Config{DSN: config.DatabaseURL, MaxConns: 1})
	require.NoError(t, err)
	t.Cleanup(db.Close)
	owner, err := pgx.Connect(t.Context(), config.OwnerURL)
	require.NoError(t, err)
	t.Cleanup(func() { _ = owner.Close(context.Background()) })

	tenant, other, user := a.Municipality(t), a.Municipality(t), uuid.New()
	_, err = owner.Exec(t.Context(), `INSERT INTO programme.account (id, full_name, email, locale, state, password_hash, version,
		created_at, updated_at) VALUES ($1::uuid, 'A', $1::uuid::text || '@example.kg', 'KY', 'ACTIVE', '', 1, now(), now())`, user)
	require.NoError(t, err)
	for _, role := range []access.Role{access.CommissionSecretary, access.CommissionMember} {
		_, err = owner.Exec(t.Context(), `INSERT INTO programme.membership (id, account_id, tenant_id, role, position, from_date, until_date,
			acting, version, created_at, updated_at) VALUES (gen_random_uuid(), $1, $2, $3, '{}', '2021-01-01', '2021-12-31', false, 1, now(), now())`,
			user, tenant.ID, string(role))
		require.NoError(t, err)
	}

	offices, inOffice := postgres.NewOffices(db), clock.NewDate(2021, time.June, 1)
	holds := func(tenant uuid.UUID, day clock.Date, roles ...access.Role) bool {
		held, err := offices.Holds(t.Context(), tenant, user, day, roles...)
		require.NoError(t, err)
		return held
	}
	require.True(t, holds(tenant.ID, inOffice, access.CommissionSecretary))
	require.True(t, holds(tenant.ID, clock.NewDate(2021, time.December, 31), access.CommissionSecretary, access.CommissionMember))
	require.False(t, holds(tenant.ID, inOffice, access.CommissionSecretary, access.CommissionChair))
	require.False(t, holds(tenant.ID, clock.NewDate(2022, time.January, 1), access.CommissionMember))
	require.False(t, holds(other.ID, inOffice, access.CommissionMember))

	_, err = owner.Exec(t.Context(), `UPDATE programme.account SET state = 'SUSPENDED', state_before = 'ACTIVE' WHERE id = $1`, user)
	require.NoError(t, err)
	require.False(t, holds(tenant.ID, inOffice, access.CommissionMember))
}
