package main

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/authn"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/migrate"
	"github.com/demilge/demilge/internal/territory"
	"github.com/demilge/demilge/internal/user"
	"github.com/demilge/demilge/tenants"
)

// load migrates, makes one municipality with a specialist and her access token, and fills it.
func (b *bench) load(ctx context.Context, owner string) error {
	runner, err := migrate.Open(ctx, owner)
	if err != nil {
		return err
	}
	defer runner.Close()
	if err := runner.Up(ctx); err != nil {
		return err
	}
	a, err := app.New(ctx, app.Config{DatabaseURL: asApp(owner), OwnerURL: owner, MaxConns: 5})
	if err != nil {
		return err
	}
	defer a.Close()
	t, err := municipality(ctx, a)
	if err != nil {
		return err
	}
	if b.token, err = specialist(ctx, a, t); err != nil {
		return err
	}
	pool, err := pgxpool.New(ctx, owner)
	if err != nil {
		return err
	}
	defer pool.Close()
	b.data, err = fill(ctx, pool, *t)
	return err
}

func municipality(ctx context.Context, a *app.App) (*tenants.Tenant, error) {
	scope := access.SystemScope(tenants.Tenant{}, "bench", access.Permission{Object: access.Tenant, Action: access.Create})
	ctx = access.WithGrant(ctx, scope)
	id, err := a.Resolver.Territory.Enter(ctx, scope, territory.Entry{
		Code: "41708203899000", Kind: tenants.AiylAimak, Slug: "bench",
		Name: i18n.Localized{Ky: "Өлчөө", Ru: "Замер", En: "Bench"},
	})
	if err != nil {
		return nil, err
	}
	return a.Resolver.Territory.CreateTenantIn(ctx, scope, id)
}

func specialist(ctx context.Context, a *app.App, t *tenants.Tenant) (token string, err error) {
	scope := access.SystemScope(tenants.Tenant{}, "bench", access.Permission{Object: access.User, Action: access.Create})
	ctx = access.WithGrant(ctx, scope)
	made, err := a.Resolver.Authn.Ensure(ctx, scope, authn.NewAccount{
		FullName: "Bench", Contact: "bench@demilge.example", Locale: i18n.En, Password: "a long password of the bench",
		Terms: []user.Term{{Role: access.Specialist, Municipality: &t.ID, Position: i18n.Localized{Ky: "Адис"}, From: clock.NewDate(2020, 1, 1)}},
	})
	if err != nil {
		return "", err
	}
	principal, err := a.Resolver.Authn.PrincipalOf(ctx, made.ID)
	if err != nil {
		return "", err
	}
	_, token, err = a.Resolver.Authn.CreateToken(access.With(access.WithGrants(ctx), principal), "bench", time.Now().Add(24*time.Hour))
	return token, err
}
