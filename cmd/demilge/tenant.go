package main

import (
	"context"
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
	name, args, err := chooseVerb("tenant", args,
		verb{"create", "SLUG", "make the schema of a municipality of the register, which takes part from then on"},
		verb{"list", "", "list the municipalities that take part"},
		verb{"suspend", "SLUG", "stop the work of a municipality until it is resumed"},
		verb{"resume", "SLUG", "let a suspended municipality work again"})
	if err != nil {
		return err
	}
	if name == "list" {
		return listTenants(ctx, args)
	}
	actions := map[string]access.Action{"create": access.Create, "suspend": access.Suspend, "resume": access.Resume}
	return changeTenant(ctx, actions[name], "tenant "+name, args)
}

// change is what a command does with one municipality.
type change struct {
	action        access.Action
	reason, shard string
}

func changeTenant(ctx context.Context, action access.Action, name string, args []string) error {
	var c config.Config
	do := change{action: action}
	set := flags(name+" SLUG", "municipalities that take part")
	c.DatabaseFlags(set)
	if action == access.Create {
		set.StringVar(&do.shard, "shard", "", "cluster that gets the schema (default: the one with the fewest municipalities)")
	} else {
		set.StringVar(&do.reason, "reason", "", "why; stands in the audit (required)")
	}
	slug, err := parseNaming(set, args, "the municipality by its slug", c.CheckDatabase)
	if err != nil {
		return err
	}
	a, err := openApp(ctx, c)
	if err != nil {
		return err
	}
	defer a.Close()
	t, err := a.Resolver.Territory.BySlug(ctx, slug)
	if err != nil {
		return err
	}
	if t, err = do.to(ctx, a, t); err != nil {
		return err
	}
	fmt.Printf("%s %s on %s %s\n", t.Slug, t.Schema, t.Shard, t.State)
	return nil
}

func (do change) to(ctx context.Context, a *app.App, t *tenants.Tenant) (*tenants.Tenant, error) {
	scope := access.SystemScope(tenants.Tenant{}, "command line", access.Permission{Object: access.Tenant, Action: do.action})
	service := a.Resolver.Territory
	switch do.action {
	case access.Create:
		return service.CreateTenantOn(ctx, scope, t.ID, do.shard)
	case access.Suspend:
		return service.SetStateIn(ctx, scope, t.ID, tenants.Suspended, do.reason)
	default:
		return service.SetStateIn(ctx, scope, t.ID, tenants.Active, do.reason)
	}
}

func listTenants(ctx context.Context, args []string) error {
	var c config.Config
	set := flags("tenant list", "municipalities that take part")
	c.DatabaseFlags(set)
	if err := parse(set, args, c.CheckDatabase); err != nil {
		return err
	}
	a, err := openApp(ctx, c)
	if err != nil {
		return err
	}
	defer a.Close()
	return printTenants(ctx, a)
}

func printTenants(ctx context.Context, a *app.App) error {
	out := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintln(out, "SLUG\tCODE\tSCHEMA\tSHARD\tSTATE\tNAME")
	request := page.Request{First: page.MaxFirst}
	for {
		list, err := a.Resolver.Territory.List(ctx, territory.Filter{TenantsOnly: true}, request)
		if err != nil {
			return err
		}
		for _, t := range list.Items {
			fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\t%s\n", t.Slug, t.Code, t.Schema, t.Shard, t.State, t.Name.Ky)
		}
		if !list.HasNext {
			return out.Flush()
		}
		end := list.Cursor(list.Items[len(list.Items)-1])
		request.After = &end
	}
}
