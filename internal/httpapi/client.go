package httpapi

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/demilge/demilge/internal/authn"
)

// The cookies of the session and of the device; over https the prefix has the browser
// hold to Secure, one host and the whole path.
const (
	cookieName   = "demilge_session"
	deviceName   = "demilge_device"
	securePrefix = "__Host-"
)

func sessionSecret(r *http.Request) string { return cookieOf(r, cookieName) }

func cookieOf(r *http.Request, name string) string {
	for _, name := range []string{securePrefix + name, name} {
		if cookie, err := r.Cookie(name); err == nil {
			return cookie.Value
		}
	}
	return ""
}

// withClient tells those behind who is at the other end, and lets them keep a session in
// the browser.
func withClient(next http.Handler, options Options) http.Handler {
	secure := strings.HasPrefix(options.BaseURL, "https://")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		client := authn.Client{
			Address:     options.Proxies.client(r),
			UserAgent:   r.UserAgent(),
			Device:      cookieOf(r, deviceName),
			KeepSession: func(secret string, life time.Duration) { keepCookie(w, secure, cookieName, secret, life) },
			KeepDevice:  func(secret string, life time.Duration) { keepCookie(w, secure, deviceName, secret, life) },
		}
		next.ServeHTTP(w, r.WithContext(authn.WithClient(r.Context(), client)))
	})
}

func keepCookie(w http.ResponseWriter, secure bool, name, secret string, life time.Duration) {
	cookie := &http.Cookie{
		Name: name, Value: secret, Path: "/", HttpOnly: true, Secure: secure, SameSite: http.SameSiteLaxMode,
		MaxAge: -1,
	}
	if secure {
		cookie.Name = securePrefix + name
	}
	if secret != "" {
		cookie.MaxAge = int(life.Seconds())
	}
	http.SetCookie(w, cookie)
}

// Proxies are the reverse proxies in front of the server.
type Proxies []netip.Prefix

// client is the address of the one who asks: the last hop that is no proxy of ours.
func (p Proxies) client(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && p.trusts(host); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		host = hop.String()
	}
	return host
}

func (p Proxies) trusts(host string) bool {
	address, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	for _, prefix := range p {
		if prefix.Contains(address.Unmap()) {
			return true
		}
	}
	return false
}
