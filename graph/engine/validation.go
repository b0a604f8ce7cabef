package engine

import (
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// Introspection is the permission to see the schema, its hints and the playground.
var Introspection = access.Permission{Object: access.Schema, Action: access.Introspect}

var (
	errOperation = apperr.New(apperr.Validation, i18n.New(
		"Аткарыла турган амал жок же аты туура эмес.",
		"Нет операции для выполнения или её имя неверно.",
		"There is no operation to run, or its name is wrong."))
	errIntrospection = forbidden(i18n.New(
		"API схемасын көрүүгө укугуңуз жок.",
		"У вас нет права видеть схему API.",
		"You have no right to see the schema of the API."))
)

func forbidden(text i18n.Text) *apperr.Error {
	err := apperr.New(apperr.Forbidden, text)
	err.Permission = Introspection.String()
	return err
}

// quiet are the rules whose messages would name parts of the schema that the reader
// did not name.
var quiet = []struct{ loud, quiet core.Rule }{
	{rules.FieldsOnCorrectTypeRule, rules.FieldsOnCorrectTypeRuleWithoutSuggestions},
	{rules.KnownArgumentNamesRule, rules.KnownArgumentNamesRuleWithoutSuggestions},
	{rules.KnownTypeNamesRule, rules.KnownTypeNamesRuleWithoutSuggestions},
	{rules.ScalarLeafsRule, rules.ScalarLeafsRuleWithoutSuggestions},
	{rules.ValuesOfCorrectTypeRule, rules.ValuesOfCorrectTypeRuleWithoutSuggestions},
}

// rulesFor returns the validation rules, with hints only for those who may introspect.
func rulesFor(hints bool) *rules.Rules {
	set := rules.NewDefaultRules()
	if hints {
		return set
	}
	for _, pair := range quiet {
		set.RemoveRule(pair.loud.Name)
		set.AddRule(pair.quiet.Name, pair.quiet.RuleFunc)
	}
	return set
}
