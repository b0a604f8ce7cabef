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
	return base64.RawURLEncoding.EncodeToString(appendRef(nil, ref))
}

func appendRef(raw []byte, ref entity.Ref) []byte {
	raw = append(append(raw, ref.Kind...), ':')
	return append(append(raw, ref.Tenant[:]...), ref.ID[:]...)
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
func MarshalID(ref entity.Ref) graphql.Marshaler { return id(ref) }

// id writes itself without a text in between; every row of every list has one.
type id entity.Ref

// MarshalGQL writes what [EncodeID] returns, in quotes.
func (i id) MarshalGQL(w io.Writer) {
	var plain, quoted [128]byte
	raw := appendRef(plain[:0], entity.Ref(i))
	text := base64.RawURLEncoding.AppendEncode(append(quoted[:0], '"'), raw)
	_, _ = w.Write(append(text, '"'))
}

// UnmarshalID reads the scalar ID.
func UnmarshalID(v any) (entity.Ref, error) {
	s, ok := v.(string)
	if !ok {
		return entity.Ref{}, ErrID
	}
	return DecodeID(s)
}
