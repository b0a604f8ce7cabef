package transport

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// maxNesting bounds lists and objects within variables.
const maxNesting = 32

// decode reads a request body. Names are compared exactly; a name given twice is
// refused, since readers disagree on which one counts; unknown top-level names are
// ignored, as the specification reserves them. Numbers stay [json.Number].
func decode(body []byte) (*graphql.RawParams, *apperr.Error) {
	d := decoder{json.NewDecoder(bytes.NewReader(body))}
	d.UseNumber()
	value, err := d.value(nil)
	if err != nil {
		return nil, err
	}
	if _, end := d.Token(); !errors.Is(end, io.EOF) {
		return nil, errNotJSON
	}
	switch v := value.(type) {
	case map[string]any:
		return paramsOf(v)
	case []any:
		return nil, errBatch
	}
	return nil, errNotObject
}

func paramsOf(fields map[string]any) (*graphql.RawParams, *apperr.Error) {
	params := &graphql.RawParams{}
	query, ok := fields["query"].(string)
	if !ok || strings.TrimSpace(query) == "" {
		return nil, errNoQuery.At("query")
	}
	params.Query = query
	if params.OperationName, ok = optional[string](fields["operationName"]); !ok {
		return nil, errParameter.At("operationName")
	}
	if params.Variables, ok = optional[map[string]any](fields["variables"]); !ok {
		return nil, errParameter.At("variables")
	}
	if params.Extensions, ok = optional[map[string]any](fields["extensions"]); !ok {
		return nil, errParameter.At("extensions")
	}
	return params, nil
}

// optional reads a parameter that may be absent or null.
func optional[T any](value any) (T, bool) {
	typed, ok := value.(T)
	return typed, ok || value == nil
}

type decoder struct{ *json.Decoder }

func (d decoder) value(path []string) (any, *apperr.Error) {
	token, err := d.Token()
	if err != nil {
		return nil, errNotJSON
	}
	switch t := token.(type) {
	case json.Delim:
		if len(path) > maxNesting {
			return nil, errNesting.With(i18n.Args{"max": maxNesting}).At(path[0])
		}
		if t == '{' {
			return d.object(path)
		}
		return d.list(path)
	case string:
		if strings.ContainsRune(t, 0) {
			return nil, errNUL.At(inputPath(path)...)
		}
	}
	return token, nil
}

func (d decoder) object(path []string) (any, *apperr.Error) {
	fields := map[string]any{}
	for d.More() {
		token, err := d.Token()
		name, ok := token.(string)
		if err != nil || !ok {
			return nil, errNotJSON
		}
		at := append(path[:len(path):len(path)], name)
		if _, twice := fields[name]; twice {
			return nil, errTwice.At(inputPath(at)...)
		}
		value, refused := d.value(at)
		if refused != nil {
			return nil, refused
		}
		fields[name] = value
	}
	return fields, d.closed()
}

func (d decoder) list(path []string) (any, *apperr.Error) {
	values := []any{}
	for d.More() {
		value, err := d.value(append(path[:len(path):len(path)], strconv.Itoa(len(values))))
		if err != nil {
			return nil, err
		}
		values = append(values, value)
	}
	return values, d.closed()
}

func (d decoder) closed() *apperr.Error {
	if _, err := d.Token(); err != nil {
		return errNotJSON
	}
	return nil
}

// inputPath addresses a variable's field as errors of the domain do, without the
// envelope.
func inputPath(path []string) []string {
	if len(path) > 1 && path[0] == "variables" {
		return path[1:]
	}
	return path
}
