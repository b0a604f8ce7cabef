package postgres_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/postgres"
)

// A change that another server commits is heard: this one remembers callers for ever.
func TestWhatAnotherServerChangesIsForgotten(t *testing.T) {
	t.Parallel()
	var config app.Config
	apptest.New(t, func(c *app.Config) { config = *c })
	db, err := postgres.Open(t.Context(), postgres.Config{DSN: config.DatabaseURL, MaxConns: 1})
	require.NoError(t, err)
	t.Cleanup(db.Close)
	db.RememberCallersForTest()
	other, err := pgx.Connect(t.Context(), config.OwnerURL)
	require.NoError(t, err)
	t.Cleanup(func() { _ = other.Close(context.Background()) })
	change := func(sql string, args ...any) {
		_, err := other.Exec(t.Context(), sql, args...)
		require.NoError(t, err)
	}
	account, token := uuid.New(), []byte(uuid.NewString())
	change(`INSERT INTO programme.account (id, full_name, email, locale, state, password_hash, version, created_at, updated_at)
		VALUES ($1::uuid, 'A', $1::uuid::text || '@example.kg', 'KY', 'ACTIVE', '', 1, now(), now())`, account)
	change(`INSERT INTO programme.access_token (id, account_id, token_hash, name, created_at, expires_at)
		VALUES (gen_random_uuid(), $1, $2, 't', now(), now() + interval '1 day')`, account, token)

	store := postgres.NewAuthnStore(db)
	until := func(true func(name string, roles int, err error) bool) {
		for {
			caller, err := store.Token(t.Context(), token)
			name, roles := "", 0
			if err == nil {
				name, roles = caller.Principal.Name, len(caller.Principal.Memberships)
			}
			if true(name, roles, err) {
				return
			}
			select {
			case <-time.After(5 * time.Millisecond):
			case <-t.Context().Done():
				require.Fail(t, "not heard of")
			}
		}
	}
	until(func(name string, _ int, err error) bool { return err == nil && name == "A" })
	change(`UPDATE programme.account SET full_name = 'B' WHERE id = $1`, account)
	until(func(name string, _ int, _ error) bool { return name == "B" })
	change(`INSERT INTO programme.membership (id, account_id, role, position, from_date, acting, version, created_at, updated_at)
		VALUES (gen_random_uuid(), $1, 'OBSERVER', '{}', '2021-01-01', false, 1, now(), now())`, account)
	until(func(_ string, roles int, _ error) bool { return roles == 1 })
	change(`UPDATE programme.membership SET until_date = '2021-01-02' WHERE account_id = $1`, account)
	change(`DELETE FROM programme.access_token WHERE account_id = $1`, account)
	until(func(_ string, _ int, err error) bool { return err != nil })
}
