package transport

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

func readBody(w http.ResponseWriter, r *http.Request) ([]byte, *refusal) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return nil, &refusal{http.StatusRequestEntityTooLarge, errTooLarge}
	case err != nil:
		return nil, &refusal{http.StatusBadRequest, errCut}
	case !utf8.Valid(body) || hasLoneSurrogate(body):
		return nil, &refusal{http.StatusBadRequest, errEncoding}
	}
	return body, nil
}

// hasLoneSurrogate finds a \uD800–\uDFFF escape without its other half, which
// encoding/json would silently replace.
func hasLoneSurrogate(body []byte) bool {
	for {
		i := bytes.IndexByte(body, '\\')
		if i < 0 || i+1 >= len(body) {
			return false
		}
		unit, ok := escapedUnit(body[i:])
		switch {
		case !ok:
			body = body[i+2:]
		case !utf16.IsSurrogate(unit):
			body = body[i+6:]
		default:
			low, ok := escapedUnit(body[i+6:])
			if !ok || utf16.DecodeRune(unit, low) == utf8.RuneError {
				return true
			}
			body = body[i+12:]
		}
	}
}

// escapedUnit reads an escape of four hexadecimal digits at the start of b.
func escapedUnit(b []byte) (rune, bool) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0, false
	}
	unit, err := strconv.ParseUint(string(b[2:6]), 16, 16)
	return rune(unit), err == nil
}
