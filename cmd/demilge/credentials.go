package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/demilge/demilge/internal/devenv"
)

// credentials are the random passwords of `run`, kept in the data folder for the next
// time. `serve` never has any.
type credentials struct {
	DatabasePassword string `json:"databasePassword"`
}

// openCredentials reads the kept passwords, or makes and keeps new ones.
func openCredentials(path string) (*credentials, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		c := &credentials{DatabasePassword: devenv.NewPassword()}
		return c, c.save(path)
	}
	if err != nil {
		return nil, err
	}
	var c credentials
	if err := json.Unmarshal(text, &c); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return &c, nil
}

func (c *credentials) save(path string) error {
	text, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	return devenv.WriteWhole(path, append(text, '\n'))
}
