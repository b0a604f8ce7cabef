package devenv

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// connection is how a server is reached; it is kept beside the server's data.
type connection struct {
	Port     int    `json:"port"`
	User     string `json:"user"`
	Password string `json:"password"`
}

const connectionName = "connection.json"

// readConnection returns os.ErrNotExist for a new home.
func readConnection(h *home) (connection, error) {
	var c connection
	text, err := os.ReadFile(h.file(connectionName))
	if err != nil {
		return c, err
	}
	if err := json.Unmarshal(text, &c); err != nil {
		return c, fmt.Errorf("read %s: %w", h.file(connectionName), err)
	}
	return c, nil
}

// save replaces the kept connection, whole or not at all.
func (c connection) save(h *home) error {
	text, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	return WriteWhole(h.file(connectionName), append(text, '\n'))
}

// WriteWhole writes a private file so that a crash leaves the old one or the new one.
func WriteWhole(path string, text []byte) error {
	file, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	if _, err := file.Write(text); err != nil {
		_ = file.Close()
		return err
	}
	if err := file.Sync(); err != nil {
		_ = file.Close()
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

// NewPassword has 128 bits or more and no character that an address would have to escape.
func NewPassword() string { return rand.Text() }
