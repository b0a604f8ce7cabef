package config_test

import (
	"flag"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/config"
)

func parse(t *testing.T, args []string, env map[string]string) (config.Config, error) {
	t.Helper()
	var c config.Config
	set := flag.NewFlagSet("serve", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	c.Flags(set)
	if err := config.Parse(set, args, func(name string) string { return env[name] }); err != nil {
		return c, err
	}
	return c, c.Check()
}

var complete = map[string]string{
	"DEMILGE_DATABASE_URL": "postgres://app@db/demilge", "DEMILGE_OWNER_URL": "postgres://owner@db/demilge",
	"DEMILGE_S3_ENDPOINT": "store:9000", "DEMILGE_S3_ACCESS_KEY": "a", "DEMILGE_S3_SECRET_KEY": "s",
	"DEMILGE_SMTP_URL": "smtp://mail:25", "DEMILGE_MAIL_FROM": "demilge@example.kg",
}

func TestTheFlagWinsOverTheEnvironment(t *testing.T) {
	c, err := parse(t, []string{"-addr", ":1"}, merge(complete, "DEMILGE_ADDR", ":2"))
	require.NoError(t, err)
	require.Equal(t, ":1", c.Addr)
	c, err = parse(t, nil, merge(complete, "DEMILGE_ADDR", ":2"))
	require.NoError(t, err)
	require.Equal(t, ":2", c.Addr)
}

func TestAMissingOrWrongSettingIsNamed(t *testing.T) {
	for name := range complete {
		_, err := parse(t, nil, merge(complete, name, ""))
		require.ErrorContains(t, err, name)
	}
	for name, value := range map[string]string{
		"DEMILGE_MAX_CONNS": "many", "DEMILGE_SMTP_URL": "mail", "DEMILGE_DATABASE_URL": "mysql://x", "DEMILGE_SHARDS": "x", "DEMILGE_QUOTA": "0",
	} {
		_, err := parse(t, nil, merge(complete, name, value))
		require.Error(t, err, name)
	}
}

func merge(base map[string]string, name, value string) map[string]string {
	out := map[string]string{name: value}
	for k, v := range base {
		if k != name {
			out[k] = v
		}
	}
	return out
}
