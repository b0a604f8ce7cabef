// Package httpapi is what the server answers beside GraphQL.
package httpapi

import (
	"net/http"
	"time"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
)

// Files serves /files/{id} for download and /files/tus/ for upload. The caller of a
// request stands in its context; who may do what is the service's matter. uploaded is told
// of bytes that were kept; nil tells nobody.
func Files(service *file.Service, uploaded func(bytes int64)) http.Handler {
	mux := http.NewServeMux()
	mux.Handle(uploadPath, newUploads(service, uploaded))
	mux.Handle("GET /files/{id}", download{service})
	return own(mux)
}

// download gives a file, or with ?variant=small|medium a derived picture, to those who
// may see it, as an attachment that no browser runs. Ranges and revalidation work.
type download struct{ service *file.Service }

func (d download) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	guard(w.Header())
	ref, err := fileRef(r.PathValue("id"))
	if err != nil {
		answer(w, r, err)
		return
	}
	content, err := d.service.Open(r.Context(), ref, file.Variant(r.URL.Query().Get("variant")))
	if err != nil {
		answer(w, r, err)
		return
	}
	describe(w.Header(), content)
	http.ServeContent(w, r, "", content.StoredAt.Truncate(time.Second), content)
}

// guard keeps browsers from taking a file for a page of ours.
func guard(h http.Header) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "private, no-store")
}

func describe(h http.Header, content *file.Content) {
	h.Set("Content-Type", string(content.Type))
	h.Set("Content-Disposition", content.Name.Disposition())
	h.Set("Etag", `"`+content.Tag+`"`)
	if content.Public {
		h.Set("Cache-Control", "public, max-age=300")
		h.Del("Vary")
		return
	}
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "private, no-cache")
	h.Set("Vary", "Authorization, Cookie")
}

// fileRef reads the global id of a file; any other id is one that does not exist.
func fileRef(id string) (entity.Ref, error) {
	ref, err := scalar.DecodeID(id)
	if err != nil || ref.Kind != "File" {
		return entity.Ref{}, apperr.ErrNotFound
	}
	return ref, nil
}
