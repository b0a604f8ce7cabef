// Package config reads what the server must know of its surroundings from flags and
// the environment. Each setting is a flag, and the variable DEMILGE_ with the flag's
// name in capitals; the flag wins.
package config

import (
	"errors"
	"flag"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// Config is everything that can be set; [Config.Flags] says what each is.
type Config struct {
	Addr         string
	BaseURL      string
	DatabaseURL  string
	OwnerURL     string
	Shards       string
	MaxConns     int
	S3Endpoint   string
	S3Region     string
	S3Bucket     string
	S3AccessKey  string
	S3SecretKey  string
	S3Plain      bool
	SMTPURL      string
	MailFrom     string
	SMSDomain    string
	Proxies      string
	OIDCIssuer   string
	OIDCClientID string
	OIDCSecret   string
	QuotaMiB     int64
	SpareSchemas int
	Playground   bool
	DrainTime    time.Duration
}

// Flags declares the settings of the server on a flag set, each with its unit and default.
func (c *Config) Flags(set *flag.FlagSet) {
	set.StringVar(&c.Addr, "addr", "127.0.0.1:8080", "address to listen on, host:port; port 0 takes a free one")
	set.StringVar(&c.BaseURL, "base-url", "", "public address of the server in mails and redirects (URL; default http://ADDR)")
	c.databaseFlags(set)
	set.IntVar(&c.MaxConns, "max-conns", 20, "most connections to each database cluster (number)")
	set.StringVar(&c.S3Endpoint, "s3-endpoint", "", "object store, host:port (required)")
	set.StringVar(&c.S3Region, "s3-region", "us-east-1", "region of the object store")
	set.StringVar(&c.S3Bucket, "s3-bucket", "demilge", "bucket of documents and photos")
	set.StringVar(&c.S3AccessKey, "s3-access-key", "", "access key of the object store (required)")
	set.StringVar(&c.S3SecretKey, "s3-secret-key", "", "secret key of the object store (required)")
	set.BoolVar(&c.S3Plain, "s3-plain", false, "reach the object store without TLS")
	set.StringVar(&c.SMTPURL, "smtp-url", "", "mail server, smtp://user:password@host:port or smtps://… (required)")
	set.StringVar(&c.MailFrom, "mail-from", "", "sender of mails, an e-mail address (required)")
	set.StringVar(&c.SMSDomain, "sms-domain", "", "mail domain of an SMS gateway, which gets messages to NUMBER@DOMAIN (empty: phones cannot be reached)")
	set.StringVar(&c.Proxies, "trusted-proxies", "", "addresses or networks of reverse proxies whose X-Forwarded-For is believed, separated by commas")
	set.StringVar(&c.OIDCIssuer, "oidc-issuer", "", "OpenID provider (URL; empty: no such sign-in)")
	set.StringVar(&c.OIDCClientID, "oidc-client-id", "", "client id at the OpenID provider")
	set.StringVar(&c.OIDCSecret, "oidc-client-secret", "", "client secret at the OpenID provider")
	set.Int64Var(&c.QuotaMiB, "quota", 5120, "files of one municipality (MiB)")
	set.IntVar(&c.SpareSchemas, "spare-schemas", 2, "schemas kept ready for new municipalities (number)")
	set.BoolVar(&c.Playground, "playground", false, "serve the playground at /playground")
	set.DurationVar(&c.DrainTime, "drain-time", 15*time.Second, "time that open requests have to end on shutdown (duration)")
}

// DatabaseFlags declares only what the commands on the database need.
func (c *Config) DatabaseFlags(set *flag.FlagSet) {
	c.MaxConns = 5
	c.databaseFlags(set)
}

func (c *Config) databaseFlags(set *flag.FlagSet) {
	set.StringVar(&c.DatabaseURL, "database-url", "", "PostgreSQL as the role demilge_app, postgres://… (required)")
	set.StringVar(&c.OwnerURL, "owner-url", "", "PostgreSQL as the role that owns the schemas and may create roles, postgres://… (required)")
	set.StringVar(&c.Shards, "shards", "", "further clusters, name=postgres://… separated by spaces")
}

// Parse reads args and, for flags that were not given, the environment.
func Parse(set *flag.FlagSet, args []string, env func(string) string) error {
	if err := set.Parse(args); err != nil {
		return err
	}
	given := map[string]bool{}
	set.Visit(func(f *flag.Flag) { given[f.Name] = true })
	var wrong error
	set.VisitAll(func(f *flag.Flag) {
		value := env(Variable(f.Name))
		if given[f.Name] || value == "" || wrong != nil {
			return
		}
		if err := set.Set(f.Name, value); err != nil {
			wrong = fmt.Errorf("%s: %w", Variable(f.Name), err)
		}
	})
	return wrong
}

// Variable is the environment variable of a flag.
func Variable(name string) string {
	return "DEMILGE_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}

// Check refuses settings of the server that are missing or wrong, naming the first.
func (c *Config) Check() error {
	if err := c.CheckDatabase(); err != nil {
		return err
	}
	for _, required := range [][2]string{
		{"s3-endpoint", c.S3Endpoint}, {"s3-access-key", c.S3AccessKey}, {"s3-secret-key", c.S3SecretKey},
		{"smtp-url", c.SMTPURL}, {"mail-from", c.MailFrom},
	} {
		if required[1] == "" {
			return missing(required[0])
		}
	}
	if u, err := url.Parse(c.SMTPURL); err != nil || u.Host == "" || (u.Scheme != "smtp" && u.Scheme != "smtps") {
		return errors.New("smtp-url must be smtp://host:port or smtps://host:port")
	}
	if c.OIDCIssuer != "" && c.OIDCClientID == "" {
		return missing("oidc-client-id")
	}
	if c.QuotaMiB < 1 {
		return errors.New("quota must be at least 1 MiB")
	}
	return nil
}

// CheckDatabase refuses missing or wrong addresses of the database.
func (c *Config) CheckDatabase() error {
	for _, required := range [][2]string{{"database-url", c.DatabaseURL}, {"owner-url", c.OwnerURL}} {
		name, value := required[0], required[1]
		if value == "" {
			return missing(name)
		}
		if u, err := url.Parse(value); err != nil || !strings.HasPrefix(u.Scheme, "postgres") {
			return fmt.Errorf("%s must be postgres://user:password@host:port/database", name)
		}
	}
	_, err := c.ShardMap()
	return err
}

// ShardMap reads the further clusters.
func (c *Config) ShardMap() (map[string]string, error) {
	shards := map[string]string{}
	for _, pair := range strings.Fields(c.Shards) {
		name, dsn, ok := strings.Cut(pair, "=")
		if !ok || name == "" || !strings.HasPrefix(dsn, "postgres") {
			return nil, errors.New("shards must be name=postgres://… separated by spaces")
		}
		shards[name] = dsn
	}
	return shards, nil
}

func missing(name string) error {
	return fmt.Errorf("%s is missing: set the flag -%s or the variable %s", name, name, Variable(name))
}
