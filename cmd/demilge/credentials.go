package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/demilge/demilge/internal/devenv"
	"github.com/demilge/demilge/internal/seed"
)

// credentials are the random passwords of `run`, kept in the data folder for the next
// time. `serve` never has any.
type credentials struct {
	path string

	DatabasePassword string `json:"databasePassword"`
	// SignIns are the accounts of the pilot programme.
	SignIns []seed.SignIn `json:"signIns,omitempty"`
}

// openCredentials reads the kept passwords, or makes and keeps new ones.
func openCredentials(path string) (*credentials, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		c := &credentials{path: path, DatabasePassword: devenv.NewPassword()}
		return c, c.save()
	}
	if err != nil {
		return nil, err
	}
	c := credentials{path: path}
	if err := json.Unmarshal(text, &c); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return &c, nil
}

func (c *credentials) save() error {
	text, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	return devenv.WriteWhole(c.path, append(text, '\n'))
}
