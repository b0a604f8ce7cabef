package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/authn"
	"github.com/demilge/demilge/internal/config"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/user"
	"github.com/demilge/demilge/tenants"
)

func userCommand(ctx context.Context, args []string) error {
	_, args, err := chooseVerb("user", args, verb{"invite-administrator", "-name NAME -email ADDRESS -base-url URL", "make a platform administrator"})
	if err != nil {
		return err
	}
	var c config.Config
	var name, email string
	set := flags("user invite-administrator", "make a platform administrator and print the link, which works once, to set a password")
	c.DatabaseFlags(set)
	set.StringVar(&name, "name", "", "full name (required)")
	set.StringVar(&email, "email", "", "e-mail address to sign in with (required)")
	set.StringVar(&c.BaseURL, "base-url", "", "address people reach the server at, such as https://demilge.kg (required)")
	if err := parse(set, args, c.CheckDatabase); err != nil {
		return err
	}
	if name == "" || email == "" || c.BaseURL == "" {
		return usageError{errors.New("user invite-administrator needs -name, -email and -base-url")}
	}
	a, err := openApp(ctx, c)
	if err != nil {
		return err
	}
	defer a.Close()
	scope := access.SystemScope(tenants.Tenant{}, "command line", access.Permission{Object: access.User, Action: access.Invite})
	secret, err := a.Resolver.Authn.InviteAdministrator(ctx, scope, authn.NewAccount{FullName: name, Contact: email, Locale: i18n.Ky})
	if err != nil {
		return err
	}
	if secret == "" {
		fmt.Println("the account exists; it is a platform administrator's now, with its own password")
		return nil
	}
	fmt.Println(authn.LinkAddress(strings.TrimSuffix(c.BaseURL, "/"), user.Invitation, secret))
	return nil
}
