package main

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/authn"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/territory"
	"github.com/demilge/demilge/internal/user"
	"github.com/demilge/demilge/tenants"
)

// load migrates, makes one municipality with a specialist and her access token, and fills it.
func (b *bench) load(ctx context.Context, owner string) error {
	if err := app.Migrate(ctx, app.Config{OwnerURL: owner}); err != nil {
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
	if b.token, err = account(ctx, a, access.Specialist, &t.ID); err != nil {
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

// granted is the scope of the bench itself.
func granted(ctx context.Context, object access.Object) (context.Context, access.Scope) {
	scope := access.SystemScope(tenants.Tenant{}, "bench", access.Permission{Object: object, Action: access.Create})
	return access.WithGrant(ctx, scope), scope
}

func municipality(ctx context.Context, a *app.App) (*tenants.Tenant, error) {
	ctx, scope := granted(ctx, access.Tenant)
	id, err := a.Resolver.Territory.Enter(ctx, scope, territory.Entry{
		Code: "41708203899000", Kind: tenants.AiylAimak, Slug: "bench",
		Name: i18n.Localized{Ky: "Өлчөө", Ru: "Замер", En: "Bench"},
	})
	if err != nil {
		return nil, err
	}
	return a.Resolver.Territory.CreateTenantIn(ctx, scope, id)
}

// account makes somebody with a role in a municipality, or in the programme, and an access
// token.
func account(ctx context.Context, a *app.App, role access.Role, municipality *uuid.UUID) (token string, err error) {
	ctx, scope := granted(ctx, access.User)
	made, err := a.Resolver.Authn.Ensure(ctx, scope, authn.NewAccount{
		FullName: "Bench", Contact: "bench@demilge.example", Locale: i18n.En, Password: "a long password of the bench",
		Terms: []user.Term{{Role: role, Municipality: municipality, Position: i18n.Localized{Ky: "Адис"}, From: clock.NewDate(2020, 1, 1)}},
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
