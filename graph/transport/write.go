package transport

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/demilge/demilge/internal/apperr"
)

// write sends a response of known length.
func write(w http.ResponseWriter, media mediaType, status int, response *graphql.Response) {
	body := encode(response)
	header := w.Header()
	header.Set("Content-Type", string(media)+"; charset=utf-8")
	header.Set("Content-Length", strconv.Itoa(len(body)))
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	if unavailable(response) {
		header.Set("Retry-After", "5") // seconds
	}
	w.WriteHeader(status)
	_, _ = w.Write(body) // a client that left needs no answer
}

// unavailable reports whether something may succeed a little later.
func unavailable(response *graphql.Response) bool {
	for _, err := range response.Errors {
		if err.Extensions["code"] == string(apperr.Unavailable) {
			return true
		}
	}
	return false
}

// encode writes a response without looking at its data again. A request error has no
// data entry.
func encode(response *graphql.Response) []byte {
	var b bytes.Buffer
	b.Grow(len(response.Data) + 64)
	b.WriteByte('{')
	if len(response.Errors) > 0 {
		errors, err := json.Marshal(response.Errors)
		if err != nil {
			errors = []byte(`[{"message":"","extensions":{"code":"INTERNAL"}}]`)
		}
		b.WriteString(`"errors":`)
		b.Write(errors)
	}
	if response.Data != nil {
		if len(response.Errors) > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`"data":`)
		b.Write(response.Data)
	}
	b.WriteByte('}')
	return b.Bytes()
}

// requestStatus is the status of a request error: always 200 in application/json,
// where a client cannot know who else may have sent another.
func requestStatus(media mediaType, errs gqlerror.List) int {
	if media == plainJSON || len(errs) == 0 {
		return http.StatusOK
	}
	code, _ := errs[0].Extensions["code"].(string)
	return Status(apperr.Code(code))
}

// Status is the HTTP status of a request that is refused with a code.
func Status(code apperr.Code) int {
	switch code {
	case apperr.Unauthenticated:
		return http.StatusUnauthorized
	case apperr.Forbidden:
		return http.StatusForbidden
	case apperr.RateLimited:
		return http.StatusTooManyRequests
	case apperr.Internal:
		return http.StatusInternalServerError
	}
	return http.StatusBadRequest
}
