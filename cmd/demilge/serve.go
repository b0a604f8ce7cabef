package main

import (
	"context"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/authn"
	"github.com/demilge/demilge/internal/config"
	"github.com/demilge/demilge/internal/mail"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/objectstore"
)

func serveCommand(ctx context.Context, args []string) error {
	var c config.Config
	set := flags("serve", "serve against an external database, object store, mail server and OpenID provider")
	c.Flags(set)
	if err := parse(set, args, c.Check); err != nil {
		return err
	}
	app.Tune()
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	if c.BaseURL == "" {
		c.BaseURL = "http://" + listener.Addr().String()
	}
	settings, err := serverSettings(c)
	if err != nil {
		return err
	}
	if settings.Metrics, err = listenMetrics(c.MetricsAddr); err != nil {
		return err
	}
	stop, err := openTraces(ctx, &settings)
	if err != nil {
		return err
	}
	defer stop()
	a, err := app.New(ctx, settings)
	if err != nil {
		return err
	}
	defer a.Close()
	return a.Run(ctx, listener, c.DrainTime)
}

// serverSettings are the settings of the whole server.
func serverSettings(c config.Config) (app.Config, error) {
	settings, err := clusters(c)
	if err != nil {
		return settings, err
	}
	objects := objectstore.New()
	if err := objects.Connect(objectstore.Config{
		Endpoint: c.S3Endpoint, AccessKey: c.S3AccessKey, SecretKey: c.S3SecretKey,
		Bucket: c.S3Bucket, Region: c.S3Region, TLS: !c.S3Plain,
	}); err != nil {
		return settings, usageError{fmt.Errorf("s3-endpoint: %w", err)}
	}
	settings.Objects, settings.Quota, settings.Playground = objects, c.QuotaMiB<<20, c.Playground
	settings.BaseURL, settings.SpareSchemas = strings.TrimSuffix(c.BaseURL, "/"), c.SpareSchemas
	return settings, usage(outside(c, &settings))
}

// outside sets how people and their messages come in and go out.
func outside(c config.Config, settings *app.Config) error {
	sender, err := mail.NewSMTP(c.SMTPURL, c.MailFrom, c.SMSDomain)
	if err != nil {
		return err
	}
	settings.Mail = sender
	settings.Messages = app.Messages{
		SMS:      app.GatewayConfig{URL: c.SMSGateway, Secret: c.SMSSecret},
		Telegram: app.GatewayConfig{URL: c.TelegramGateway, Secret: c.TelegramSecret},
		SMSPrice: money.Amount(c.SMSPrice), SMSCap: money.Som(c.SMSCap), Keep: time.Duration(c.MessageDays) * 24 * time.Hour,
	}
	if settings.Proxies, err = c.ProxyList(); err != nil {
		return err
	}
	if c.OIDCIssuer != "" {
		settings.OIDC = &authn.OIDC{Issuer: c.OIDCIssuer, ClientID: c.OIDCClientID, ClientSecret: c.OIDCSecret}
	}
	return nil
}
