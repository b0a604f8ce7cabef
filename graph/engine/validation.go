package engine

import (
	"errors"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// Introspection is the permission to see the schema, its hints and the playground.
var Introspection = access.Permission{Object: access.Schema, Action: access.Introspect}

var (
	errDocument = apperr.New(apperr.Validation, i18n.New(
		"GraphQL суроосу туура эмес: {detail}",
		"Запрос GraphQL неверен: {detail}",
		"The GraphQL document is not valid: {detail}"))
	errVariable = apperr.New(apperr.Validation, i18n.New(
		"Бул маанинин түрү туура эмес: {detail}",
		"Значение записано неверно: {detail}",
		"This value is not written correctly: {detail}"))
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

// documentErrors makes refusals of what the parser and the validator found.
func documentErrors(list gqlerror.List) gqlerror.List {
	for _, err := range list {
		err.Err = errDocument.With(i18n.Args{"detail": err.Message})
		err.Extensions = nil
	}
	return list
}

// variableError makes a refusal of a variable's wrong value; the path addresses it.
func variableError(err error) *gqlerror.Error {
	var found *gqlerror.Error
	if !errors.As(err, &found) {
		return gqlerror.Wrap(errVariable.With(i18n.Args{"detail": err.Error()}))
	}
	detail := strings.TrimPrefix(found.Message, found.Path.String()+" ")
	return gqlerror.Wrap(errVariable.With(i18n.Args{"detail": detail}).At(inputPath(found.Path)...))
}

// inputPath turns variable.input.lines[2] into input, lines, 2.
func inputPath(path ast.Path) []string {
	var names []string
	for i, element := range path {
		switch e := element.(type) {
		case ast.PathName:
			if i > 0 || e != "variable" {
				names = append(names, string(e))
			}
		case ast.PathIndex:
			names = append(names, strconv.Itoa(int(e)))
		}
	}
	return names
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
