package apperr

import (
	"fmt"
	"sort"

	"github.com/demilge/demilge/internal/i18n"
)

var rules = map[string]*Error{}

// NewRule declares a named business rule whose breach is refused with RULE. Names are
// unique in the program; docs/errors.md lists them.
func NewRule(name string, text i18n.Text) *Error {
	return register(&Error{Code: Rule, Rule: name, Text: text})
}

// NewDeadline declares a named deadline whose breach is refused with DEADLINE_PASSED.
func NewDeadline(name string, text i18n.Text) *Error {
	return register(&Error{Code: DeadlinePassed, Rule: name, Text: text})
}

func register(e *Error) *Error {
	if _, taken := rules[e.Rule]; taken {
		panic(fmt.Sprintf("apperr: rule %s declared twice", e.Rule))
	}
	rules[e.Rule] = e
	return e
}

// Rules lists the declared rules by name, for the catalogue.
func Rules() []*Error {
	list := make([]*Error, 0, len(rules))
	for _, e := range rules {
		list = append(list, e)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Rule < list[j].Rule })
	return list
}
