package engine

import (
	"regexp"
	"strings"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

var (
	errSyntax = apperr.New(apperr.Validation, i18n.New(
		"GraphQL суроосунун {line}-сабында, {column}-белгиде ката бар.",
		"В запросе GraphQL ошибка: строка {line}, знак {column}.",
		"The GraphQL document has a mistake in line {line}, column {column}."))
	errInvalid = apperr.New(apperr.Validation, i18n.New(
		"GraphQL суроосу схемага туура келбейт.",
		"Запрос GraphQL не соответствует схеме.",
		"The GraphQL document does not fit the schema."))
)

// documentErrors makes refusals of what the parser and the validator found.
func documentErrors(list gqlerror.List) gqlerror.List {
	for _, err := range list {
		err.Err = documentError(err)
		err.Extensions = nil
	}
	return list
}

func documentError(err *gqlerror.Error) *apperr.Error {
	if err.Rule == "" {
		at := gqlerror.Location{Line: 1, Column: 1}
		if len(err.Locations) > 0 {
			at = err.Locations[0]
		}
		return errSyntax.With(i18n.Args{"line": at.Line, "column": at.Column})
	}
	said, hint, _ := strings.Cut(err.Message, "Did you mean")
	names := append(quoted(said), "", "")
	refusal := errInvalid
	if text, ok := textOf(strings.TrimSuffix(err.Rule, "WithoutSuggestions"), said); ok {
		refusal = apperr.New(apperr.Validation, text)
	}
	args := i18n.Args{"name": names[0], "second": names[1]}
	if hints := quoted(hint); len(hints) > 0 {
		args["hint"] = strings.Join(hints, ", ")
		refusal = apperr.New(apperr.Validation, hinted(refusal.Text))
	}
	return refusal.With(args)
}

func hinted(text i18n.Text) i18n.Text {
	l := text.Localized()
	return i18n.New(l.Ky+" Балким: {hint}.", l.Ru+" Возможно: {hint}.", l.En+" Perhaps: {hint}.")
}

var inQuotes = regexp.MustCompile(`"([^"]*)"`)

// quoted lists what the validator put in quotes: the names that the document uses.
func quoted(said string) []string {
	var names []string
	for _, match := range inQuotes.FindAllStringSubmatch(said, -1) {
		names = append(names, match[1])
	}
	return names
}

// textOf is the sentence of a validation rule; a rule about values has one for each way
// in which they are wrong.
func textOf(rule, said string) (i18n.Text, bool) {
	if rule == "ValuesOfCorrectType" {
		switch {
		case strings.Contains(said, "was not provided"):
			return textFieldMissing, true
		case strings.Contains(said, "is not defined by type"):
			return textFieldUnknown, true
		}
	}
	text, ok := ruleTexts[rule]
	return text, ok
}
