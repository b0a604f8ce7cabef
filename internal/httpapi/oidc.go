package httpapi

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"html/template"
	"log/slog"
	"net/http"
	"strings"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/authn"
	"github.com/demilge/demilge/internal/i18n"
)

// Addresses of the sign-in at an OpenID provider.
const (
	OIDCLogin    = "/auth/oidc/login"
	OIDCCallback = "/auth/oidc/callback"

	flowCookie = "demilge_oidc"
	flowPath   = "/auth/oidc"
	flowLife   = 600 // seconds
)

// OIDC signs people in at an OpenID provider.
type OIDC struct {
	Service  *authn.Service
	Provider *authn.Provider
	// Secure is set where the server is reached over https.
	Secure bool
	// Home is where a person who signed in goes.
	Home string
}

// flow is what the browser keeps: the provider's part and where to go afterwards.
type flow struct {
	authn.Flow
	Next string `json:"next"`
}

// Login sends the browser to the provider; ?next=/path says where to go afterwards.
func (o OIDC) Login(w http.ResponseWriter, r *http.Request) {
	address, begun, err := o.Provider.Begin(r.Context())
	if err != nil {
		refusePage(w, r, err)
		return
	}
	next := r.URL.Query().Get("next")
	if !local(next) {
		next = o.Home
	}
	text, err := json.Marshal(flow{Flow: begun, Next: next})
	if err != nil {
		refusePage(w, r, err)
		return
	}
	o.keep(w, base64.RawURLEncoding.EncodeToString(text), flowLife)
	http.Redirect(w, r, address, http.StatusSeeOther)
}

// Callback takes the browser back from the provider.
func (o OIDC) Callback(w http.ResponseWriter, r *http.Request) {
	o.keep(w, "", -1)
	query := r.URL.Query()
	begun, ok := begunFlow(r)
	if !ok || query.Get("error") != "" {
		refusePage(w, r, authn.ErrFlow)
		return
	}
	said, err := o.Provider.Finish(r.Context(), begun.Flow, query.Get("state"), query.Get("code"))
	if err == nil {
		_, err = o.Service.SignInAs(r.Context(), said)
	}
	if err != nil {
		refusePage(w, r, err)
		return
	}
	http.Redirect(w, r, begun.Next, http.StatusSeeOther)
}

func (o OIDC) keep(w http.ResponseWriter, value string, seconds int) {
	http.SetCookie(w, &http.Cookie{
		Name: flowCookie, Value: value, Path: flowPath, MaxAge: seconds, HttpOnly: true, Secure: o.Secure,
		SameSite: http.SameSiteLaxMode,
	})
}

func begunFlow(r *http.Request) (begun flow, ok bool) {
	cookie, err := r.Cookie(flowCookie)
	if err != nil {
		return flow{}, false
	}
	text, err := base64.RawURLEncoding.DecodeString(cookie.Value)
	if err != nil || json.Unmarshal(text, &begun) != nil || !local(begun.Next) {
		return flow{}, false
	}
	return begun, true
}

// local reports whether next is a path of this server and of no other.
func local(next string) bool {
	return strings.HasPrefix(next, "/") && !strings.HasPrefix(next, "//") && !strings.ContainsAny(next, "\\\r\n\t")
}

var refusal = template.Must(template.New("refusal").Parse(`<!doctype html>
<html lang="{{.Lang}}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Demilge</title>
<p>{{.Message}}</p><p><a href="{{.Again}}">↩</a></p>
`))

// refusePage tells a person in the browser what went wrong.
func refusePage(w http.ResponseWriter, r *http.Request, err error) {
	var e *apperr.Error
	if !errors.As(err, &e) {
		slog.ErrorContext(r.Context(), "sign-in at the provider", "request", audit.RequestID(r.Context()), "error", err)
		e = apperr.ErrInternal.With(i18n.Args{"requestId": audit.RequestID(r.Context())})
	} else if e.Unwrap() != nil {
		slog.WarnContext(r.Context(), "sign-in at the provider", "request", audit.RequestID(r.Context()), "error", err)
	}
	status := http.StatusForbidden
	switch e.Code {
	case apperr.Unavailable:
		status = http.StatusServiceUnavailable
	case apperr.Internal:
		status = http.StatusInternalServerError
	}
	lang := i18n.From(r.Context())
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = refusal.Execute(w, map[string]string{"Lang": strings.ToLower(string(lang)), "Message": e.Message(lang), "Again": OIDCLogin})
}
