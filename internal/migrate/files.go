// Package migrate brings the shared schemas and every tenant's schema to the version of
// the program, and makes the schema of a new tenant.
package migrate

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/demilge/demilge/tenants"
)

// step is one SQL file.
type step struct {
	version  int
	name     string
	sql      string
	checksum string
}

// steps reads a folder of migrations in the order of their numbers. A number may be missing
// while several are being written at once; none may be there twice.
func steps(files fs.FS, folder string) ([]step, error) {
	names, err := fs.Glob(files, folder+"/*.sql")
	if err != nil {
		return nil, err
	}
	list := make([]step, 0, len(names))
	last := 0
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		base := strings.TrimSuffix(strings.TrimPrefix(name, folder+"/"), ".sql")
		number, _, _ := strings.Cut(base, "_")
		version, err := strconv.Atoi(number)
		if err != nil || version <= last {
			return nil, fmt.Errorf("migrate: %s: expected a number above %04d", name, last)
		}
		last = version
		sum := sha256.Sum256(text)
		list = append(list, step{version: version, name: base, sql: string(text), checksum: hex.EncodeToString(sum[:])})
	}
	return list, nil
}

// forTenant fills the names of a tenant into a step.
func (s step) forTenant(schema tenants.Schema) string {
	return strings.NewReplacer("{{schema}}", schema.String(), "{{role}}", schema.Role()).Replace(s.sql)
}
