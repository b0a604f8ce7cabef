package workplan

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

var numberForm = regexp.MustCompile(`^[0-9]{1,4}(\.[0-9]{1,4}){0,5}\.?$`)

// ErrNumber refuses a number that could not be ordered.
var ErrNumber = apperr.New(apperr.Validation, i18n.New(
	"Кадамдын номери 2 же 2.1. түрүндө жазылат.",
	"Номер шага записывается в виде 2 или 2.1.",
	"The number of a step is written as 2 or 2.1."))

// placeOf is the key by which numbers are ordered as people do: 2, 2.1, 2.10, 10.
func placeOf(number string) string {
	parts := strings.Split(strings.TrimSuffix(number, "."), ".")
	for i, part := range parts {
		n, _ := strconv.Atoi(part)
		parts[i] = fmt.Sprintf("%04d", n)
	}
	return strings.Join(parts, ".")
}
