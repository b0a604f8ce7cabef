package engine

import (
	"errors"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// faults are the wrong values of variables: what the parser says, in English, and the
// sentence that people read. The first that fits is taken.
var faults = []struct {
	said    string
	refusal *apperr.Error
}{
	{"must be defined", apperr.ErrRequired},
	{"cannot be null", apperr.ErrRequired},
	{"unknown field", apperr.New(apperr.Validation, i18n.New(
		"Мындай талаа жок.", "Такого поля нет.", "There is no such field."))},
	{"is not a valid", errChoice},
	{"enums must be", errChoice},
	{"must be a", apperr.New(apperr.Validation, i18n.New(
		"Бул жерде талаалары бар объект болушу керек.",
		"Здесь должен быть объект с полями.",
		"This must be an object with fields."))},
	{" as Int", apperr.New(apperr.Validation, i18n.New(
		"Бул жерде бүтүн сан болушу керек.", "Здесь должно быть целое число.", "This must be a whole number."))},
	{" as Float", apperr.New(apperr.Validation, i18n.New(
		"Бул жерде сан болушу керек.", "Здесь должно быть число.", "This must be a number."))},
	{" as String", apperr.New(apperr.Validation, i18n.New(
		"Бул жерде текст болушу керек.", "Здесь должен быть текст.", "This must be a text."))},
	{" as Boolean", apperr.New(apperr.Validation, i18n.New(
		"Бул жерде true же false болушу керек.", "Здесь должно быть true или false.", "This must be true or false."))},
	{" as ID", scalar.ErrID},
}

var errChoice = apperr.New(apperr.Validation, i18n.New(
	"Бул талаада мындай маани болбойт.",
	"Такого значения у этого поля не бывает.",
	"This field has no such value."))

// variableError makes a refusal of a variable's wrong value; the path addresses it.
func variableError(err error) *gqlerror.Error {
	var found *gqlerror.Error
	if !errors.As(err, &found) {
		return gqlerror.Wrap(apperr.ErrMalformed.Because(err))
	}
	for _, fault := range faults {
		if strings.Contains(found.Message, fault.said) {
			return gqlerror.Wrap(fault.refusal.At(inputPath(found.Path)...))
		}
	}
	return gqlerror.Wrap(apperr.ErrMalformed.At(inputPath(found.Path)...))
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
