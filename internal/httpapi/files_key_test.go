package httpapi_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/httpapi"
)

func TestAKeyInAHeaderActsAsItsHolder(t *testing.T) {
	t.Parallel()
	holder := access.Principal{Kind: access.Session, UserID: uuid.New()}
	var seen access.Principal
	handler := httpapi.Held(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { seen = access.From(r.Context()) }),
		func(_ context.Context, reference, secret string) (access.Principal, error) {
			if reference != "KK-1" || secret != "right" {
				return access.Principal{}, apperr.ErrNotFound
			}
			return holder, nil
		})
	for key, want := range map[string]int{"": 200, "KK-1 right": 200, "KK-1 wrong": 404, "KK-1": 404, "KK-2 right": 404} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/files/x", nil)
		r.Header.Set(httpapi.KeyHeader, key)
		seen = access.Principal{}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		require.Equal(t, want, w.Code, key)
		require.Equal(t, key == "KK-1 right", seen.UserID == holder.UserID, key)
		require.NotContains(t, w.Body.String(), "right")
	}
}
