// Package config reads what the server must know of its surroundings from flags and
// the environment. Each setting is a flag, and the variable DEMILGE_ with the flag's
// name in capitals; the flag wins.
package config

import (
	"flag"
	"fmt"
	"strings"
	"time"
)

// Config is everything that can be set; [Config.Flags] says what each is.
type Config struct {
	Addr        string
	MetricsAddr string
	BaseURL     string
	DatabaseURL string
	OwnerURL    string
	// ProgrammeURL and ProgrammeOwnerURL are DatabaseURL and OwnerURL when empty.
	ProgrammeURL      string
	ProgrammeOwnerURL string
	Shards            string
	MaxConns          int
	S3Endpoint        string
	S3Region          string
	S3Bucket          string
	S3AccessKey       string
	S3SecretKey       string
	S3Plain           bool
	SMTPURL           string
	MailFrom          string
	SMSDomain         string
	SMSGateway        string
	SMSSecret         string
	TelegramGateway   string
	TelegramSecret    string
	SMSPrice          int64
	SMSCap            int64
	MessageDays       int
	Proxies           string
	OIDCIssuer        string
	OIDCClientID      string
	OIDCSecret        string
	QuotaMiB          int64
	SpareSchemas      int
	Playground        bool
	DrainTime         time.Duration
}

// Flags declares the settings of the server on a flag set, each with its unit and default.
func (c *Config) Flags(set *flag.FlagSet) {
	set.StringVar(&c.Addr, "addr", "127.0.0.1:8080", "address to listen on, host:port; port 0 takes a free one")
	set.StringVar(&c.BaseURL, "base-url", "", "public address of the server in mails and redirects (URL; default http://ADDR)")
	set.StringVar(&c.MetricsAddr, "metrics-addr", "", "address to show Prometheus metrics on at /metrics, host:port, for the inner network only (empty: none)")
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
	c.messageFlags(set)
	set.StringVar(&c.Proxies, "trusted-proxies", "", "addresses or networks of reverse proxies whose X-Forwarded-For is believed, separated by commas")
	set.StringVar(&c.OIDCIssuer, "oidc-issuer", "", "OpenID provider (URL; empty: no such sign-in)")
	set.StringVar(&c.OIDCClientID, "oidc-client-id", "", "client id at the OpenID provider")
	set.StringVar(&c.OIDCSecret, "oidc-client-secret", "", "client secret at the OpenID provider")
	set.Int64Var(&c.QuotaMiB, "quota", 5120, "files of one municipality (MiB)")
	set.IntVar(&c.SpareSchemas, "spare-schemas", 2, "schemas kept ready for new municipalities (number)")
	set.BoolVar(&c.Playground, "playground", false, "serve the playground at /playground")
	set.DurationVar(&c.DrainTime, "drain-time", 15*time.Second, "time that open requests have to end on shutdown (duration)")
}

func (c *Config) messageFlags(set *flag.FlagSet) {
	set.StringVar(&c.SMSGateway, "sms-gateway", "", "HTTP gateway of SMS, see docs/gateway.md (URL; empty: none)")
	set.StringVar(&c.SMSSecret, "sms-gateway-secret", "", "secret shared with the SMS gateway, 16 characters or more")
	set.StringVar(&c.TelegramGateway, "telegram-gateway", "", "HTTP gateway of the Telegram bot (URL; empty: none)")
	set.StringVar(&c.TelegramSecret, "telegram-gateway-secret", "", "secret shared with the Telegram gateway, 16 characters or more")
	set.Int64Var(&c.SMSPrice, "sms-price", 0, "price of an SMS (tyiyn; 0: not counted)")
	set.Int64Var(&c.SMSCap, "sms-cap", 0, "most that the SMS of one municipality cost in a month (som; 0: no bound)")
	set.IntVar(&c.MessageDays, "message-days", 90, "how long texts of messages are kept (days; 0: for ever)")
}

// DatabaseFlags declares only what the commands on the database need.
func (c *Config) DatabaseFlags(set *flag.FlagSet) {
	c.MaxConns = 5
	c.databaseFlags(set)
}

func (c *Config) databaseFlags(set *flag.FlagSet) {
	set.StringVar(&c.DatabaseURL, "database-url", "", "PostgreSQL as the role demilge_app, postgres://… (required)")
	set.StringVar(&c.OwnerURL, "owner-url", "", "PostgreSQL as the role that owns the schemas and may create roles, postgres://… (required)")
	set.StringVar(&c.ProgrammeURL, "programme-url", "", "PostgreSQL of the register, people and calls, as the role demilge_app (default: database-url)")
	set.StringVar(&c.ProgrammeOwnerURL, "programme-owner-url", "", "the same as the owner (default: owner-url)")
	set.StringVar(&c.Shards, "shards", "", "further clusters of municipalities, name=postgres://… as demilge_app and name.owner=postgres://… as the owner, separated by spaces")
}

// Parse reads args and, for flags that were not given, the environment.
func Parse(set *flag.FlagSet, args []string, env func(string) string) error {
	if err := interleaved(set, args); err != nil {
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

// interleaved lets flags stand before, between and after the other words.
func interleaved(set *flag.FlagSet, args []string) error {
	var words []string
	for {
		if err := set.Parse(args); err != nil {
			return err
		}
		if set.NArg() == 0 {
			return set.Parse(append([]string{"--"}, words...))
		}
		words, args = append(words, set.Arg(0)), set.Args()[1:]
	}
}

// Variable is the environment variable of a flag.
func Variable(name string) string {
	return "DEMILGE_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}
