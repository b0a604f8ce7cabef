package postgres_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/postgres"
)

const adoptedRegulation = `INSERT INTO ?tenant.regulation (id, kind, edition, title, state, rules, note, review_decision, decree_kind,
	decree_number, decree_date, site_link, register_entry, justice_letter, version, created_at, updated_at)
	VALUES ('00000000-0000-7000-8000-000000000001', 'LOCAL_INITIATIVES', 1, '{}', 'ADOPTED', '{}', '', '', 'DECREE', '226', '2020-12-28',
	'', '', '', 1, now(), now())`

const formedCommission = `INSERT INTO ?tenant.commission (id, name, state, regulation_id, order_kind, order_number, order_date, note,
	version, created_at, updated_at) VALUES ('00000000-0000-7000-8000-000000000002', '{}', 'FORMED',
	'00000000-0000-7000-8000-000000000001', 'ORDER', '5', '2021-01-15', '', 1, now(), now())`

const namedMember = `INSERT INTO ?tenant.commission_member (id, commission_id, position, category, role, voting, name, post, since_kind,
	since_number, since_date, until_kind, until_number, until_reason, version, created_at, updated_at)
	VALUES ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002', 1, 'DEPUTY', 'MEMBER', true, 'A', '', 'ORDER',
	'5', '2021-01-15', '', '', '', 1, now(), now())`

// run executes statements in one transaction under the tenant's role.
func run(ctx context.Context, tx *postgres.Tx, statements ...string) error {
	for _, statement := range statements {
		if _, err := tx.NewRaw(statement).Exec(ctx); err != nil {
			return err
		}
	}
	return record(ctx, tx)
}

func TestTheDatabaseKeepsWhatWasAdoptedAndNamed(t *testing.T) {
	t.Parallel()
	db, own, _, ctx := bench(t)
	change := func(statements ...string) error {
		return db.WriteForTest(ctx, own, func(ctx context.Context, tx *postgres.Tx) error { return run(ctx, tx, statements...) })
	}
	require.NoError(t, change(adoptedRegulation, formedCommission, namedMember))

	for _, sealed := range []string{
		`UPDATE ?tenant.regulation SET rules = '{"blind": true}'`,
		`UPDATE ?tenant.regulation SET state = 'DRAFT'`,
		`UPDATE ?tenant.regulation SET decree_date = '2020-12-29'`,
		`UPDATE ?tenant.regulation SET decree_number = '227'`,
		`DELETE FROM ?tenant.regulation`,
		`UPDATE ?tenant.commission_member SET name = 'B'`,
		`UPDATE ?tenant.commission_member SET since_date = NULL`,
		`UPDATE ?tenant.commission_member SET voting = false, role = 'SECRETARY'`,
		`DELETE FROM ?tenant.commission_member`,
	} {
		require.ErrorIs(t, change(sealed), postgres.ErrSealed, sealed)
	}
	require.NoError(t, change(
		`UPDATE ?tenant.regulation SET state = 'PUBLISHED', published_on = '2020-12-30', site_link = 'http://example.kg'`,
		`UPDATE ?tenant.regulation SET text_file_id = gen_random_uuid()`,
		`UPDATE ?tenant.commission_member SET user_id = gen_random_uuid()`,
		`UPDATE ?tenant.commission_member SET until_kind = 'ORDER', until_number = '9', until_date = '2021-03-01', until_reason = 'x'`))
	for _, sealed := range []string{
		`UPDATE ?tenant.regulation SET text_file_id = gen_random_uuid()`,
		`UPDATE ?tenant.regulation SET state = 'ADOPTED'`,
		`UPDATE ?tenant.commission_member SET until_date = NULL`,
	} {
		require.ErrorIs(t, change(sealed), postgres.ErrSealed, sealed)
	}
}

func TestTheDatabaseKeepsAwardsWithinTheEnvelope(t *testing.T) {
	t.Parallel()
	db, own, _, ctx := bench(t)
	change := func(statement string) error {
		return db.WriteForTest(ctx, own, func(ctx context.Context, tx *postgres.Tx) error { return run(ctx, tx, statement) })
	}
	require.NoError(t, change(`INSERT INTO ?tenant.envelope (id, year, amount, awarded, decree_kind, decree_number, source_line, note,
		version, created_at, updated_at) VALUES (gen_random_uuid(), 2021, 2300000, 2300000, 'DECREE', '', '', '', 1, now(), now())`))
	require.ErrorContains(t, change(`UPDATE ?tenant.envelope SET awarded = awarded + 1`), "envelope_awarded_within_amount")
	require.ErrorContains(t, change(`UPDATE ?tenant.envelope SET amount = amount - 1`), "envelope_awarded_within_amount")
}
