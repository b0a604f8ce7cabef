package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/config"
)

func checkCommand(ctx context.Context, args []string) error {
	var c config.Config
	set := flags("check", "check configuration, database, object store and policy")
	c.Flags(set)
	if err := parse(set, args, c.Check); err != nil {
		return err
	}
	fmt.Println("ok    configuration")
	settings, err := serverSettings(c)
	if err != nil {
		return err
	}
	a, err := app.New(ctx, settings)
	if err != nil {
		return err
	}
	defer a.Close()
	wrong := false
	for _, check := range a.Checks(ctx) {
		if check.Err != nil {
			wrong = true
			fmt.Printf("WRONG %s: %v\n", check.Part, check.Err)
			continue
		}
		fmt.Printf("ok    %s\n", check.Part)
	}
	if wrong {
		return errors.New("something above is wrong")
	}
	return nil
}
