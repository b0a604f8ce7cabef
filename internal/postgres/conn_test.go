package postgres_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/internal/postgres"
)

func TestValuesTravelAsParameters(t *testing.T) {
	t.Parallel()
	conn := connection(t)
	for _, value := range []string{
		"", "'", "''", `\`, `\'; SELECT 1; --`, "$1", "?", "?tenant", "ө ү ң", "{\"a\": 'b'}", "'); DROP TABLE x; --", strings.Repeat("'", 1000),
	} {
		for range 3 { // as it comes, then prepared
			var got string
			require.NoError(t, conn.NewRaw("SELECT ?::text", value).Scan(t.Context(), &got))
			require.Equal(t, value, got)
			require.NoError(t, conn.NewRaw("SELECT convert_from(?::bytea, 'UTF8')", []byte(value)).Scan(t.Context(), &got))
			require.Equal(t, value, got)
		}
	}
	at := time.Date(2019, 12, 17, 9, 30, 0, 123000, time.UTC)
	var got time.Time
	require.NoError(t, conn.NewRaw("SELECT ?::timestamptz", at).Scan(t.Context(), &got))
	require.True(t, at.Equal(got))
	require.Error(t, conn.NewRaw("SELECT ?::text", "a\x00b").Scan(t.Context(), new(string)))
}

func TestATextThatComesAgainIsPrepared(t *testing.T) {
	t.Parallel()
	conn := connection(t)
	prepared := func(text string) (n int) {
		require.NoError(t, conn.NewRaw("SELECT count(*) FROM pg_catalog.pg_prepared_statements WHERE statement LIKE '%' || ?",
			text).Scan(t.Context(), &n))
		return n
	}
	for i, value := range []string{"one", "two", "three"} {
		require.NoError(t, conn.NewRaw("SELECT ?::text AS again", value).Scan(t.Context(), new(string)))
		require.Equal(t, min(i, 1), prepared("AS again"))
	}
	for i := range 3 {
		require.NoError(t, conn.NewRaw("SELECT ?::text, ? AS once", "a", i).Scan(t.Context(), new(string), new(int)))
	}
	require.Zero(t, prepared("AS once"))
}

func TestMoreValuesThanTheProtocolCarries(t *testing.T) {
	t.Parallel()
	values := make([]string, 70_000)
	for i := range values {
		values[i] = "'"
	}
	var n int
	require.NoError(t, connection(t).NewRaw("SELECT count(*) FROM unnest(ARRAY[?]) AS v WHERE v = ''''", bun.List(values)).Scan(t.Context(), &n))
	require.Equal(t, len(values), n)
}

// connection is a single one of a pool as the stores have it.
func connection(t *testing.T) bun.Conn {
	t.Helper()
	db, err := postgres.Open(t.Context(), postgres.Config{DSN: pgtest.DSN(t)})
	require.NoError(t, err)
	t.Cleanup(db.Close)
	conn, err := db.ConnForTest(context.WithoutCancel(t.Context()))
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}
