package authz

import (
	"fmt"
	"sort"
	"strings"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/i18n"
)

// sorted lists the permissions by name.
func (p *Policy) sorted() []access.Permission {
	list := p.Permissions()
	sort.Slice(list, func(i, j int) bool { return list[i].String() < list[j].String() })
	return list
}

// Table prints who may do what, one permission a line, for review and for the test that
// compares it.
func (p *Policy) Table() string {
	var b strings.Builder
	for _, permission := range p.sorted() {
		fmt.Fprintf(&b, "%-40s %s\n", permission, strings.Join(p.holders(permission), " "))
	}
	return b.String()
}

func (p *Policy) holders(permission access.Permission) []string {
	var names []string
	for _, role := range access.Roles() {
		if p.Allows(permission, role) {
			names = append(names, string(role))
		}
	}
	return names
}

// Markdown is docs/permissions.md: every permission with its roles and sentence, by
// object.
func (p *Policy) Markdown() string {
	var b strings.Builder
	b.WriteString(`# Permissions

Written by ` + "`make generate`" + ` from internal/authz/policy. A role is held through a membership
with dates; everybody holds PUBLIC, everybody who signed in INITIATOR and GROUP_MEMBER, and rules about the one thing
(own application, own score sheet, conflict of interest) are asked on top. ` + "`viewer.can`" + ` answers with these sentences.
`)
	var object access.Object
	for _, permission := range p.sorted() {
		if permission.Object != object {
			object = permission.Object
			fmt.Fprintf(&b, "\n## %s\n\n| Action | Roles | Rule |\n|---|---|---|\n", object)
		}
		sentence, _ := p.Sentence(permission)
		fmt.Fprintf(&b, "| %s | %s | %s |\n", permission.Action, strings.Join(p.holders(permission), ", "), sentence.In(i18n.En))
	}
	return b.String()
}
