// Package authz decides what a principal may do. Casbin holds role → permission,
// embedded and reviewed as code (policy/*.csv); who holds which role is a membership.
//
// The policy never changes while the program runs, so every verdict is asked of Casbin
// once, at the start, and kept in a table (docs/adr/0003-casbin-table.md).
package authz

import (
	"embed"
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/casbin/casbin/v2"
	"github.com/casbin/casbin/v2/model"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/i18n"
)

//go:embed model.conf policy/*.csv
var files embed.FS

// Policy is the decided table of roles and permissions with the sentence of each rule.
type Policy struct {
	allowed   map[access.Permission]map[access.Role]bool
	sentences map[access.Permission]i18n.Localized
}

// Load reads the embedded policy. It fails on an unknown role, a permission without a
// sentence in the three languages, or a rule that is written twice.
func Load() (*Policy, error) {
	enforcer, err := newEnforcer()
	if err != nil {
		return nil, err
	}
	p := &Policy{allowed: map[access.Permission]map[access.Role]bool{}, sentences: map[access.Permission]i18n.Localized{}}
	names, err := fs.Glob(files, "policy/*.csv")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if err := p.read(enforcer, name); err != nil {
			return nil, fmt.Errorf("authz: %s: %w", name, err)
		}
	}
	return p, p.decide(enforcer)
}

func newEnforcer() (*casbin.Enforcer, error) {
	text, err := files.ReadFile("model.conf")
	if err != nil {
		return nil, err
	}
	m, err := model.NewModelFromString(string(text))
	if err != nil {
		return nil, err
	}
	return casbin.NewEnforcer(m)
}

// read takes one policy file. A line is: object, action, roles separated by spaces, and
// the sentence in ky, ru and en, in which {who} stands for the roles.
func (p *Policy) read(enforcer *casbin.Enforcer, name string) error {
	file, err := files.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.Comment, reader.TrimLeadingSpace, reader.FieldsPerRecord = '#', true, 6
	records, err := reader.ReadAll()
	if err != nil {
		return err
	}
	for _, r := range records {
		permission := access.Permission{Object: access.Object(r[0]), Action: access.Action(r[1])}
		if _, twice := p.sentences[permission]; twice {
			return fmt.Errorf("%s is written twice", permission)
		}
		roles, err := rolesOf(r[2])
		if err != nil {
			return fmt.Errorf("%s: %w", permission, err)
		}
		p.sentences[permission] = naming(i18n.New(r[3], r[4], r[5]).Localized(), roles)
		for _, role := range roles {
			if _, err := enforcer.AddPolicy(string(role), r[0], r[1]); err != nil {
				return err
			}
		}
	}
	return nil
}

// rolesOf reads role names separated by spaces.
func rolesOf(text string) ([]access.Role, error) {
	var roles []access.Role
	for _, name := range strings.Fields(text) {
		if !slices.Contains(access.Roles(), access.Role(name)) {
			return nil, fmt.Errorf("unknown role %s", name)
		}
		roles = append(roles, access.Role(name))
	}
	return roles, nil
}

func (p *Policy) decide(enforcer *casbin.Enforcer) error {
	for permission := range p.sentences {
		row := map[access.Role]bool{}
		for _, role := range access.Roles() {
			ok, err := enforcer.Enforce(string(role), string(permission.Object), string(permission.Action))
			if err != nil {
				return fmt.Errorf("authz: %s for %s: %w", permission, role, err)
			}
			row[role] = ok
		}
		p.allowed[permission] = row
	}
	return nil
}

// Allows reports whether any of the roles carries the permission.
func (p *Policy) Allows(permission access.Permission, roles ...access.Role) bool {
	row := p.allowed[permission]
	for _, role := range roles {
		if row[role] {
			return true
		}
	}
	return false
}

// seats are the offices of a commission by which alone the roles carry the permission.
func (p *Policy) seats(permission access.Permission, roles []access.Role) (seats []access.Role) {
	for _, role := range roles {
		switch {
		case !p.allowed[permission][role]:
		case !slices.Contains(access.CommissionRoles, role):
			return nil
		default:
			seats = append(seats, role)
		}
	}
	return seats
}

// Sentence says who may do it, in the three languages; ok is false for a permission
// that the policy does not know.
func (p *Policy) Sentence(permission access.Permission) (sentence i18n.Localized, ok bool) {
	sentence, ok = p.sentences[permission]
	return sentence, ok
}

// Permissions lists every permission of the policy.
func (p *Policy) Permissions() []access.Permission {
	list := make([]access.Permission, 0, len(p.sentences))
	for permission := range p.sentences {
		list = append(list, permission)
	}
	return list
}
