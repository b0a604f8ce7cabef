package main

import (
	"context"
	"fmt"
	"net"
	"strings"

	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/authn"
	"github.com/demilge/demilge/internal/config"
	"github.com/demilge/demilge/internal/mail"
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
	shown, err := listenMetrics(c.MetricsAddr)
	if err != nil {
		return err
	}
	a, err := openServer(ctx, c, shown)
	if err != nil {
		return err
	}
	defer a.Close()
	return a.Run(ctx, listener, c.DrainTime)
}

// listenMetrics opens the address of the metrics, nil when it is empty. The server closes it.
func listenMetrics(addr string) (net.Listener, error) {
	if addr == "" {
		return nil, nil
	}
	return net.Listen("tcp", addr)
}

// openServer wires the whole server from its settings; shown is the listener of its metrics.
func openServer(ctx context.Context, c config.Config, shown net.Listener) (*app.App, error) {
	settings, err := clusters(c)
	if err != nil {
		return nil, err
	}
	objects := objectstore.New()
	if err := objects.Connect(objectstore.Config{
		Endpoint: c.S3Endpoint, AccessKey: c.S3AccessKey, SecretKey: c.S3SecretKey,
		Bucket: c.S3Bucket, Region: c.S3Region, TLS: !c.S3Plain,
	}); err != nil {
		return nil, usageError{fmt.Errorf("s3-endpoint: %w", err)}
	}
	settings.Metrics = shown
	settings.Objects, settings.Quota, settings.Playground = objects, c.QuotaMiB<<20, c.Playground
	settings.BaseURL, settings.SpareSchemas = strings.TrimSuffix(c.BaseURL, "/"), c.SpareSchemas
	if err := outside(c, &settings); err != nil {
		return nil, usageError{err}
	}
	return app.New(ctx, settings)
}

// outside sets how people and their messages come in and go out.
func outside(c config.Config, settings *app.Config) error {
	sender, err := mail.NewSMTP(c.SMTPURL, c.MailFrom, c.SMSDomain)
	if err != nil {
		return err
	}
	settings.Mail = sender
	if settings.Proxies, err = c.ProxyList(); err != nil {
		return err
	}
	if c.OIDCIssuer != "" {
		settings.OIDC = &authn.OIDC{Issuer: c.OIDCIssuer, ClientID: c.OIDCClientID, ClientSecret: c.OIDCSecret}
	}
	return nil
}
