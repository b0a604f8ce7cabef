package engine

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/validator/rules"
)

// Every rule of the validator speaks to people in their language.
func TestEveryRuleHasItsSentence(t *testing.T) {
	t.Parallel()
	known := rules.NewDefaultRules().GetInner()
	for rule := range known {
		if _, ok := ruleTexts[rule]; !ok {
			t.Errorf("%s has no sentence", rule)
		}
	}
	for rule := range ruleTexts {
		if _, ok := known[rule]; !ok {
			t.Errorf("%s is no rule", rule)
		}
	}
	for _, pair := range quiet {
		if strings.TrimSuffix(pair.quiet.Name, "WithoutSuggestions") != pair.loud.Name {
			t.Errorf("%s would not be found", pair.quiet.Name)
		}
	}
}
