package config

import (
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/demilge/demilge/internal/gateway"
)

// Check refuses settings of the server that are missing or wrong, naming the first.
func (c *Config) Check() error {
	for _, check := range []func() error{c.CheckDatabase, c.checkAddresses, c.checkObjects, c.checkMail, c.checkMessages, c.checkOIDC, c.checkNumbers} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// CheckAddr refuses an -addr that cannot be listened on.
func CheckAddr(addr string) error { return checkAddr("addr", addr) }

func checkAddr(name, addr string) error {
	_, port, err := net.SplitHostPort(addr)
	if err == nil {
		_, err = strconv.ParseUint(port, 10, 16)
	}
	if err != nil {
		return fmt.Errorf("%s must be host:port with a port from 0 to 65535, not %q", name, addr)
	}
	return nil
}

func (c *Config) checkAddresses() error {
	if err := CheckAddr(c.Addr); err != nil {
		return err
	}
	if c.MetricsAddr != "" {
		if err := checkAddr("metrics-addr", c.MetricsAddr); err != nil {
			return err
		}
	}
	if c.BaseURL != "" && !isWeb(c.BaseURL) {
		return fmt.Errorf("base-url must be http://host or https://host, not %q", c.BaseURL)
	}
	_, err := c.ProxyList()
	return err
}

// ProxyList reads the addresses and networks of the trusted proxies.
func (c *Config) ProxyList() ([]netip.Prefix, error) {
	var list []netip.Prefix
	for _, part := range strings.FieldsFunc(c.Proxies, func(r rune) bool { return r == ',' || r == ' ' }) {
		prefix, err := netip.ParsePrefix(part)
		if err != nil {
			address, err := netip.ParseAddr(part)
			if err != nil {
				return nil, fmt.Errorf("trusted-proxies must be addresses or networks separated by commas, not %q", part)
			}
			prefix = netip.PrefixFrom(address, address.BitLen())
		}
		list = append(list, prefix.Masked())
	}
	return list, nil
}

var (
	bucketName = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)
	hostName   = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$`)
)

func (c *Config) checkObjects() error {
	if err := required("s3-endpoint", c.S3Endpoint, "s3-access-key", c.S3AccessKey, "s3-secret-key", c.S3SecretKey); err != nil {
		return err
	}
	if u, err := url.Parse("https://" + c.S3Endpoint); err != nil || u.Host != c.S3Endpoint || u.Hostname() == "" || !validPort(u) {
		return fmt.Errorf("s3-endpoint must be host:port without a scheme, not %q", c.S3Endpoint)
	}
	if !bucketName.MatchString(c.S3Bucket) {
		return fmt.Errorf("s3-bucket must be 3 to 63 lower-case letters, digits, dots and hyphens, not %q", c.S3Bucket)
	}
	return nil
}

func (c *Config) checkMail() error {
	if err := required("smtp-url", c.SMTPURL, "mail-from", c.MailFrom); err != nil {
		return err
	}
	if u, err := url.Parse(c.SMTPURL); err != nil || u.Hostname() == "" || !validPort(u) || (u.Scheme != "smtp" && u.Scheme != "smtps") {
		return errors.New("smtp-url must be smtp://host:port or smtps://host:port")
	}
	if _, err := mail.ParseAddress(c.MailFrom); err != nil {
		return fmt.Errorf("mail-from must be an e-mail address, not %q", c.MailFrom)
	}
	if c.SMSDomain != "" && !hostName.MatchString(c.SMSDomain) {
		return fmt.Errorf("sms-domain must be a mail domain, not %q", c.SMSDomain)
	}
	return nil
}

func (c *Config) checkMessages() error {
	for _, g := range []struct{ name, url, secret string }{
		{"sms-gateway", c.SMSGateway, c.SMSSecret}, {"telegram-gateway", c.TelegramGateway, c.TelegramSecret},
	} {
		switch {
		case g.url == "":
		case !isWeb(g.url):
			return fmt.Errorf("%s must be https://host or http://host, not %q", g.name, g.url)
		case len(g.secret) < gateway.MinSecret:
			return fmt.Errorf("%s-secret must have %d characters or more", g.name, gateway.MinSecret)
		}
	}
	switch {
	case c.SMSPrice < 0 || c.SMSPrice > 100_000:
		return errors.New("sms-price must be from 0 to 100000 tyiyn")
	case c.SMSCap < 0 || c.SMSCap > 100_000_000:
		return errors.New("sms-cap must be from 0 to 100000000 som")
	case c.MessageDays < 0 || c.MessageDays > 36500:
		return errors.New("message-days must be from 0 to 36500")
	}
	return nil
}

func (c *Config) checkOIDC() error {
	if c.OIDCIssuer == "" {
		return nil
	}
	if !isWeb(c.OIDCIssuer) {
		return fmt.Errorf("oidc-issuer must be https://host or http://host, not %q", c.OIDCIssuer)
	}
	return required("oidc-client-id", c.OIDCClientID)
}

func (c *Config) checkNumbers() error {
	const largestQuota = 1 << 30 // MiB: a PiB
	switch {
	case c.MaxConns < 1 || c.MaxConns > 1000:
		return errors.New("max-conns must be from 1 to 1000")
	case c.QuotaMiB < 1 || c.QuotaMiB > largestQuota:
		return fmt.Errorf("quota must be from 1 to %d MiB", largestQuota)
	case c.SpareSchemas < 0 || c.SpareSchemas > 100:
		return errors.New("spare-schemas must be from 0 to 100")
	case c.DrainTime < 0 || c.DrainTime > time.Hour:
		return errors.New("drain-time must be from 0s to 1h")
	}
	return nil
}

// isWeb reports whether s is the address of a web server.
func isWeb(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && validPort(u) &&
		u.User == nil && u.RawQuery == "" && u.Fragment == ""
}

func validPort(u *url.URL) bool {
	if u.Port() == "" {
		return !strings.HasSuffix(u.Host, ":")
	}
	port, err := strconv.ParseUint(u.Port(), 10, 16)
	return err == nil && port > 0
}

// required takes names and values in turn.
func required(settings ...string) error {
	for i := 0; i < len(settings); i += 2 {
		if name := settings[i]; settings[i+1] == "" {
			return fmt.Errorf("%s is missing: set the flag -%s or the variable %s", name, name, Variable(name))
		}
	}
	return nil
}
