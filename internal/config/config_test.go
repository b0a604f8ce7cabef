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
	for _, wrong := range [][2]string{
		{"addr", "localhost"}, {"addr", ":99999"}, {"addr", "host:http:x"}, {"metrics-addr", "9090"}, {"metrics-addr", ":x"},
		{"base-url", "foo"}, {"base-url", "ftp://x"}, {"base-url", "https://x/?q"}, {"base-url", "http://x:0x"},
		{"database-url", "mysql://x"}, {"programme-url", "postgres://db/p"}, {"programme-owner-url", "x"},
		{"shards", "x"}, {"shards", "x=postgres://x"}, {"shards", "X=postgres://x X.owner=postgres://x"},
		{"shards", "x=postgres://x x=postgres://y x.owner=postgres://z"}, {"shards", "default=postgres://x default.owner=postgres://x"},
		{"max-conns", "many"}, {"max-conns", "-4"}, {"max-conns", "0"}, {"spare-schemas", "-3"}, {"drain-time", "-5s"}, {"drain-time", "5"},
		{"quota", "0"}, {"quota", "9999999999999"},
		{"s3-endpoint", "http://store:9000"}, {"s3-endpoint", "store:port"}, {"s3-endpoint", "store/path"}, {"s3-bucket", "Demilge"},
		{"smtp-url", "mail"}, {"smtp-url", "smtp://mail:x"}, {"mail-from", "Demilge"}, {"sms-domain", "a b"},
		{"sms-gateway", "ftp://x"}, {"sms-gateway", "https://sms.example.kg"}, {"telegram-gateway", "x"}, {"sms-price", "-1"}, {"sms-cap", "-1"}, {"message-days", "-1"},
		{"trusted-proxies", "10.0.0.0/99"}, {"oidc-issuer", "notaurl"},
	} {
		_, err := parse(t, nil, merge(complete, config.Variable(wrong[0]), wrong[1]))
		require.Error(t, err, wrong)
		require.NotContains(t, err.Error(), "\n", wrong)
		require.Regexp(t, wrong[0]+"|"+config.Variable(wrong[0])+"|programme-url", err.Error(), wrong)
	}
}

func TestFlagsStandAnywhere(t *testing.T) {
	for _, args := range [][]string{{"-reason", "x", "alamudun", "more"}, {"alamudun", "-reason", "x", "more"}, {"alamudun", "more", "-reason=x"}} {
		set := flag.NewFlagSet("tenant", flag.ContinueOnError)
		reason := set.String("reason", "", "")
		require.NoError(t, config.Parse(set, args, func(string) string { return "" }))
		require.Equal(t, "x", *reason, args)
		require.Equal(t, []string{"alamudun", "more"}, set.Args())
	}
}

func TestAShardHasTwoAddresses(t *testing.T) {
	c, err := parse(t, nil, merge(complete, "DEMILGE_SHARDS", "chui.owner=postgres://owner@chui/d chui=postgres://app@chui/d"))
	require.NoError(t, err)
	shards, err := c.ShardMap()
	require.NoError(t, err)
	require.Equal(t, map[string]config.Cluster{"chui": {DatabaseURL: "postgres://app@chui/d", OwnerURL: "postgres://owner@chui/d"}}, shards)
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
