package app

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/authn"
	"github.com/demilge/demilge/internal/httpapi"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/postgres"
	"github.com/demilge/demilge/internal/tracing"
	"github.com/demilge/demilge/internal/user"
)

// Mailer sends messages and knows whom it reaches.
type Mailer interface {
	authn.Mailer
	// Post sends a letter with the Message-ID that it carries.
	Post(ctx context.Context, letter notice.Letter) error
	Reaches(to user.Contact) bool
}

// people are the services that let somebody in.
type people struct {
	users   *user.Service
	authn   *authn.Service
	courier *authn.Courier
}

func (a *App) people(config Config) people {
	reaches := func(user.Contact) bool { return false }
	if config.Mail != nil {
		reaches = config.Mail.Reaches
	}
	store := postgres.NewAuthnStore(a.db)
	return people{
		users: user.NewService(a.Auth, postgres.NewUserStore(a.db), reaches, a.Auth.Now),
		authn: authn.NewService(a.Auth, store, authn.Config{
			Reaches: reaches, Hasher: authn.NewHasher(authn.DefaultArgon2, passwordsAtOnce),
		}),
		courier: authn.NewCourier(store, config.Mail, config.BaseURL),
	}
}

// passwordsAtOnce bounds the memory of sign-ins: 19 MiB each.
const passwordsAtOnce = 3

// middleware is what every request passes first.
func (a *App) middleware(next http.Handler, config Config) http.Handler {
	return httpapi.Wrap(next, a.requests(config), "/files/")
}

// requests says how requests are handled.
func (a *App) requests(config Config) httpapi.Options {
	options := httpapi.Options{Authn: a.Resolver.Authn, BaseURL: config.BaseURL, Proxies: config.Proxies, Tracer: tracing.Tracer(config.Traces)}
	if a.metrics != nil {
		options.Observe = a.metrics.Request
	}
	if config.Authenticate != nil {
		options.Authenticate = func(_ context.Context, r *http.Request) (*authn.Caller, error) {
			principal, err := config.Authenticate(r)
			if err != nil || principal.Kind == access.Anonymous {
				return nil, err
			}
			return &authn.Caller{Principal: principal}, nil
		}
	}
	return options
}

// oidc serves the sign-in at an OpenID provider, where there is one.
func (a *App) oidc(mux *http.ServeMux, config Config) {
	if config.OIDC == nil {
		return
	}
	provider := *config.OIDC
	provider.RedirectURL = config.BaseURL + httpapi.OIDCCallback
	pages := httpapi.OIDC{
		Service: a.Resolver.Authn, Provider: authn.NewProvider(provider),
		Secure: strings.HasPrefix(config.BaseURL, "https://"), Home: httpapi.AccountPage,
	}
	mux.HandleFunc("GET "+httpapi.OIDCLogin, pages.Login)
	mux.HandleFunc("GET "+httpapi.OIDCCallback, pages.Callback)
}

// keyOwner tells idempotency keys of different people apart.
func keyOwner(ctx context.Context) string {
	if p := access.From(ctx); p.SignedIn() {
		return p.UserID.String()
	}
	return "anonymous " + authn.ClientOf(ctx).Address
}

// Time between two runs of the upkeep.
const (
	sweepEvery  = time.Hour
	sparesEvery = time.Minute
	tellEvery   = time.Minute
	// settleEvery bounds how late a planned change of territory begins on its day.
	settleEvery = time.Minute
	indexEvery  = 24 * time.Hour
)
