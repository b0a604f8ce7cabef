package httpapi

import (
	"encoding/json"
	"net/http"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// Refuse answers with a body that clients of GraphQL understand, in the language of the
// request.
func Refuse(w http.ResponseWriter, r *http.Request, status int, e *apperr.Error) {
	type extensions struct {
		Code apperr.Code `json:"code"`
	}
	type graphError struct {
		Message    string     `json:"message"`
		Extensions extensions `json:"extensions"`
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{
		"errors": []graphError{{Message: e.Message(i18n.From(r.Context())), Extensions: extensions{Code: e.Code}}},
	})
}
