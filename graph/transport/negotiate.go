package transport

import (
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/demilge/demilge/internal/apperr"
)

// mediaType is a form of answer.
type mediaType string

const (
	responseJSON mediaType = "application/graphql-response+json"
	plainJSON    mediaType = "application/json"
	eventStream  mediaType = "text/event-stream"
)

// refusal is an answer to what is no GraphQL request.
type refusal struct {
	status int
	err    *apperr.Error
}

// negotiate checks the method and the media types, and chooses the form of the answer.
func (e *endpoint) negotiate(w http.ResponseWriter, r *http.Request) (mediaType, *refusal) {
	media, ok := accepted(r.Header.Values("Accept"))
	switch {
	case r.Method != http.MethodPost:
		w.Header().Set("Allow", http.MethodPost)
		return media, &refusal{http.StatusMethodNotAllowed, errMethod}
	case !ok:
		return media, &refusal{http.StatusNotAcceptable, errNotAcceptable}
	case !isJSON(r.Header):
		return media, &refusal{http.StatusUnsupportedMediaType, errMediaType}
	}
	return media, nil
}

// isJSON accepts application/json in UTF-8, not compressed.
func isJSON(header http.Header) bool {
	media, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil || media != string(plainJSON) {
		return false
	}
	charset, given := params["charset"]
	if given && !strings.EqualFold(charset, "utf-8") {
		return false
	}
	encoding := header.Get("Content-Encoding")
	return encoding == "" || strings.EqualFold(encoding, "identity")
}

// accepted chooses the form that an Accept header wants most; of equals, the first.
// Without a header it is application/graphql-response+json, as the specification
// has it since 2025. It reports false when the header allows none of ours.
func accepted(headers []string) (mediaType, bool) {
	header := strings.Join(headers, ",")
	if strings.TrimSpace(header) == "" {
		return responseJSON, true
	}
	best, bestQuality := responseJSON, 0.0
	for part := range strings.SplitSeq(header, ",") {
		media, quality := preference(part)
		if quality > bestQuality {
			best, bestQuality = media, quality
		}
	}
	return best, bestQuality > 0
}

func preference(part string) (mediaType, float64) {
	name, params, err := mime.ParseMediaType(part)
	if err != nil {
		return "", 0
	}
	quality := 1.0
	if q, given := params["q"]; given {
		if quality, err = strconv.ParseFloat(q, 64); err != nil {
			return "", 0
		}
	}
	switch name {
	case "*/*", "application/*":
		return responseJSON, quality
	case "text/*":
		return eventStream, quality
	case string(responseJSON), string(plainJSON), string(eventStream):
		return mediaType(name), quality
	}
	return "", 0
}
