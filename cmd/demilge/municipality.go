package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/config"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/territory"
	"github.com/demilge/demilge/tenants"
)

func municipalityCommand(ctx context.Context, args []string) error {
	_, args, err := chooseVerb("municipality", args, verb{"import", "FILE.csv", "take the official list of municipalities"})
	if err != nil {
		return err
	}
	var c config.Config
	set := flags("municipality import FILE.csv", "take the official list of municipalities; nothing is written when a row is wrong.\nColumns: "+
		strings.Join(territory.Columns, ", ")+"; for changes also "+strings.Join(territory.MoreColumns, ", "))
	c.DatabaseFlags(set)
	name, err := parseNaming(set, args, "one CSV file", c.CheckDatabase)
	if err != nil {
		return err
	}
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	a, err := openApp(ctx, c)
	if err != nil {
		return err
	}
	defer a.Close()
	scope := access.SystemScope(tenants.Tenant{}, "command line", access.Permission{Object: access.Municipality, Action: access.Create})
	verdicts, taken, err := a.Resolver.Territory.Import(ctx, scope, file)
	if err != nil {
		return err
	}
	printVerdicts(verdicts)
	if !taken {
		return errors.New("nothing was written: correct the rows above")
	}
	fmt.Printf("%d municipalities are in the register\n", len(verdicts))
	return nil
}

func printVerdicts(verdicts []territory.Verdict) {
	for _, v := range verdicts {
		for _, e := range v.Errors {
			fmt.Printf("line %d, %s: %s: %s\n", v.Line, v.Code, strings.Join(e.Path, "."), e.Message(i18n.En))
		}
	}
}
