package authn

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// OIDC says how to reach an OpenID provider.
type OIDC struct {
	// Issuer is the provider's address, as its tokens name it.
	Issuer       string
	ClientID     string
	ClientSecret string
	// RedirectURL is where the provider sends the browser back to.
	RedirectURL string
}

// Provider is an OpenID provider. It is asked for its configuration when it is first
// needed, so that a provider that is away does not keep the server from starting.
type Provider struct {
	config OIDC
	client *http.Client

	mu       sync.Mutex
	oauth    *oauth2.Config
	verifier *oidc.IDTokenVerifier
}

// NewProvider makes a provider; nothing is asked of it yet.
func NewProvider(config OIDC) *Provider {
	return &Provider{config: config, client: &http.Client{Timeout: 10 * time.Second}}
}

// Flow is what the browser keeps between the two halves of a sign-in.
type Flow struct {
	State    string `json:"state"`
	Nonce    string `json:"nonce"`
	Verifier string `json:"verifier"`
}

// Claims are what the provider says of a person.
type Claims struct {
	Issuer, Subject string
	Email           string
	EmailVerified   bool
}

// The refusals of an OpenID sign-in.
var (
	ErrFlow = apperr.NewRule("OIDC_FLOW", i18n.New(
		"Кирүү үзүлүп калды же мөөнөтү өттү. Башынан баштаңыз.",
		"Вход прерван или просрочен. Начните сначала.",
		"The sign-in was interrupted or took too long. Begin again."))
	ErrNotInvited = apperr.NewRule("OIDC_NOT_INVITED", i18n.New(
		"Бул почта дареги менен эсеп жок. Чакырууну муниципалитетиңизден сураңыз же өзүңүз катталыңыз.",
		"Учётной записи с этим адресом почты нет. Попросите приглашение в своём муниципалитете или зарегистрируйтесь.",
		"There is no account with this e-mail address. Ask your municipality for an invitation, or register."))
	reasonProvider = i18n.New("OpenID кызматы жооп бербей жатат.", "служба OpenID не отвечает.", "the OpenID provider does not answer.")
)

// Begin returns where to send the browser, and what it keeps meanwhile.
func (p *Provider) Begin(ctx context.Context) (address string, flow Flow, err error) {
	if err := p.discover(ctx); err != nil {
		return "", Flow{}, err
	}
	flow = Flow{State: newSecret(""), Nonce: newSecret(""), Verifier: oauth2.GenerateVerifier()}
	return p.oauth.AuthCodeURL(flow.State, oidc.Nonce(flow.Nonce), oauth2.S256ChallengeOption(flow.Verifier)), flow, nil
}

// Finish exchanges the code that the browser came back with for what the provider says
// of the person. OIDC_FLOW answers a state, code or token that does not belong to flow.
func (p *Provider) Finish(ctx context.Context, flow Flow, state, code string) (Claims, error) {
	if flow.State == "" || subtle.ConstantTimeCompare([]byte(state), []byte(flow.State)) != 1 {
		return Claims{}, ErrFlow
	}
	if err := p.discover(ctx); err != nil {
		return Claims{}, err
	}
	ctx = oidc.ClientContext(ctx, p.client)
	token, err := p.oauth.Exchange(ctx, code, oauth2.VerifierOption(flow.Verifier))
	if err != nil {
		return Claims{}, exchangeError(err)
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return Claims{}, ErrFlow.Because(errors.New("authn: no id_token"))
	}
	id, err := p.verifier.Verify(ctx, raw)
	if err != nil {
		return Claims{}, ErrFlow.Because(err)
	}
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(flow.Nonce)) != 1 {
		return Claims{}, ErrFlow.Because(errors.New("authn: another nonce"))
	}
	return claims(id)
}

func claims(id *oidc.IDToken) (Claims, error) {
	var said struct {
		Email         string `json:"email"`
		EmailVerified bool   `json:"email_verified"`
	}
	if err := id.Claims(&said); err != nil {
		return Claims{}, ErrFlow.Because(err)
	}
	return Claims{Issuer: id.Issuer, Subject: id.Subject, Email: said.Email, EmailVerified: said.EmailVerified}, nil
}

func exchangeError(err error) error {
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) {
		return ErrFlow.Because(err)
	}
	return unavailable(err)
}

// discover reads the provider's configuration once.
func (p *Provider) discover(ctx context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.verifier != nil {
		return nil
	}
	// the keys are fetched again later, so the client's context must outlive the request
	background := oidc.ClientContext(context.WithoutCancel(ctx), p.client)
	provider, err := oidc.NewProvider(background, p.config.Issuer)
	if err != nil {
		return unavailable(fmt.Errorf("authn: %w", err))
	}
	p.oauth = &oauth2.Config{
		ClientID: p.config.ClientID, ClientSecret: p.config.ClientSecret, RedirectURL: p.config.RedirectURL,
		Endpoint: provider.Endpoint(), Scopes: []string{oidc.ScopeOpenID, "email"},
	}
	p.verifier = provider.Verifier(&oidc.Config{ClientID: p.config.ClientID})
	return nil
}

func unavailable(cause error) error {
	return apperr.ErrUnavailable.With(i18n.Args{"reason": reasonProvider}).Because(cause)
}
