// Package scalar maps the API's scalars to Go.
package scalar

import (
	"bytes"
	"encoding/base64"
	"io"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// ErrID refuses an id that this system did not give.
var ErrID = apperr.New(apperr.Validation, i18n.New(
	"Идентификатор (id) туура эмес.",
	"Неверный идентификатор (id).",
	"The id is not valid."))

const maxKind = 60

// EncodeID writes an address as an opaque id.
func EncodeID(ref entity.Ref) string {
	raw := make([]byte, 0, len(ref.Kind)+1+32)
	raw = append(append(raw, ref.Kind...), ':')
	raw = append(append(raw, ref.Tenant[:]...), ref.ID[:]...)
	return base64.RawURLEncoding.EncodeToString(raw)
}

// DecodeID reads what EncodeID wrote, or answers VALIDATION.
func DecodeID(s string) (entity.Ref, error) {
	if len(s) > 200 {
		return entity.Ref{}, ErrID
	}
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return entity.Ref{}, ErrID
	}
	colon := bytes.IndexByte(raw, ':')
	if colon < 1 || colon > maxKind || len(raw) != colon+1+32 {
		return entity.Ref{}, ErrID
	}
	ref := entity.Ref{Kind: string(raw[:colon])}
	copy(ref.Tenant[:], raw[colon+1:])
	copy(ref.ID[:], raw[colon+17:])
	if ref.ID == uuid.Nil {
		return entity.Ref{}, ErrID
	}
	return ref, nil
}

// MarshalID writes the scalar ID.
func MarshalID(ref entity.Ref) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		_, _ = io.WriteString(w, `"`+EncodeID(ref)+`"`)
	})
}

// UnmarshalID reads the scalar ID.
func UnmarshalID(v any) (entity.Ref, error) {
	s, ok := v.(string)
	if !ok {
		return entity.Ref{}, ErrID
	}
	return DecodeID(s)
}
