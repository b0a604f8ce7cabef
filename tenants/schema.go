// Package tenants knows the municipalities as tenants: their schema, role, state and
// cluster, and how they are created, suspended and resumed.
package tenants

import (
	"fmt"
	"regexp"
)

// Schema is the validated name of a tenant's PostgreSQL schema. [ParseSchema] is its
// only constructor, so a Schema can be put into SQL text as it is.
type Schema struct{ name string }

var schemaName = regexp.MustCompile(`^t_[a-z0-9]{1,40}$`)

// ParseSchema accepts t_ followed by lower-case letters and digits.
func ParseSchema(name string) (Schema, error) {
	if !schemaName.MatchString(name) {
		return Schema{}, fmt.Errorf("tenants: not a schema name: %q", name)
	}
	return Schema{name: name}, nil
}

// SchemaFor names the schema of the municipality with a SOATE code.
func SchemaFor(code string) (Schema, error) { return ParseSchema("t_" + code) }

// String is the bare name, safe as an SQL identifier without quoting.
func (s Schema) String() string { return s.name }

// Role is the database role that may write in the schema: r_ instead of t_.
func (s Schema) Role() string { return "r_" + s.name[2:] }

// IsZero reports whether the schema was never named.
func (s Schema) IsZero() bool { return s.name == "" }
