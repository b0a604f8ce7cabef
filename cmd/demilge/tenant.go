package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"text/tabwriter"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/config"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/territory"
	"github.com/demilge/demilge/tenants"
)

func tenantCommand(ctx context.Context, args []string) error {
	verbs := map[string]access.Action{"create": access.Create, "list": access.Read, "suspend": access.Suspend, "resume": access.Resume}
	if len(args) == 0 {
		return usageError{errors.New("tenant needs create, list, suspend or resume")}
	}
	action, ok := verbs[args[0]]
	if !ok {
		return usageError{fmt.Errorf("tenant has no verb %q: create, list, suspend or resume", args[0])}
	}
	var c config.Config
	var reason string
	set := flags("tenant "+args[0]+" [SLUG]", "municipalities that take part")
	c.DatabaseFlags(set)
	if action == access.Suspend || action == access.Resume {
		set.StringVar(&reason, "reason", "", "why; stands in the audit (required)")
	}
	if err := parse(set, args[1:], c.CheckDatabase); err != nil {
		return err
	}
	a, err := openApp(ctx, c)
	if err != nil {
		return err
	}
	defer a.Close()
	if action == access.Read {
		return listTenants(ctx, a)
	}
	return changeTenant(ctx, a, action, set, reason)
}

func changeTenant(ctx context.Context, a *app.App, action access.Action, set *flag.FlagSet, reason string) error {
	slug := set.Arg(0)
	t, err := findMunicipality(ctx, a, slug)
	if err != nil {
		return err
	}
	scope := access.SystemScope(tenants.Tenant{}, "command line", access.Permission{Object: access.Tenant, Action: action})
	service := a.Resolver.Territory
	switch action {
	case access.Create:
		t, err = service.CreateTenantIn(ctx, scope, t.ID)
	case access.Suspend:
		t, err = service.SetStateIn(ctx, scope, t.ID, tenants.Suspended, reason)
	default:
		t, err = service.SetStateIn(ctx, scope, t.ID, tenants.Active, reason)
	}
	if err != nil {
		return err
	}
	fmt.Printf("%s %s %s\n", t.Slug, t.Schema, t.State)
	return nil
}

// findMunicipality finds a municipality of the register by its slug.
func findMunicipality(ctx context.Context, a *app.App, slug string) (*tenants.Tenant, error) {
	if slug == "" {
		return nil, usageError{errors.New("name the municipality by its slug")}
	}
	return a.Resolver.Territory.BySlug(ctx, slug)
}

func listTenants(ctx context.Context, a *app.App) error {
	out := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintln(out, "SLUG\tCODE\tSCHEMA\tSTATE\tNAME")
	request := page.Request{First: page.MaxFirst}
	for {
		list, err := a.Resolver.Territory.List(ctx, territory.Filter{TenantsOnly: true}, request)
		if err != nil {
			return err
		}
		for _, t := range list.Items {
			fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\n", t.Slug, t.Code, t.Schema, t.State, t.Name.Ky)
		}
		if !list.HasNext {
			return out.Flush()
		}
		end := list.Cursor(list.Items[len(list.Items)-1])
		request.After = &end
	}
}
