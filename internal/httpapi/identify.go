package httpapi

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/authn"
	"github.com/demilge/demilge/internal/i18n"
)

// Authenticate tells who makes a request; nil for nobody.
type Authenticate func(ctx context.Context, r *http.Request) (*authn.Caller, error)

// identify names who makes a request, in the context that everything behind it sees. Who
// asks for no language is answered in the account's.
func identify(next http.Handler, authenticate Authenticate) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := access.WithGrants(r.Context())
		caller, err := authenticate(ctx, r)
		if err != nil {
			unidentified(w, r, err)
			return
		}
		if caller != nil {
			ctx = access.With(ctx, caller.Principal)
			noteWho(w, caller.Principal)
			if _, named := i18n.FromHeader(r.Header.Get("Accept-Language")); !named && caller.Locale != "" {
				ctx = i18n.With(ctx, caller.Locale)
			}
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

func unidentified(w http.ResponseWriter, r *http.Request, err error) {
	var e *apperr.Error
	if !errors.As(err, &e) {
		slog.ErrorContext(r.Context(), "authentication", "request", audit.RequestID(r.Context()), "error", err)
		e = apperr.ErrInternal.With(i18n.Args{"requestId": audit.RequestID(r.Context())})
	}
	switch e.Code {
	case apperr.Unauthenticated:
		w.Header().Set("WWW-Authenticate", "Bearer")
		Refuse(w, r, http.StatusUnauthorized, e)
	case apperr.Unavailable:
		Refuse(w, r, http.StatusServiceUnavailable, e)
	default:
		Refuse(w, r, http.StatusInternalServerError, e)
	}
}

// credentials finds the caller by the Authorization header or the session's cookie.
type credentials struct{ service *authn.Service }

func (c credentials) authenticate(ctx context.Context, r *http.Request) (*authn.Caller, error) {
	if header := r.Header.Get("Authorization"); header != "" {
		scheme, token, _ := strings.Cut(header, " ")
		if !strings.EqualFold(scheme, "Bearer") {
			return nil, authn.ErrBadToken
		}
		return c.service.ByToken(ctx, strings.TrimSpace(token))
	}
	secret := sessionSecret(r)
	if secret == "" {
		return nil, nil
	}
	caller, err := c.service.BySession(ctx, secret)
	if err == nil && caller == nil { // it has ended: the browser may forget it
		authn.ClientOf(ctx).Forget()
	}
	return caller, err
}
